"""What happened to a question, in words."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from annotations.histories.names import Names
from annotations.histories.texts import short
from ledger.write import State


def question_words(before: State, after: State, names: Names) -> list[str]:
    """What happened between two states of a question (null: it was not there)."""
    state: dict[str, Any] = after or before or {}
    asked = {"ordinal": names.ordinal(state["paragraph"]), "text": short(state["text"])}
    if after is None:
        return [_("took the question about ¶ %(ordinal)d back: “%(text)s”") % asked]
    if before is None:
        return [_("asked about ¶ %(ordinal)d: “%(text)s”") % asked]
    return list(_changes(before, after, asked)) or [_("changed nothing that can be seen")]


def _changes(before: dict[str, Any], after: dict[str, Any], asked: dict[str, Any]) -> Iterator[str]:
    if before["text"] != after["text"]:
        yield _("reworded the question about ¶ %(ordinal)d: “%(text)s”") % asked
    if before["answer"] != after["answer"]:
        given = {**asked, "answer": short(after["answer"])}
        if before["answer"]:
            yield _("changed the answer to “%(text)s” (¶ %(ordinal)d): “%(answer)s”") % given
        else:
            yield _("answered “%(text)s” (¶ %(ordinal)d): “%(answer)s”") % given
    if bool(before["resolved_at"]) != bool(after["resolved_at"]):
        words = _("resolved “%(text)s” (¶ %(ordinal)d)") if after["resolved_at"] else _("opened “%(text)s” again")
        yield words % asked

"""The history in words: what each event changed, as a sentence that begins with who did it."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.histories.decisions import decision_words
from annotations.histories.names import Names
from annotations.histories.questions import question_words
from annotations.histories.texts import ranges, short, text_words
from ledger.models import Event, Operation
from ledger.write import State


@dataclass(frozen=True)
class Line:
    """One change in words; `passage` is the id of the passage it is about, if it is about one."""

    words: str
    passage: str = ""


@dataclass(frozen=True)
class Entry:
    """One operation: who, when, what. `is_undo` and `is_redo` put an earlier one back; `is_undone` was put back."""

    who: str
    operation: Operation
    lines: list[Line]
    is_undone: bool

    @property
    def is_undo(self) -> bool:
        return self.operation.verb == "undo"

    @property
    def is_redo(self) -> bool:
        return self.operation.verb == "redo"


def entry(operation: Operation, events: Iterable[Event], names: Names, undone: Container[int]) -> Entry:
    """An operation with those of its events that may be shown; `undone` holds the ids of those that stand undone."""
    who = str(operation.actor) if operation.actor else _("the system")
    return Entry(who, operation, list(_lines(events, names)), is_undone=operation.pk in undone)


def passage_words(before: State, after: State, names: Names) -> list[str]:
    """What happened to one passage between two of its states (null: it was not there)."""
    if after is None:
        return [_("took back %s") % _tagged(before or {}, names)]
    if before is None:
        return [_("marked %s") % _tagged(after, names), *_note("", after["note"])]
    return [
        *_themes(before["taggings"], after["taggings"], names),
        *_ends(before, after),
        *_note(before["note"], after["note"]),
    ] or [_("changed nothing that can be seen")]


def _lines(events: Iterable[Event], names: Names) -> Iterator[Line]:
    marks: dict[bool, list[int]] = {True: [], False: []}
    of_text = []
    events = list(events)
    taken = {str(event.after["assignment"]) for event in events if event.kind == "slot" and event.after}
    for event in events:
        if event.kind == "slot":
            continue  # its assignment says it
        if event.kind == "passage":
            words = passage_words(event.before, event.after, names)
            yield Line("; ".join(words), passage=event.object_id)
        elif event.kind == "reading":
            state: dict[str, Any] = event.after or event.before or {}
            marks[event.after is not None].append(names.ordinal(state["paragraph"]))
        elif event.kind == "question":
            yield Line("; ".join(question_words(event.before, event.after, names)))
        elif event.kind == "dismissal":
            yield Line(_dismissal(event.before, event.after, names))
        elif event.kind == "decision":
            yield Line(decision_words(event.before, event.after, names))
        elif event.kind == "assignment":
            is_taken = event.object_id in taken
            yield Line((_taken if is_taken else _assignment)(event.before, event.after, names))
        else:
            of_text.append(event)
    yield from (Line(_marks(is_read, ordinals)) for is_read, ordinals in marks.items() if ordinals)
    yield from (Line(words) for words in text_words(of_text, names))


def _marks(is_read: bool, ordinals: list[int]) -> str:
    n, which = len(set(ordinals)), ranges(ordinals)
    if is_read:
        words = ngettext("marked ¶ %(which)s as read", "marked %(n)d paragraphs as read: ¶ %(which)s", n)
    else:
        words = ngettext("took the read mark of ¶ %(which)s back", "took %(n)d read marks back: ¶ %(which)s", n)
    return words % {"n": n, "which": which}


def _tagged(state: dict[str, Any], names: Names) -> str:
    themes = ", ".join(_theme(row, names) for row in state.get("taggings", ()))
    quote = short(state.get("quote", ""))
    return _("“%(quote)s” as %(themes)s") % {"quote": quote, "themes": themes} if themes else f"“{quote}”"


def _theme(row: dict[str, Any], names: Names) -> str:
    code = names.theme(row["theme"])
    if row.get("suggested_by"):
        code = _("%(theme)s (suggested by %(name)s)") % {"theme": code, "name": names.coder(row["suggested_by"])}
    return _("%s (unsure)") % code if row["is_unsure"] else code


def _themes(before: list[dict[str, Any]], after: list[dict[str, Any]], names: Names) -> Iterator[str]:
    old, new = ({row["theme"]: row for row in rows} for rows in (before, after))
    for theme in new.keys() - old.keys():
        yield _("added %s") % _theme(new[theme], names)
    for theme in old.keys() - new.keys():
        yield _("removed %s") % names.theme(theme)
    for theme in sorted(old.keys() & new.keys()):
        if old[theme]["is_unsure"] != new[theme]["is_unsure"]:
            words = _("marked %s unsure") if new[theme]["is_unsure"] else _("marked %s sure")
            yield words % names.theme(theme)


def _ends(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    moved = {"start": _("moved the start from %(old)d to %(new)d"), "end": _("moved the end from %(old)d to %(new)d")}
    for name, words in moved.items():
        if before[name] != after[name]:
            yield words % {"old": before[name], "new": after[name]}
    if before["quote"] != after["quote"]:
        yield _("the words are now “%s”") % short(after["quote"])


def _note(before: str, after: str) -> Iterator[str]:
    if before == after:
        return
    if not after:
        yield _("removed the note “%s”") % before
    elif not before:
        yield _("noted “%s”") % after
    else:
        yield _("changed the note from “%(old)s” to “%(new)s”") % {"old": before, "new": after}


def _dismissal(before: State, after: State, names: Names) -> str:
    state: dict[str, Any] = after or before or {}
    what = {"theme": names.theme(state["theme"]), "ordinal": names.ordinal(state["paragraph"])}
    if after is None:
        return _("brought the suggestion %(theme)s in ¶ %(ordinal)d back") % what
    return _("dismissed the suggestion %(theme)s in ¶ %(ordinal)d") % what


def _assignment(before: State, after: State, names: Names) -> str:
    state: dict[str, Any] = after or before or {}
    who = {"coder": names.coder(state["coder"]), "round": names.round(state["round"])}
    if before is None:
        return _("gave the document to %(coder)s in the round %(round)s") % who
    if state["handed_in_at"]:
        return _("handed in the work of %(coder)s in the round %(round)s") % who
    if state.get("given_back_at"):
        return _given_back(state, names)
    if state["returned_at"]:
        words = _("returned the work to %(coder)s in the round %(round)s") % who
        return f"{words}: “{short(state['comment'])}”" if state.get("comment") else words
    if not before["handed_in_at"] and not before.get("given_back_at"):
        words = _("gave the work of %(coder)s in the round %(round)s the priority %(n)d")
        return words % {**who, "n": state.get("priority", 0)}
    return _("opened the work of %(coder)s in the round %(round)s again") % who


def _taken(before: State, after: State, names: Names) -> str:
    state: dict[str, Any] = after or before or {}
    words = _("took the document from the pool in the round %s")
    again = _("took the document from the pool in the round %s again, where it had been given back")
    return (again if before else words) % names.round(state["round"])


def _given_back(state: dict[str, Any], names: Names) -> str:
    who = {"coder": names.coder(state["coder"]), "round": names.round(state["round"])}
    if state["given_back_because"] == "idle":
        return _("let the document of %(coder)s go back to the pool of the round %(round)s: it was idle") % who
    if state["given_back_because"] == "taken":
        return _("took the document away from %(coder)s in the round %(round)s") % who
    words = _("skipped the document in the round %(round)s") % who
    return f"{words}: “{short(state['comment'])}”"

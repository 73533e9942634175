"""What was decided about a cell, in words."""

from typing import Any

from django.utils.translation import gettext as _

from annotations.histories.names import Names
from annotations.histories.texts import short
from annotations.models import Decision
from ledger.write import State


def decision_words(before: State, after: State, names: Names) -> str:
    """What became of a decision between two of its states (null: there was none)."""
    state: dict[str, Any] = after or before or {}
    what = {"theme": _theme(state, names), "where": _where(state, names)}
    if after is None:
        return _("took the decision about %(theme)s in %(where)s back") % what
    words = {
        ("yes", True): _("decided that %(where)s carries %(theme)s"),
        ("no", True): _("decided that %(where)s does not carry %(theme)s"),
        ("no", False): _("decided that nothing is in %(where)s"),
    }[state["outcome"], state["theme"] is not None] % what
    return words + _by_rule(state["rule"]) + (f": “{short(state['reason'])}”" if state["reason"] else "")


def _theme(state: dict[str, Any], names: Names) -> str:
    return names.theme(state["theme"]) if state["theme"] else _("a question")


def _where(state: dict[str, Any], names: Names) -> str:
    place = {"ordinal": names.ordinal(state["paragraph"]), "number": state["unit"] + 1}
    if names.project.unit == "document":
        return _("the document")
    if names.project.unit == "paragraph":
        return _("¶ %(ordinal)d") % place
    return _("¶ %(ordinal)d, sentence %(number)d") % place


def _by_rule(rule: str) -> str:
    return " " + _("(by the rule “%s”)") % Decision.Rule(rule).label if rule else ""

"""One's last deciding step on a document, and the one undone last, in words: what undo and redo would do."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.actions import deciding
from annotations.cells import Differences
from annotations.deciding_rows import OUTCOMES, key_of
from corpus.models import Document
from ledger.models import Event, Operation
from ledger.querysets import REDO, UNDO
from vocabulary.entries import Codebook


@dataclass(frozen=True)
class Step:
    """What an operation decided; `key` is that of the first of its cells on the page."""

    words: str
    key: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Steps:
    """The next step of each stack; None where it is empty."""

    undo: Step | None
    redo: Step | None


def next_steps(found: Differences, document: Document, codebook: Codebook | None, actor: Any) -> Steps:
    """What undo would take back and redo do again; a fixed number of queries."""
    tops = [deciding.next_step(found.round, document, actor, verb) for verb in (UNDO, REDO)]
    some = Event.objects.filter(operation__in=[top.pk for top in tops if top], kind="decision").order_by()
    counted = {row["operation"]: row for row in some.values("operation").annotate(n=Count("pk"), first=Min("pk"))}
    first = Event.objects.in_bulk([row["first"] for row in counted.values()])
    return Steps(*(_step(top, counted.get(top.pk), first, found, codebook) if top else None for top in tops))


def _step(
    top: Operation, row: Any, first: dict[int, Event], found: Differences, codebook: Codebook | None
) -> Step | None:
    if row is None:
        return None
    event = first[row["first"]]
    states = (event.before, event.after) if top.verb == UNDO else (event.after, event.before)
    state: dict[str, Any] = states[0] or states[1] or {}
    key = (state["paragraph"], state["unit"], state["theme"])
    if row["n"] > 1:
        words = ngettext("%d decision", "%d decisions", row["n"]) % row["n"]
    else:
        entry = codebook.by_id.get(state["theme"]) if codebook else None
        outcome = OUTCOMES[state["outcome"]] if state["theme"] else OUTCOMES["nothing"]
        words = f"{entry.code}: {outcome}" if entry else str(outcome)
    cell = found.by_key.get(key)
    place = _(", ¶ %d") % cell.ordinal if cell and row["n"] == 1 else ""
    return Step(words + place, key_of(*key))

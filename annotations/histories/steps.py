"""A coder's last step, and the one undone last, in words: what undo and redo would do."""

from dataclasses import dataclass
from typing import Any

from annotations.actions import undoing
from annotations.histories.lines import entry
from annotations.histories.names import Names
from annotations.models import Assignment
from ledger.models import Event, Operation
from ledger.querysets import REDO, UNDO

SHOWN_LINES = 2
SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Step:
    """What an operation did, and the ordinal of the paragraph where it did it first."""

    words: str
    ordinal: int


@dataclass(frozen=True)
class Steps:
    """The next step of each stack; None where it is empty."""

    undo: Step | None
    redo: Step | None


def next_steps(assignment: Assignment, actor: Any) -> Steps:
    """What undo would take back and redo do again; a fixed number of queries."""
    undo, redo = (undoing.next_step(assignment, actor, verb) for verb in (UNDO, REDO))
    events = list(Event.objects.filter(operation__in=[each.pk for each in (undo, redo) if each]).order_by("id"))
    names = Names(assignment.round.project, [assignment.document_id])
    return Steps(*(_step(actor, top, events, names) for top in (undo, redo)))


def shorten(quote: str) -> str:
    """The beginning of a quote on one line, cut between words where it has any."""
    line = " ".join(quote.split())
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[:SHOWN_CHARACTERS].rsplit(' ', 1)[0]}…"


def _step(actor: Any, top: Operation | None, events: list[Event], names: Names) -> Step | None:
    if top is None:
        return None
    top.actor = actor  # known, so not asked for
    own = [_deed(event, top) for event in events if event.operation_id == top.pk]
    lines = [line.words for line in entry(top, own, names, ()).lines]
    more = ["…"] if len(lines) > SHOWN_LINES else []
    state: dict[str, Any] = own[0].after or own[0].before or {}
    return Step("; ".join(lines[:SHOWN_LINES] + more), names.ordinal(state["paragraph"]))


def _deed(event: Event, operation: Operation) -> Event:
    """The event of what was done; an undo is told by what it took back, since that is what redo does again."""
    if operation.verb != UNDO:
        return event
    return Event(kind=event.kind, object_id=event.object_id, before=event.after, after=event.before)

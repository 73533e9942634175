"""Undo and redo: an operation that names the operation it takes back."""

from django.utils.translation import gettext as _

from ledger.kinds import kinds
from ledger.models import Event, Operation
from ledger.problems import Stale
from ledger.write import State, Work


def put_back(operation: Operation, work: Work) -> None:
    """Inside `work`, put back what `operation` changed, kind by kind; raises Stale when any of it was changed since."""
    work.operation.undoes = operation
    changed: dict[str, list[Event]] = {}
    for event in operation.events.order_by("-id"):
        changed.setdefault(event.kind, []).append(event)
    for kind, events in changed.items():
        put = kinds()[kind].put
        if put is None:
            raise Stale(_("This kind of change cannot be undone."))
        put(events, work)


def refuse_if_changed(event: Event, now: State) -> None:
    """Refuse where an object is not as the event left it, versions aside; `now` is its state, read under its lock."""
    if _content(now) != _content(event.after):
        current = now and {"id": event.object_id, **now}
        raise Stale(_("It was changed again since, so it cannot be undone."), current=current)


def _content(state: State) -> State:
    return {key: value for key, value in state.items() if key != "version"} if state is not None else None

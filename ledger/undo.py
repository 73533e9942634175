"""Undo and redo: an operation that names the operation it takes back."""

from django.utils.translation import gettext as _

from ledger.kinds import kinds
from ledger.models import Event, Operation
from ledger.problems import Stale
from ledger.write import State, Work


def put_back(operation: Operation, work: Work) -> None:
    """Inside `work`, put back what `operation` changed; raises Stale when any of it was changed again since."""
    work.operation.undoes = operation
    for event in operation.events.order_by("-id"):
        _refuse_if_changed(event)
        put = kinds()[event.kind].put
        if put is None:
            raise Stale(_("This kind of change cannot be undone."))
        put(event.object_id, event.before, work)


def _refuse_if_changed(event: Event) -> None:
    latest = Event.objects.of(event.kind, event.object_id).last()
    now = latest.after if latest else None
    if _content(now) != _content(event.after):
        current = now and {"id": event.object_id, **now}
        raise Stale(_("It was changed again since, so it cannot be undone."), current=current)


def _content(state: State) -> State:
    return {key: value for key, value in state.items() if key != "version"} if state is not None else None

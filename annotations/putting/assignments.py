"""Work that was given, and places in a pool, as they were: where the adoption of a corrected text is taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Assignment, Slot
from annotations.states import assignment_state, slot_state
from ledger.locks import locked
from ledger.models import Event
from ledger.problems import Stale
from ledger.undo import refuse_if_changed
from ledger.write import State, Work

MOMENTS = ("handed_in_at", "returned_at")


def put_assignments(events: Sequence[Event], work: Work) -> None:
    """Which paragraphs were given, and whether they were handed in; raises Stale where that changed since."""
    for event in events:
        assignment = locked(Assignment.objects).get(pk=event.object_id)
        before = assignment_state(assignment)
        was = _was(event, before)
        assignment.paragraphs, assignment.comment = was["paragraphs"], was.get("comment", "")
        for name in MOMENTS:
            setattr(assignment, name, was[name] and datetime.fromisoformat(was[name]))
        assignment.version += 1
        assignment.save()
        work.record("assignment", event.object_id, before, assignment_state(assignment))


def put_slots(events: Sequence[Event], work: Work) -> None:
    """Which paragraphs the coder who takes it is to read."""
    for event in events:
        slot = locked(Slot.objects).get(pk=event.object_id)
        before = slot_state(slot)
        slot.paragraphs = _was(event, before)["paragraphs"]
        slot.version += 1
        slot.save(update_fields=["paragraphs", "version"])
        work.record("slot", event.object_id, before, slot_state(slot))


def _was(event: Event, now: State) -> dict[str, Any]:
    if event.before is None:
        raise Stale(_("This kind of change cannot be undone."))
    refuse_if_changed(event, now)
    was: dict[str, Any] = event.before
    return was

"""Read marks as they were."""

from collections.abc import Iterable, Sequence

from annotations.models import Reading
from annotations.putting.places import codable
from annotations.states import reading_id, reading_state
from ledger.locks import locked
from ledger.models import Event
from ledger.undo import refuse_if_changed
from ledger.write import Work

FIELDS = ("round", "coder", "document", "paragraph", "codebook_version")


def put_readings(events: Sequence[Event], work: Work) -> None:
    """Mark and unmark paragraphs as they were; raises Stale where a mark changed, or its paragraph is not codable."""
    marks = _marks(events)
    there = {event.object_id: reading_state(marks[event.object_id]) for event in events if event.object_id in marks}
    for event in events:
        refuse_if_changed(event, there.get(event.object_id))
    Reading.objects.filter(pk__in=[mark.pk for mark in marks.values()]).delete()
    back = {event.object_id: event.before for event in events if event.before is not None}
    codable(back.values(), work)
    versions = Event.objects.last_versions("reading", back)
    new = [
        Reading(**{f"{name}_id": state[name] for name in FIELDS}, version=versions[object_id] + 1)
        for object_id, state in back.items()
    ]
    after = {reading_id(mark): reading_state(mark) for mark in Reading.objects.bulk_create(new, batch_size=500)}
    for event in events:
        work.record("reading", event.object_id, there.get(event.object_id), after.get(event.object_id))


def _marks(events: Iterable[Event]) -> dict[str, Reading]:
    """The live marks that the events are about, by their names (round/coder/paragraph), locked."""
    rounds, coders, paragraphs = zip(*(event.object_id.split("/") for event in events), strict=True)
    named = Reading.objects.filter(round__in={*rounds}, coder__in={*coders}, paragraph__in=paragraphs)
    return {reading_id(mark): mark for mark in locked(named)}

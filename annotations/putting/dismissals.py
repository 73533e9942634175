"""What was dismissed, as it was: dismissals come back, or the suggestions do."""

from collections.abc import Iterable, Sequence

from annotations.models import Dismissal
from annotations.putting.places import codable
from annotations.states import dismissal_id, dismissal_state
from ledger.locks import locked
from ledger.models import Event
from ledger.undo import refuse_if_changed
from ledger.write import Work

NAMES = ("round", "coder", "document", "paragraph", "theme")


def put_dismissals(events: Sequence[Event], work: Work) -> None:
    """Dismiss again or take back; raises Stale where that happened already, or the paragraph is not codable."""
    rows = _rows(events)
    there = {event.object_id: dismissal_state(rows[event.object_id]) for event in events if event.object_id in rows}
    for event in events:
        refuse_if_changed(event, there.get(event.object_id))
    back = {event.object_id: event.before for event in events if event.before is not None}
    codable(back.values(), work)
    Dismissal.objects.filter(pk__in=[rows[name].pk for name in there.keys() - back.keys()]).delete()
    Dismissal.objects.bulk_create(
        Dismissal(start=state["start"], end=state["end"], **{f"{name}_id": state[name] for name in NAMES})
        for name, state in back.items()
        if name not in there
    )
    for event in events:
        work.record("dismissal", event.object_id, there.get(event.object_id), back.get(event.object_id))


def _rows(events: Iterable[Event]) -> dict[str, Dismissal]:
    """The live dismissals that the events are about, by their names, locked."""
    rounds, coders, paragraphs, *_more = zip(*(event.object_id.split("/") for event in events), strict=True)
    named = Dismissal.objects.filter(round__in={*rounds}, coder__in={*coders}, paragraph__in=paragraphs)
    return {dismissal_id(row): row for row in locked(named)}

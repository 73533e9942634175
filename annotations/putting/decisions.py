"""Decisions as they were."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from annotations.models import Decision
from annotations.states import decision_id, decision_state
from ledger.locks import locked
from ledger.models import Event
from ledger.undo import refuse_if_changed
from ledger.write import Work

PLACES = ("round", "document", "paragraph", "theme", "decided_by")
PLAIN = ("unit", "outcome", "reason", "rule", "evidence")


def put_decisions(events: Sequence[Event], work: Work) -> None:
    """Decide again as before, or leave open as before; raises Stale where somebody decided anew since."""
    rows = _rows(events)
    there = {name: decision_state(row) for name, row in rows.items()}
    for event in events:
        refuse_if_changed(event, there.get(event.object_id))
    back = {event.object_id: event.before for event in events if event.before is not None}
    Decision.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()
    versions = Event.objects.last_versions("decision", back)
    restored = [_decision(state, versions[name] + 1) for name, state in back.items()]
    Decision.objects.bulk_create(restored, batch_size=500)
    after = {decision_id(row): decision_state(row) for row in restored}
    for event in events:
        work.record("decision", event.object_id, there.get(event.object_id), after.get(event.object_id))


def _rows(events: Iterable[Event]) -> dict[str, Decision]:
    """The live decisions that the events are about, by their names (round/paragraph/unit/theme), locked."""
    wanted = {event.object_id for event in events}
    rounds, paragraphs, *_more = zip(*(name.split("/") for name in wanted), strict=True)
    near = Decision.objects.filter(round__in={*rounds}, paragraph__in={*paragraphs})
    return {name: row for row in locked(near) if (name := decision_id(row)) in wanted}


def _decision(state: dict[str, Any], version: int) -> Decision:
    places = {f"{name}_id": state[name] for name in PLACES}
    plain = {name: state[name] for name in PLAIN}
    decided_at = datetime.fromisoformat(state["decided_at"])
    return Decision(**places, **plain, decided_at=decided_at, version=version)

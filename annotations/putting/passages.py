"""Passages as they were, with their themes and the units that these give."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from annotations import deriving
from annotations.models import Passage, Round
from annotations.putting.places import codable
from annotations.putting.taggings import put_taggings
from annotations.states import passage_state
from ledger.locks import locked
from ledger.models import Event
from ledger.problems import Stale
from ledger.undo import refuse_if_changed
from ledger.write import Work

PLACES = ("round", "coder", "document", "paragraph")
PLAIN = ("start", "end", "quote", "note")
SPOT = ("round", "coder", "paragraph", "start", "end")  # a coder has one passage there

States = dict[str, dict[str, Any]]


def put_passages(events: Sequence[Event], work: Work) -> None:
    """Bring passages to the states they had; ids, times and codebook versions stay.

    What goes makes room first, what was moved goes back next, what was taken back comes last. Raises Stale where a
    passage changed since, where another one is on its words by now, and where the paragraph is not codable.
    """
    live = _live(events)
    there = {pk: passage_state(passage, passage.taggings.all()) for pk, passage in live.items()}
    for event in events:
        refuse_if_changed(event, there.get(event.object_id))
    back = _back(events)
    gone = [passage for pk, passage in live.items() if pk not in back]
    Passage.objects.filter(pk__in=[passage.pk for passage in gone]).delete()
    _refuse_taken(back)
    restored = _restored(back, work)
    taggings = put_taggings(live.values(), restored, back)
    whose = defaultdict(list)
    for passage in (*gone, *restored):
        whose[passage.round_id, passage.coder_id].append(passage)
    for some in whose.values():
        deriving.refresh_many(some)
    after = {str(passage.pk): passage_state(passage, taggings[passage.pk]) for passage in restored}
    for event in events:
        work.record("passage", event.object_id, there.get(event.object_id), after.get(event.object_id))


def _live(events: Iterable[Event]) -> dict[str, Passage]:
    """The passages that are there, by id, locked, with everything that a recount of units asks for."""
    named = Passage.objects.filter(pk__in=[event.object_id for event in events])
    found = locked(named).select_related("paragraph", "round__project").prefetch_related("taggings")
    return {str(passage.pk): passage for passage in found}


def _back(events: Iterable[Event]) -> States:
    """The states to which passages go back, by id: those of passages that are there before those of the others."""
    states = [(event.object_id, event.before, event.after is None) for event in events if event.before is not None]
    return {pk: state for pk, state, _is_new in sorted(states, key=lambda each: each[2])}


def _refuse_taken(back: States) -> None:
    """Raises Stale where exactly these words carry another passage when it is this one's turn."""
    places = {name: {state[name] for state in back.values()} for name in ("round", "coder", "paragraph")}
    rows = Passage.objects.filter(**{f"{name}__in": ids for name, ids in places.items()}).values_list("pk", *SPOT)
    at = {str(pk): tuple(spot) for pk, *spot in rows} if back else {}
    taken = {spot: pk for pk, spot in at.items()}
    for pk, state in back.items():
        spot = tuple(state[name] for name in SPOT)
        if taken.get(spot, pk) != pk:
            other = Passage.objects.get(pk=taken[spot])
            current = {"id": str(other.pk), **passage_state(other)}
            raise Stale(_("Exactly these words carry another passage by now."), current=current)
        taken.pop(at.get(pk, ()), None)
        taken[spot] = pk


def _restored(back: States, work: Work) -> list[Passage]:
    """The passages as they were, stored with the versions that follow, in their order."""
    paragraphs, versions = codable(back.values(), work), Event.objects.last_versions("passage", back)
    rounds = Round.objects.select_related("project").in_bulk({state["round"] for state in back.values()})
    restored = [
        Passage(
            id=uuid.UUID(pk),
            group=state["group"] and uuid.UUID(state["group"]),
            created_at=datetime.fromisoformat(state["created_at"]),
            version=versions[pk] + 1,
            **{name: state[name] for name in PLAIN},
            **{f"{name}_id": state[name] for name in PLACES},
        )
        for pk, state in back.items()
    ]
    for passage in restored:
        passage.paragraph, passage.round = paragraphs[passage.paragraph_id], rounds[passage.round_id]
    fields = [*PLACES, *PLAIN, "group", "created_at", "version"]
    return Passage.objects.bulk_create(restored, update_conflicts=True, unique_fields=["id"], update_fields=fields)

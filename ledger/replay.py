"""Replaying the events rebuilds the current state; `differences` says where it does not."""

from collections.abc import Iterable, Iterator
from typing import Any

from ledger.kinds import kinds
from ledger.models import Event

Key = tuple[str, str]
States = dict[Key, dict[str, Any]]


def replay(events: Iterable[Event], states: States | None = None) -> States:
    """Fold events, oldest first, into the state of every object that is there after the last one."""
    states = {} if states is None else states
    for event in events:
        _put(states, event.kind, event.object_id, event.after)
    return states


def live(project: Any) -> States:
    """The state of every object of a project as the tables hold it now."""
    return {(kind.name, object_id): state for kind in kinds().values() for object_id, state in kind.live(project)}


def differences(project: Any) -> Iterator[tuple[Key, dict[str, Any] | None, dict[str, Any] | None]]:
    """Each object whose replayed state is not its state in the tables: (key, replayed, in the tables).

    An event that says another state before it than the events until then give is one too: the history was edited.
    """
    events = Event.objects.filter(operation__project=project).order_by("operation__number", "id")
    replayed: States = {}
    for event in events.iterator(chunk_size=2000):
        key = (event.kind, event.object_id)
        if event.before != replayed.get(key):
            yield key, replayed.get(key), event.before
        replay([event], replayed)
    now = live(project)
    for key in sorted(replayed.keys() | now.keys()):
        if replayed.get(key) != now.get(key):
            yield key, replayed.get(key), now.get(key)


def _put(states: States, kind: str, object_id: str, state: dict[str, Any] | None) -> None:
    if state is None:
        states.pop((kind, object_id), None)
        return
    known = kinds().get(kind)  # a forged event may name any kind
    own, parts = known.parts(state) if known else (state, [])
    states[kind, object_id] = own
    for part in parts:
        _put(states, *part)

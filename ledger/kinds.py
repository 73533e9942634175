"""What the ledger can replay, verify and put back: each app lists its kinds of objects in `<app>/kinds.py`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from ledger.models import Event
from ledger.write import State, Work

Part = tuple[str, str, State]


def _no_parts(state: dict[str, Any]) -> tuple[dict[str, Any], list[Part]]:
    return state, []


@dataclass(frozen=True)
class Kind:
    """One kind of object in the history.

    `live(project)` yields (object id, state) of all that is there now, equal to the last `after` of its events (None
    asks for what belongs to no project). `put(events, work)` takes events of one operation back, the last first: it
    locks the objects, refuses those that are not as the events left them (`ledger.undo.refuse_if_changed`), and brings
    each to its state before. `parts(state)` splits an event that creates many objects at once into its own state and
    that of each part.
    """

    name: str
    live: Callable[[Any], Iterable[tuple[str, dict[str, Any]]]]
    put: Callable[[Sequence[Event], Work], None] | None = None
    parts: Callable[[dict[str, Any]], tuple[dict[str, Any], list[Part]]] = _no_parts


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by name, in the order of settings.LEDGER_KINDS."""
    listed = [kind for module in settings.LEDGER_KINDS for kind in import_string(f"{module}.KINDS")]
    return {kind.name: kind for kind in listed}

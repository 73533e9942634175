"""Questions to the history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

if TYPE_CHECKING:
    from ledger.models import Event, Operation
    from ledger.write import State


class OperationQuerySet(QuerySet["Operation"]):
    def about(self, project: Any, about: str) -> OperationQuerySet:
        """What happened to one thing, oldest first; `about` reads like "document/12"."""
        return self.filter(project=project, about=about).order_by("number")

    def newest_first(self) -> OperationQuerySet:
        return self.order_by("-number", "-pk")


class EventQuerySet(QuerySet["Event"]):
    def of(self, kind: str, object_id: object) -> EventQuerySet:
        """The history of one object, oldest first."""
        return self.filter(kind=kind, object_id=str(object_id)).order_by("id")

    def last_version(self, kind: str, object_id: object) -> int:
        """The highest version the object ever had; 0 when it never was."""
        return self.last_versions(kind, [object_id]).get(str(object_id), 0)

    def last_versions(self, kind: str, object_ids: Iterable[object]) -> dict[str, int]:
        """The highest version each object ever had, in one query; objects that never were are left out."""
        events = self.filter(kind=kind, object_id__in=[str(each) for each in object_ids]).order_by("id")
        found: dict[str, int] = {}
        for event in events:
            state: State = event.after or event.before
            found[event.object_id] = int(state["version"]) if state else 0
        return found

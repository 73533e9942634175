"""Questions to the history."""

from __future__ import annotations

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
        event = self.of(kind, object_id).last()
        state: State = (event.after or event.before) if event else None
        return int(state["version"]) if state else 0

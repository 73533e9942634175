"""Questions to the pool: which slots are free, and which of them a coder takes next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import MD5, Cast, Concat

if TYPE_CHECKING:
    from annotations.models import Slot


class SlotQuerySet(QuerySet["Slot"]):
    def in_round(self, round: Any) -> SlotQuerySet:
        return self.filter(round=round)

    def in_project(self, project: Any) -> SlotQuerySet:
        return self.filter(round__project=project)

    def on(self, document: Any) -> SlotQuerySet:
        return self.filter(document=document)

    def on_any(self, documents: Iterable[Any]) -> SlotQuerySet:
        return self.filter(document__in=list(documents))

    def of(self, assignment: Any) -> SlotQuerySet:
        """The one that an assignment was taken from, if it was taken from the pool."""
        return self.filter(assignment=assignment)

    def free(self) -> SlotQuerySet:
        return self.filter(taken_by=None)

    def working(self) -> SlotQuerySet:
        """Taken, and not handed in yet."""
        return self.filter(taken_by__isnull=False, assignment__handed_in_at=None)

    def done(self) -> SlotQuerySet:
        """Taken, and handed in."""
        return self.filter(assignment__handed_in_at__isnull=False)

    def idle_since(self, moment: datetime) -> SlotQuerySet:
        """Taken before a moment, and nothing was done in them from then on."""
        idle = apps.get_model("annotations", "Assignment").objects.idle_since(moment)  # models import this module
        return self.working().filter(taken_at__lt=moment, assignment__in=idle.values("pk"))

    def offered_to(self, coder: Any) -> SlotQuerySet:
        """Free ones of documents that a coder does not have in the round, and has not skipped.

        What went back because it was idle is offered again.
        """
        had = apps.get_model("annotations", "Assignment").objects.filter(  # by name: models import this module
            round=OuterRef("round"), document=OuterRef("document"), coder=coder
        )
        return self.free().filter(~Exists(had.exclude(given_back_because="idle")), document__withdrawn_at=None)

    def in_turn(self, seed: int) -> SlotQuerySet:
        """In the order in which they are taken.

        The highest priority first, then the document with most readings still missing, then by chance: an order that
        depends on the seed and the document alone.
        """
        same = self.model._base_manager.filter(round=OuterRef("round"), document=OuterRef("document"), taken_by=None)
        missing = same.order_by().values("document").annotate(n=Count("pk")).values("n")
        chance = MD5(Concat(Value(f"{seed}/"), Cast("document_id", CharField())))
        found = self.annotate(missing=Subquery(missing), chance=chance)
        return found.order_by("-priority", "-missing", "chance", "document_id", "number")

    def numbers(self) -> dict[int, set[int]]:
        """By document the numbers that are given already."""
        given: dict[int, set[int]] = {}
        for document, number in self.values_list("document", "number"):
            given.setdefault(document, set()).add(number)
        return given

    def counts(self) -> dict[str, int]:
        """How many are free, taken and not handed in, and handed in, in one query."""
        is_free, is_done = Q(taken_by=None), Q(assignment__handed_in_at__isnull=False)
        return self.aggregate(
            free=Count("pk", filter=is_free),
            taken=Count("pk", filter=~is_free & ~is_done),
            done=Count("pk", filter=is_done),
        )

    def with_all(self) -> SlotQuerySet:
        return self.select_related("document", "taken_by", "assignment")

"""Questions to folded figures."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Min, Q, QuerySet

if TYPE_CHECKING:
    from reports.models import Fold, FoldPart


class FoldQuerySet(QuerySet["Fold"]):
    def of(self, round: Any) -> FoldQuerySet:
        """Those of a round, by their documents."""
        return self.filter(round=round).order_by("first")

    def in_project(self, project: Any) -> FoldQuerySet:
        return self.filter(project=project)

    def overlapping(self, first: int, last: int) -> FoldQuerySet:
        """Those with any document of these ids."""
        return self.filter(first__lte=last, last__gte=first)

    def true_of(self) -> int:
        """The number of the last operation that all of them contain; 0 where there are none."""
        return self.aggregate(number=Min("number"))["number"] or 0


class FoldPartQuerySet(QuerySet["FoldPart"]):
    def of(self, folds: Collection[int], coder: int) -> FoldPartQuerySet:
        """What was done by one coder (0: all people together) in these folds, and what their texts are."""
        mine = self.filter(Q(coder=coder) | Q(coder=0, name="texts"), fold__in=list(folds))
        return mine.exclude(name__in=("pairs", "together"))

    def named(self, name: str, folds: Collection[int], coder: int) -> FoldPartQuerySet:
        """One piece of each of these folds, which few pages ask for, in the order of the folds' documents."""
        return self.filter(coder=coder, name=name, fold__in=list(folds)).order_by("fold__first")

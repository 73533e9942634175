"""Questions to what supervisors decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

if TYPE_CHECKING:
    from annotations.models import Decision


class DecisionQuerySet(QuerySet["Decision"]):
    def in_project(self, project: Any) -> DecisionQuerySet:
        return self.filter(round__project=project)

    def counts_by_rule(self, round: Any) -> dict[str, int]:
        """How many cells of a round were decided by each rule; "" is a person."""
        return dict(self.filter(round=round).order_by().values_list("rule").annotate(n=Count("pk")))

    def on_any(self, round: Any, documents: Iterable[Any]) -> DecisionQuerySet:
        """About these documents in a round."""
        return self.filter(round=round, document__in=list(documents))

    def in_paragraphs(self, paragraphs: Iterable[Any]) -> DecisionQuerySet:
        return self.filter(paragraph__in=list(paragraphs))

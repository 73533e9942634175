"""Questions to what coders turned down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from annotations.models import Assignment, Dismissal


class DismissalQuerySet(QuerySet["Dismissal"]):
    def of(self, assignment: Assignment) -> DismissalQuerySet:
        """What its coder dismissed in an assignment."""
        mine = {"round": assignment.round_id, "coder": assignment.coder_id, "document": assignment.document_id}
        return self.filter(**mine).order_by("pk")

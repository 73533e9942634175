"""Questions to saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from reports.models import SavedView


class SavedViewQuerySet(QuerySet["SavedView"]):
    def in_project(self, project: Any) -> SavedViewQuerySet:
        return self.filter(project=project)

    def visible_to(self, member: Any) -> SavedViewQuerySet:
        """One's own, and what others of the project share, by name."""
        mine = Q(owner=member.user_id) | Q(is_shared=True)
        return self.filter(mine, project=member.project_id).select_related("owner").order_by("name", "pk")

    def own(self, member: Any) -> SavedViewQuerySet:
        """Those that a member may change."""
        return self.filter(owner=member.user_id, project=member.project_id).select_related("project")

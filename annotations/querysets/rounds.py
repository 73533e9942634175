"""Questions to rounds: which are open, which hide what is done in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, QuerySet, Subquery

from annotations.querysets.visibility import HIDING
from projects.models import Membership

if TYPE_CHECKING:
    from annotations.models import Round


class RoundQuerySet(QuerySet["Round"]):
    def open(self) -> RoundQuerySet:
        """Not locked: coding goes on."""
        return self.filter(locked_at=None).order_by("pk")

    def with_role_of(self, user: Any) -> RoundQuerySet:
        """Each with the `role` that a person has in its project now (None: no member)."""
        own = Membership.objects.filter(project=OuterRef("project"), user=user)
        return self.annotate(role=Subquery(own.values("role")[:1]))

    def hidden(self) -> RoundQuerySet:
        """Blind, and not opened yet."""
        return self.filter(**HIDING)

    def closed_to_coder(self, member: Any) -> RoundQuerySet:
        """Hidden ones in which the member codes, and so learns nothing of what others do."""
        return self.hidden().filter(assignments__coder__user=member.user_id).distinct()

    def in_project(self, project: Any) -> RoundQuerySet:
        return self.filter(project=project).order_by("pk")

"""Questions about people and projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet
from django.utils import timezone

from projects.rights import RIGHTS

if TYPE_CHECKING:
    from projects.models import Coder, Invitation, Membership, Project, User


class ProjectQuerySet(QuerySet["Project"]):
    def visible_to(self, user: Any) -> ProjectQuerySet:
        """The projects a person belongs to, by name."""
        return self.filter(memberships__user=user).order_by("name", "pk")


class MembershipQuerySet(QuerySet["Membership"]):
    def in_project(self, project: Any) -> MembershipQuerySet:
        return self.filter(project=project)

    def of(self, user: Any) -> MembershipQuerySet:
        return self.filter(user=user)

    def by_name(self) -> MembershipQuerySet:
        return self.select_related("user").order_by("user__username")


class InvitationQuerySet(QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Not yet used, not taken back, not too old."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def in_project(self, project: Any) -> InvitationQuerySet:
        return self.filter(project=project)

    def waiting_under(self, secret_sha256: str) -> Invitation | None:
        """The open invitation with this digest of its secret, if there is one."""
        return self.open().select_related("project", "invited_by").filter(secret_sha256=secret_sha256).first()

    def newest_first(self) -> InvitationQuerySet:
        return self.select_related("invited_by", "accepted_by").order_by("-invited_at", "-pk")


class CoderQuerySet(QuerySet["Coder"]):
    def in_project(self, project: Any) -> CoderQuerySet:
        return self.filter(project=project)

    def able(self) -> CoderQuerySet:
        """People who are members now, in a role that codes."""
        return self.people().filter(project=F("user__memberships__project"), user__memberships__role__in=RIGHTS["code"])

    def people(self) -> CoderQuerySet:
        return self.filter(kind="person")

    def of(self, user: User) -> CoderQuerySet:
        return self.filter(user=user)

    def by_name(self) -> CoderQuerySet:
        return self.order_by("name", "pk")

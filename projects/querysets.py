"""Questions about people and projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from projects.rights import RIGHTS

if TYPE_CHECKING:
    from projects.models import ApiToken, Coder, Invitation, Membership, Project, User


class ProjectQuerySet(QuerySet["Project"]):
    def visible_to(self, user: Any) -> ProjectQuerySet:
        """The projects a person belongs to, by name."""
        return self.filter(memberships__user=user).order_by("name", "pk")

    def after(self, pk: int) -> ProjectQuerySet:
        """Those that were made later than one, in order."""
        return self.filter(pk__gt=pk).order_by("pk")


class MembershipQuerySet(QuerySet["Membership"]):
    def in_project(self, project: Any) -> MembershipQuerySet:
        return self.filter(project=project)

    def of(self, user: Any) -> MembershipQuerySet:
        return self.filter(user=user)

    def of_projects(self, user: Any) -> MembershipQuerySet:
        """One person's, with their projects, by the names of these."""
        return self.of(user).select_related("project").order_by("project__name", "project")

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


class ApiTokenQuerySet(QuerySet["ApiToken"]):
    def of(self, user: Any) -> ApiTokenQuerySet:
        return self.filter(user=user)

    def in_project(self, project: Any) -> ApiTokenQuerySet:
        return self.filter(project=project)

    def not_withdrawn(self) -> ApiTokenQuerySet:
        return self.filter(withdrawn_at=None)

    def open(self) -> ApiTokenQuerySet:
        """Neither withdrawn nor too old."""
        return self.not_withdrawn().filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))

    def under(self, secret_sha256: str) -> ApiToken | None:
        """The token with this digest of its secret and its owner; `is_owned` says whether they are a member now."""
        there = apps.get_model("projects", "Membership").objects.filter(  # by name: models import this module
            project=OuterRef("project"), user=OuterRef("user")
        )
        found = self.select_related("user").annotate(is_owned=Exists(there))
        return found.filter(secret_sha256=secret_sha256).first()

    def not_noted_since(self, moment: Any) -> ApiTokenQuerySet:
        """Those of which no use was noted since."""
        return self.filter(Q(used_at=None) | Q(used_at__lt=moment))

    def newest_first(self) -> ApiTokenQuerySet:
        return self.select_related("project").order_by("-created_at", "-pk")


class CoderQuerySet(QuerySet["Coder"]):
    def in_project(self, project: Any) -> CoderQuerySet:
        return self.filter(project=project)

    def able(self) -> CoderQuerySet:
        """People who are members now, in a role that codes."""
        return self.people().filter(project=F("user__memberships__project"), user__memberships__role__in=RIGHTS["code"])

    def people(self) -> CoderQuerySet:
        return self.filter(kind="person")

    def machines(self) -> CoderQuerySet:
        """They count in no figure and stand in no export in which they are not named."""
        return self.filter(kind="machine")

    def decided(self, project: Any) -> Coder:
        """Under whose name stands what supervisors decided in a project; counted only where it is named."""
        return self.get(project=project, kind="decided")

    def of(self, user: User) -> CoderQuerySet:
        return self.filter(user=user)

    def is_there(self, pk: Any) -> bool:
        return pk is not None and self.filter(pk=pk).exists()

    def by_name(self) -> CoderQuerySet:
        return self.order_by("name", "pk")

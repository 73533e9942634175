"""Questions to what people did. Whose work one may see is decided here, in `visible_to`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from projects.rights import holds

if TYPE_CHECKING:
    from annotations.models import Assignment, Passage, Reading, Round, UnitTheme


def seen_by(member: Any) -> Q:
    """Rows whose coder is the member, and all rows of rounds that hide nothing from the member's role.

    A blind round hides everybody's work from everybody else until a supervisor has opened it.
    """
    own = Q(coder__user=member.user_id)
    if not holds(member.role, "see own coding"):
        return Q(pk__in=[])
    if not holds(member.role, "see others' coding"):
        return own
    return own | Q(round__is_blind=False) | Q(round__opened_at__isnull=False)


class RoundQuerySet(QuerySet["Round"]):
    def open(self) -> RoundQuerySet:
        """Not locked: coding goes on."""
        return self.filter(locked_at=None).order_by("pk")

    def in_project(self, project: Any) -> RoundQuerySet:
        return self.filter(project=project).order_by("pk")


class AssignmentQuerySet(QuerySet["Assignment"]):
    def of(self, user: Any) -> AssignmentQuerySet:
        """One person's own work."""
        return self.filter(coder__user=user)

    def in_project(self, project: Any) -> AssignmentQuerySet:
        return self.filter(round__project=project)

    def waiting(self) -> AssignmentQuerySet:
        """Not handed in, in a round that is not locked."""
        return self.filter(handed_in_at=None, round__locked_at=None)

    def with_all(self) -> AssignmentQuerySet:
        return self.select_related("round__project", "document__source", "coder")


class ReadingQuerySet(QuerySet["Reading"]):
    def by(self, coder: Any) -> ReadingQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> ReadingQuerySet:
        return self.filter(round=round)

    def visible_to(self, member: Any) -> ReadingQuerySet:
        return self.filter(seen_by(member), round__project=member.project_id)


class PassageQuerySet(QuerySet["Passage"]):
    def by(self, coder: Any) -> PassageQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> PassageQuerySet:
        return self.filter(round=round)

    def visible_to(self, member: Any) -> PassageQuerySet:
        return self.filter(seen_by(member), round__project=member.project_id)

    def in_text_order(self) -> PassageQuerySet:
        return self.order_by("document_id", "paragraph__ordinal", "start", "-end", "coder_id", "pk")

    def with_themes(self) -> PassageQuerySet:
        return self.prefetch_related("taggings__tag")


class UnitThemeQuerySet(QuerySet["UnitTheme"]):
    def by(self, coder: Any) -> UnitThemeQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> UnitThemeQuerySet:
        return self.filter(round=round)

    def visible_to(self, member: Any) -> UnitThemeQuerySet:
        return self.filter(seen_by(member), round__project=member.project_id)

"""Questions to read marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from annotations.querysets.visibility import seen_by

if TYPE_CHECKING:
    from annotations.models import Assignment, Reading


class ReadingQuerySet(QuerySet["Reading"]):
    def by(self, coder: Any) -> ReadingQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> ReadingQuerySet:
        return self.filter(round=round)

    def of(self, assignment: Assignment) -> ReadingQuerySet:
        """What its coder read in an assignment."""
        mine = {"round": assignment.round_id, "coder": assignment.coder_id, "document": assignment.document_id}
        return self.filter(**mine)

    def known_by(self, project: Any, member: Any) -> ReadingQuerySet:
        """People's marks in a project; from a member who codes in a hidden round those of others in it are hidden."""
        marks = self.filter(round__project=project, coder__kind="person")
        if member is None:
            return marks
        closed = project.rounds.closed_to_coder(member).values("pk")
        return marks.filter(Q(coder__user=member.user_id) | ~Q(round__in=closed))

    def version_on(self, paragraph: int) -> int | None:
        """Of the mark on a paragraph; None where there is none."""
        return self.filter(paragraph=paragraph).values_list("version", flat=True).first()

    def codebook_versions(self) -> set[int]:
        """Ids of the versions under which anything was read."""
        return set(self.order_by().values_list("codebook_version", flat=True).distinct())

    def visible_to(self, member: Any) -> ReadingQuerySet:
        return self.filter(seen_by(member), round__project=member.project_id)

    def on_current_text(self) -> ReadingQuerySet:
        """Marks on paragraphs that are codable in the current text."""
        return self.filter(paragraph__is_codable=True, paragraph__revision__state="current")

"""Questions to the questions that coders asked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Q, QuerySet

from projects.rights import holds

if TYPE_CHECKING:
    from annotations.models import Assignment, Question


class QuestionQuerySet(QuerySet["Question"]):
    def by(self, coder: Any) -> QuestionQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> QuestionQuerySet:
        return self.filter(round=round)

    def of(self, assignment: Assignment) -> QuestionQuerySet:
        """What its coder asked in an assignment, in the order of asking."""
        mine = {"round": assignment.round_id, "coder": assignment.coder_id, "document": assignment.document_id}
        return self.filter(**mine).order_by("asked_at", "pk")

    def on_current_text(self) -> QuestionQuerySet:
        """Those about paragraphs of the current text, not of former ones."""
        return self.filter(paragraph__revision__state="current")

    def visible_to(self, member: Any) -> QuestionQuerySet:
        """One's own; and everybody's for those who see others' coding, since they answer.

        That holds for a blind round too, but not for its own coders before it is opened. Pages then tell who asked by a
        pseudonym.
        """
        known, own = self.filter(round__project=member.project_id), Q(coder__user=member.user_id)
        if not holds(member.role, "see own coding"):
            return known.none()
        if not holds(member.role, "see others' coding"):
            return known.filter(own)
        return known.filter(own | ~Q(round__in=member.project.rounds.closed_to_coder(member).values("pk")))

    def about(self, document: Any) -> QuestionQuerySet:
        return self.filter(document=document)

    def open(self) -> QuestionQuerySet:
        """No word on it yet."""
        return self.filter(answered_at=None, resolved_at=None)

    def answered(self) -> QuestionQuerySet:
        """Answered, and not settled yet."""
        return self.filter(resolved_at=None).exclude(answered_at=None)

    def unresolved(self) -> QuestionQuerySet:
        """Not settled, whether answered or not: they leave their coder's values open."""
        return self.filter(resolved_at=None)

    def resolved(self) -> QuestionQuerySet:
        return self.exclude(resolved_at=None)

    def counts(self) -> dict[str, int]:
        """How many are open, answered and resolved, in one query."""
        answered, resolved = Q(answered_at__isnull=False), Q(resolved_at__isnull=False)
        return self.aggregate(
            open=Count("pk", filter=~answered & ~resolved),
            answered=Count("pk", filter=answered & ~resolved),
            resolved=Count("pk", filter=resolved),
        )

    def oldest(self) -> datetime | None:
        """When the first of them was asked; None where there is none."""
        found: datetime | None = self.aggregate(first=Min("asked_at"))["first"]
        return found

    def newest_first(self) -> QuestionQuerySet:
        return self.order_by("-asked_at", "-pk")

    def with_people(self) -> QuestionQuerySet:
        return self.select_related("coder", "answered_by")

    def with_place(self) -> QuestionQuerySet:
        """With people, paragraph, document and round, as the list of questions shows them."""
        places = self.with_people().select_related("paragraph", "document", "round")
        return places.defer("paragraph__sentences", "document__extra")

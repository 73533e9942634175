"""Question: what a coder asks the supervisor where no theme can be chosen, and what is answered."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.rounds import Round
from annotations.querysets import QuestionQuerySet

# What a question is: no word on it yet, answered, or dealt with.
STATES = {"open": _("open"), "answered": _("answered"), "resolved": _("resolved")}
_UNANSWERED = Q(answer="", answered_at=None, answered_by=None)
_ANSWERED = ~Q(answer="") & ~Q(answered_at=None)


class Question(models.Model):
    """A coder's question about one paragraph, or about one of their passages in it.

    `passage` is an id without a foreign key: a question outlives its passage. Answered and resolved are two things: an
    answer may leave something to do, and what was settled by word of mouth is resolved without an answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="questions", db_index=False)
    coder = models.ForeignKey("projects.Coder", on_delete=models.PROTECT, related_name="questions", db_index=False)
    document = models.ForeignKey("corpus.Document", on_delete=models.PROTECT, related_name="questions", db_index=False)
    paragraph = models.ForeignKey(
        "corpus.Paragraph", on_delete=models.PROTECT, related_name="questions", db_index=False
    )
    passage = models.UUIDField(null=True)
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_not_empty"),
            models.CheckConstraint(condition=_UNANSWERED | _ANSWERED, name="question_answer"),
        ]
        indexes = [models.Index(fields=["round", "document", "coder"], name="question_document")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def state(self) -> str:
        """One of STATES."""
        if self.resolved_at:
            return "resolved"
        return "answered" if self.answered_at else "open"

    @property
    def state_in_words(self) -> str:
        return str(STATES[self.state])

    @property
    def is_settled(self) -> bool:
        """Whether the supervisor dealt with it, so that its words stay as they are."""
        return self.state != "open"


def question_json(question: Question) -> dict[str, Any]:
    """A question as pages and the API send it; load it `with_people`, so that nothing more is asked."""
    answered_at = question.answered_at
    return {
        "id": str(question.pk),
        "version": question.version,
        "paragraph": question.paragraph_id,
        "passage": str(question.passage) if question.passage else None,
        "text": question.text,
        "asked_at": question.asked_at.isoformat(),
        "answer": question.answer,
        "answered_by": str(question.answered_by) if question.answered_by else None,
        "answered_at": answered_at.isoformat() if answered_at else None,
        "resolved": question.resolved_at is not None,
    }

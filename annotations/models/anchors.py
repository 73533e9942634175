"""Anchor: where a manager says that words of the current text stand in a corrected one that waits."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from annotations.querysets import AnchorQuerySet

_PLACED = Q(to_paragraph__isnull=False, to_start__isnull=False, to_end__isnull=False, to_end__gt=F("to_start"))
_NOWHERE = Q(to_paragraph=None, to_start=None, to_end=None)


class Anchor(models.Model):
    """What becomes of all passages on [start, end) of a paragraph when `revision` is adopted.

    They are moved to [to_start, to_end) of one of its paragraphs, or withdrawn with the old text. About those that move
    exactly nothing is said. Offsets are half-open code points.
    """

    class Outcome(models.TextChoices):
        MOVED = "moved"
        WITHDRAWN = "withdrawn"

    revision = models.ForeignKey("corpus.Revision", on_delete=models.PROTECT, related_name="anchors", db_index=False)
    paragraph = models.ForeignKey("corpus.Paragraph", on_delete=models.PROTECT, related_name="+", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    outcome = models.CharField(max_length=9, choices=Outcome)
    to_paragraph = models.ForeignKey(
        "corpus.Paragraph", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_start = models.PositiveIntegerField(null=True)
    to_end = models.PositiveIntegerField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = AnchorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "paragraph", "start", "end"], name="anchor_once"),
            models.CheckConstraint(
                condition=(Q(outcome="moved") & _PLACED) | (Q(outcome="withdrawn") & _NOWHERE), name="anchor_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} from {self.paragraph_id}/{self.start}/{self.end}"

"""Slot: one reading of one document that waits in a round's pool until a coder takes it."""

from django.db import models
from django.db.models import Q

from annotations.models.rounds import Assignment, Round
from annotations.querysets import SlotQuerySet

_FREE = Q(taken_by=None, taken_at=None, assignment=None)
_TAKEN = Q(taken_by__isnull=False, taken_at__isnull=False, assignment__isnull=False)


class Slot(models.Model):
    """The n-th reading that a document of a round is to get: free, or taken by a coder with an assignment.

    `paragraphs` and `probability` are a drawn sample's, which the assignment gets; both None: the whole document. Of
    two slots the one of higher priority is taken first. The database lets nobody take two slots of one document.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="slots", db_index=False)
    document = models.ForeignKey("corpus.Document", on_delete=models.PROTECT, related_name="slots", db_index=False)
    number = models.PositiveIntegerField()
    paragraphs = models.JSONField(null=True)
    probability = models.FloatField(null=True)
    priority = models.IntegerField(default=0)
    taken_by = models.ForeignKey(
        "projects.Coder", null=True, on_delete=models.PROTECT, related_name="slots", db_index=False
    )
    taken_at = models.DateTimeField(null=True)
    assignment = models.OneToOneField(Assignment, null=True, on_delete=models.PROTECT, related_name="slot")
    version = models.PositiveIntegerField(default=1)

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "document", "number"], name="slot_number"),
            models.UniqueConstraint(fields=["round", "document", "taken_by"], name="slot_one_each"),
            models.CheckConstraint(condition=_FREE | _TAKEN, name="slot_taken"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} no. {self.number}"

"""Dismissal: a coder does not want what a machine suggests."""

from django.db import models
from django.db.models import F, Q

from annotations.models.rounds import Round
from annotations.querysets import DismissalQuerySet


class Dismissal(models.Model):
    """This coder was shown this theme for these words in this round, and turned it down.

    It names the words and not the machine's passage, so that it holds when the machine proposes the same again.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    coder = models.ForeignKey("projects.Coder", on_delete=models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey("corpus.Document", on_delete=models.PROTECT, related_name="+", db_index=False)
    paragraph = models.ForeignKey("corpus.Paragraph", on_delete=models.PROTECT, related_name="+", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    theme = models.ForeignKey("vocabulary.Theme", on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "coder", "paragraph", "start", "end", "theme"], name="dismissal_once"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="dismissal_not_empty"),
        ]
        indexes = [models.Index(fields=["round", "document", "coder"], name="dismissal_document")]

    def __str__(self) -> str:
        return f"{self.coder_id} dismissed {self.theme_id} at {self.paragraph_id}/{self.start}/{self.end}"

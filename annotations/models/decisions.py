"""Decision: what a supervisor decided about one cell, beside the coders' work and never in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.rounds import Round
from annotations.querysets import DecisionQuerySet


class Decision(models.Model):
    """Whether a unit carries a theme, decided once for all coders of a round. A cell is (paragraph, unit, theme).

    `theme` None: about the unit only a question was asked, and "no" says that nothing is here. `rule` names what
    decided by itself. `evidence` is what the coders said at that moment (annotations/comparing.py): once they say
    something else, the cell is open again.
    """

    class Outcome(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")

    class Rule(models.TextChoices):
        AGREEMENT = "agreement", _("agreement")
        MAJORITY = "majority", _("majority")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="decisions", db_index=False)
    document = models.ForeignKey("corpus.Document", on_delete=models.PROTECT, related_name="decisions", db_index=False)
    paragraph = models.ForeignKey(
        "corpus.Paragraph", on_delete=models.PROTECT, related_name="decisions", db_index=False
    )
    unit = models.PositiveIntegerField()
    theme = models.ForeignKey("vocabulary.Theme", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=3, choices=Outcome)
    reason = models.TextField(blank=True)
    rule = models.CharField(max_length=9, choices=Rule, blank=True)
    evidence = models.JSONField(default=dict)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "paragraph", "unit", "theme"], name="decision_once"),
            models.UniqueConstraint(
                fields=["round", "paragraph", "unit"], condition=Q(theme=None), name="decision_of_unit_once"
            ),
            models.CheckConstraint(condition=Q(outcome__in=["yes", "no"]), name="decision_outcome"),
            models.CheckConstraint(condition=~Q(theme=None) | Q(outcome="no"), name="decision_nothing_here"),
        ]
        indexes = [models.Index(fields=["round", "document"], name="decision_document")]

    def __str__(self) -> str:
        return f"{self.outcome} for {self.theme_id} at {self.paragraph_id}/{self.unit}"

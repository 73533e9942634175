"""SourceHabit: what is always so in texts of a source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from corpus.models.documents import Source
from corpus.models.texts import Paragraph
from corpus.querysets import SourceHabitQuerySet


class SourceHabit(models.Model):
    """What paragraphs of a source always are: those with the text `value`, or those of which a rule says `value`."""

    class By(models.TextChoices):
        LINE = "line", _("line")
        RULE = "rule", _("rule")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="habits", db_index=False)
    by = models.CharField(max_length=4, choices=By)
    value = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=Paragraph.Kind)
    version = models.PositiveIntegerField(default=1)

    objects = SourceHabitQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "by", "value"], name="source_habit")]

    def __str__(self) -> str:
        return self.value

"""Passage, Tagging and UnitTheme: what coders selected, with which themes, and the units that therefore carry them."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.models.rounds import Round
from annotations.querysets import PassageQuerySet, UnitThemeQuerySet
from annotations.themeset import ThemeSet
from vocabulary.controlled import ItemBase, ThemesField
from vocabulary.models import Theme


class Passage(models.Model):
    """A stretch of one paragraph that one coder selected in one round, carrying one or more themes.

    `start` and `end` are half-open Unicode code points into the paragraph's text; `quote` is what stands there. A whole
    paragraph is 0, n_chars. `group` joins the passages of one selection over several paragraphs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="passages", db_index=False)
    coder = models.ForeignKey("projects.Coder", on_delete=models.PROTECT, related_name="passages", db_index=False)
    document = models.ForeignKey("corpus.Document", on_delete=models.PROTECT, related_name="passages", db_index=False)
    paragraph = models.ForeignKey("corpus.Paragraph", on_delete=models.PROTECT, related_name="passages", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    note = models.TextField(blank=True)
    group = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    themes = ThemesField(
        through="annotations.Tagging", manager=ThemeSet, related_name="passages", blank=True, verbose_name=_("themes")
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "coder", "paragraph", "start", "end"], name="passage_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_not_empty"),
        ]
        indexes = [models.Index(fields=["round", "document", "coder"], name="passage_document")]

    def __str__(self) -> str:
        return self.quote[:60]

    def tagging(self, theme: int, *, is_unsure: bool, codebook_version: int, **origin: Any) -> "Tagging":
        """A theme on this passage, not stored yet; both ids are those of rows. `origin` says where it comes from."""
        return Tagging(
            content_object=self,
            tag_id=theme,
            is_unsure=is_unsure,
            codebook_version_id=codebook_version,
            round_id=self.round_id,
            coder_id=self.coder_id,
            document_id=self.document_id,
            paragraph=self.paragraph,
            **origin,
        )


class Tagging(ItemBase):  # type: ignore[misc]
    """One theme on one passage. Round, coder, document and paragraph are the passage's, copied for fast counting.

    A machine's has a `score`, its own measure in [0, 1], and says `why`, in words of the text. An accepted one has the
    score of the suggestion, and says who suggested it.
    """

    class Origin(models.TextChoices):
        HUMAN = "human", _("human")
        ACCEPTED = "accepted", _("accepted suggestion")
        IMPORTED = "imported", _("imported")
        MACHINE = "machine", _("machine")

    natural_key_fields = ["content_object", "tag"]

    content_object = models.ForeignKey(
        Passage, on_delete=models.CASCADE, related_name="taggings", db_column="passage_id", db_index=False
    )
    tag = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="taggings", db_column="theme_id", db_index=False
    )
    is_unsure = models.BooleanField(default=False)
    codebook_version = models.ForeignKey(
        "vocabulary.CodebookVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.HUMAN)
    score = models.FloatField(null=True)
    why = models.TextField(blank=True)
    suggested_by = models.ForeignKey(
        "projects.Coder", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    coder = models.ForeignKey("projects.Coder", on_delete=models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey("corpus.Document", on_delete=models.PROTECT, related_name="+", db_index=False)
    paragraph = models.ForeignKey("corpus.Paragraph", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tagging_once"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__range=(0, 1)), name="tagging_score"),
        ]
        indexes = [
            models.Index(fields=["round", "tag", "document", "coder"], name="tagging_coverage"),
            models.Index(fields=["round", "coder", "paragraph"], name="tagging_paragraph"),
            models.Index(fields=["tag"], name="tagging_theme"),
        ]


class UnitTheme(models.Model):
    """This coder's passages give this unit this theme, `n` of them. Derived in the transaction of each change.

    A unit is (paragraph, sentence index), (paragraph, 0), or (the document's first paragraph, 0), as the project's unit
    says. `n_sure` counts the tags that their coder does not doubt.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    coder = models.ForeignKey("projects.Coder", on_delete=models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey("corpus.Document", on_delete=models.PROTECT, related_name="+", db_index=False)
    paragraph = models.ForeignKey("corpus.Paragraph", on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.PositiveIntegerField()
    theme = models.ForeignKey("vocabulary.Theme", on_delete=models.PROTECT, related_name="+", db_index=False)
    n = models.PositiveIntegerField()
    n_sure = models.PositiveIntegerField()

    objects = UnitThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "coder", "paragraph", "unit", "theme"], name="unit_theme_once"),
            models.CheckConstraint(condition=Q(n__gt=0) & Q(n_sure__lte=F("n")), name="unit_theme_counts"),
        ]
        indexes = [models.Index(fields=["round", "theme", "document", "coder"], name="unit_theme_coverage")]

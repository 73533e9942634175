"""Revision and Paragraph: what is read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from corpus.models.documents import Document
from corpus.models.imports import ImportBatch, Original
from corpus.querysets import ParagraphQuerySet, RevisionQuerySet


class Revision(models.Model):
    """One state of a document's text: decoded, CRLF and CR as LF, otherwise unaltered.

    `part` names the document among those of its file, where that holds several; else it is "". A corrected text is
    pending until it is adopted, together with the passages, or rejected.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("pending")
        CURRENT = "current", _("current")
        FORMER = "former", _("former")
        REJECTED = "rejected", _("rejected")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions", db_index=False)
    number = models.PositiveIntegerField(default=1)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="revisions")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="revisions")
    file_name = models.CharField(max_length=300)
    part = models.CharField(max_length=200, blank=True, db_default="")
    encoding = models.CharField(max_length=40)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    parser = models.CharField(max_length=40)
    parser_version = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State, default=State.CURRENT)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="revision_number"),
            models.UniqueConstraint(fields=["document"], condition=Q(state="current"), name="revision_one_current"),
            models.UniqueConstraint(fields=["document"], condition=Q(state="pending"), name="revision_one_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.number})"


class Paragraph(models.Model):
    """A stored piece of a revision: its text is revision.text[start : start + n_chars] and never changes.

    All lengths and offsets are Unicode code points, intervals are half-open. `sentences` holds [[start, end], …] within
    the paragraph.
    """

    class Kind(models.TextChoices):
        TITLE = "title", _("title")
        BYLINE = "byline", _("byline")
        HEADING = "heading", _("heading")
        BODY = "body", _("body")
        LIST_ITEM = "list_item", _("list item")
        QUOTATION = "quotation", _("quotation")
        FOOTNOTE = "footnote", _("footnote")
        TABLE_ROW = "table_row", _("table row")
        CAPTION = "caption", _("caption")
        PAGE_NUMBER = "page_number", _("page number")
        FURNITURE = "furniture", _("not part of the text")

    CODABLE = frozenset({Kind.BODY, Kind.LIST_ITEM, Kind.QUOTATION, Kind.FOOTNOTE, Kind.TABLE_ROW})
    APART = frozenset({Kind.FURNITURE, Kind.PAGE_NUMBER})  # not part of the text: nobody needs to read it

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="paragraphs", db_index=False)
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=200, blank=True)
    is_codable = models.BooleanField()
    start = models.PositiveIntegerField()
    text = models.TextField()
    n_chars = models.PositiveIntegerField()
    sentences = models.JSONField(default=list)
    n_sentences = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "ordinal"], name="paragraph_place"),
            models.CheckConstraint(condition=Q(n_chars__gt=0), name="paragraph_not_empty"),
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="paragraph_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"¶ {self.ordinal}"

    @property
    def is_usually_codable(self) -> bool:
        """Whether paragraphs of this kind are, unless somebody decides otherwise."""
        return self.kind in self.CODABLE

    @property
    def codable_choice(self) -> str:
        """ "" when its kind decides whether it can be coded, else "yes" or "no"."""
        if self.is_codable == self.is_usually_codable:
            return ""
        return "yes" if self.is_codable else "no"

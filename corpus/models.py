"""Source, Document, ImportBatch with its ImportFiles, Original, Revision and Paragraph: what is read."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from corpus.import_querysets import IN_HAND, OPEN, ImportBatchQuerySet, ImportFileQuerySet
from corpus.querysets import DocumentQuerySet, ParagraphQuerySet, RevisionQuerySet, SourceQuerySet


class Source(models.Model):
    """The outlet that published a document, with its authority (party organ, ministry, think tank, press …)."""

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="sources", db_index=False)
    name = models.CharField(max_length=200)
    authority = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="source_name")]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """One text as published. `published` is an ISO date, full or partial ("2024-11", "2024"), or empty: unknown.

    `year` is its year, 0 when unknown, so that no key ever holds NULL.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="documents", db_index=False)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=500)
    author = models.CharField(max_length=300, blank=True)
    published = models.CharField(max_length=10, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=12, default="en")
    url = models.CharField(max_length=1000, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "year"], name="document_year"),
            models.Index(
                fields=["project", "year", "language"], name="document_choices", condition=models.Q(withdrawn_at=None)
            ),
            models.Index(
                fields=["project", "title", "id"], name="document_title", condition=models.Q(withdrawn_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ImportBatch(models.Model):
    """One import. Its files arrive, are read, wait for somebody's word, are stored; its report says what came of them.

    An import that is made in one operation, without a preview, is DONE from the first.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", _("files are arriving")
        READING = "reading", _("being read")
        READY = "ready", _("ready to be imported")
        STORING = "storing", _("being imported")
        DONE = "done", _("imported")
        CANCELLED = "cancelled", _("cancelled")
        UNDONE = "undone", _("taken back")

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="import_batches")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    report = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State, default=State.DONE, db_default=State.DONE)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "at"], name="import_open", condition=Q(state__in=OPEN)),
        ]

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen."""
        return self.state in OPEN


class ImportFile(models.Model):
    """One file of an import, in the order in which they came; `folder` is whose metadata table speaks for it.

    `status` is what will become of it, or became of it; `report` says it in full, in the shape of docs/contract.md.
    `encoding` and `choices` are what somebody chose: {"fields": {part: {name: value}}, "kinds": {part: {ordinal:
    kind}}}. Files that a state of REFUSED or LEFT_OUT keeps out are never stored.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be read")
        READ = "read", _("was read")
        REFUSED = "refused", _("refused")
        STORED = "stored", _("imported")
        LEFT_OUT = "left-out", _("left out")

    class Status(models.TextChoices):
        ADDED = "added", _("will be added")
        REVISED = "revised", _("a new text of a document")
        NEAR_DUPLICATE = "near-duplicate", _("nearly here already")
        UNCHANGED = "unchanged", _("here already")
        REFUSED = "refused", _("refused")
        METADATA = "metadata", _("describes the others")
        ARCHIVE = "archive", _("opened")

    SHOWN = 5

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="files", db_index=False)
    number = models.PositiveIntegerField()
    name = models.TextField()
    folder = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    n_bytes = models.PositiveBigIntegerField()
    encoding = models.CharField(max_length=40, blank=True)
    choices = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    status = models.CharField(max_length=14, choices=Status, blank=True)
    is_doubtful = models.BooleanField(default=False)
    n_documents = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_file_number")]
        indexes = [models.Index(fields=["batch", "state", "number"], name="import_file_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def outcome(self) -> Any:
        """What will become of it, or became of it, in words."""
        if self.state == self.State.STORED and self.status == self.Status.ADDED:
            return _("added")
        if self.state in (self.State.LEFT_OUT, self.State.WAITING) and not self.is_in_hand:
            return self.State(self.state).label
        return self.get_status_display()

    @property
    def is_in_hand(self) -> bool:
        """Whether it is no document itself, but says or holds something of others."""
        return self.status in IN_HAND

    @property
    def first_documents(self) -> list[dict[str, Any]]:
        """Of the documents in its report as many as a list shows."""
        documents: list[dict[str, Any]] = self.report.get("documents", [])
        return documents[: self.SHOWN]

    @property
    def n_more_documents(self) -> int:
        return max(0, len(self.report.get("documents", [])) - self.SHOWN)


class Original(models.Model):
    """The bytes of a file as they came, kept under TIFA_DATA/originals by their SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    n_bytes = models.PositiveBigIntegerField()


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

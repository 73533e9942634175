"""ImportBatch with its ImportFiles, and Original: how texts came in."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from corpus.import_querysets import IN_HAND, OPEN, ImportBatchQuerySet, ImportFileQuerySet


class ImportBatch(models.Model):
    """One import. Its files arrive, are read, wait for somebody's word, are stored; its report says what came of them.

    An import that is made in one operation, without a preview, is DONE from the first. `choices` are what somebody
    chose for all its files: {"rules": {reason of a rule: kind}}.
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
    choices = models.JSONField(default=dict, db_default={})
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
        if self.state == self.State.STORED and self.status in (self.Status.ADDED, self.Status.NEAR_DUPLICATE):
            return _("added")
        if self.state in (self.State.LEFT_OUT, self.State.WAITING) and not self.is_in_hand:
            return self.State(self.state).label
        return self.get_status_display()

    @property
    def was_read(self) -> bool:
        """Whether it can be shown; it may wait to be told anew of what was chosen since."""
        return bool(self.status) and self.state != self.State.REFUSED

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

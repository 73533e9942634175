"""Counter, Operation, Event and Seal: the append-only history."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ledger.querysets import EventQuerySet, OperationQuerySet, SealQuerySet


class Counter(models.Model):
    """The last operation number of one project (scope = its id) or of the site (scope = 0)."""

    scope = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField()


class Operation(models.Model):
    """One act of one person: it changed everything its events say, or nothing."""

    project = models.ForeignKey("projects.Project", null=True, on_delete=models.PROTECT, related_name="operations")
    number = models.BigIntegerField()
    op = models.UUIDField(default=uuid.uuid4)
    digest = models.CharField(max_length=64, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="operations", db_index=False
    )
    verb = models.CharField(max_length=40)
    about = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")

    objects = OperationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "op"], name="operation_once"),
            models.UniqueConstraint(fields=["project", "number"], name="operation_number"),
            models.UniqueConstraint(fields=["number"], condition=Q(project=None), name="operation_site_number"),
        ]
        indexes = [models.Index(fields=["project", "about", "number"], name="operation_about")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class Event(models.Model):
    """What one operation did to one object: its state before (null: it was not there) and after (null: it is gone)."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24)
    object_id = models.CharField(max_length=80)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id", "id"], name="event_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Seal(models.Model):
    """One link of the hash chain over a project's operations, or the site's: see ledger/seals.py."""

    project = models.ForeignKey(
        "projects.Project", null=True, on_delete=models.PROTECT, related_name="seals", db_index=False
    )
    from_number = models.BigIntegerField()
    to_number = models.BigIntegerField()
    digests = models.BinaryField()
    previous = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    objects = SealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "from_number"], name="seal_once"),
            models.UniqueConstraint(fields=["from_number"], condition=Q(project=None), name="seal_site_once"),
            models.CheckConstraint(condition=Q(to_number__gte=F("from_number")), name="seal_range"),
        ]

    def __str__(self) -> str:
        return f"{self.from_number}–{self.to_number}"

"""Job: work that takes longer than a request. Schedule: when a kind of it is due again. Worker: who does it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.querysets import JobQuerySet, ScheduleQuerySet, WorkerQuerySet


class Job(models.Model):
    """One piece of long work; `cursor` says after which slice it goes on, `done` of `total` how far it is.

    `attempts` counts how often a worker took it up since it last got further. `owner` is the worker that took it up
    last; while the job runs it is its own until `lease_until`.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(max_length=40)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=120, blank=True)
    project = models.ForeignKey("projects.Project", null=True, on_delete=models.PROTECT, related_name="jobs")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="jobs", db_index=False
    )
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    cursor = models.JSONField(null=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    owner = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True)
    queued_at = models.DateTimeField()
    run_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=~Q(key="") & Q(state__in=["queued", "running"]), name="job_once"
            ),
            models.CheckConstraint(condition=Q(done__gte=0) & (Q(total=None) | Q(total__gte=0)), name="job_progress"),
        ]
        indexes = [
            models.Index(fields=["state", "run_at"], name="job_waiting"),
            models.Index(fields=["by", "kind", "queued_at"], name="job_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in (Job.State.DONE, Job.State.FAILED)


class Schedule(models.Model):
    """When a kind of job that recurs is due next."""

    kind = models.CharField(max_length=40, primary_key=True)
    next_at = models.DateTimeField()

    objects = ScheduleQuerySet.as_manager()

    def __str__(self) -> str:
        return self.kind


class Worker(models.Model):
    """A thread or process that does jobs, and when it last said that it is there."""

    name = models.CharField(max_length=120, primary_key=True)
    seen_at = models.DateTimeField()

    objects = WorkerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

"""Questions about jobs and workers. Moments are the database's (jobs/clock.py), and clocks may jump: see there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from jobs.clock import LEASE, LONGEST_PAUSE, is_about, is_ahead

if TYPE_CHECKING:
    from jobs.models import Job, Schedule, Worker

WAITING, RUNNING = Q(state="queued"), Q(state="running")


class JobQuerySet(QuerySet["Job"]):
    def takeable(self, at: datetime) -> JobQuerySet:
        """Those that wait and whose time has come, and those whose worker has let its lease run out; oldest first."""
        is_early, is_held = is_ahead("run_at", at, LONGEST_PAUSE), is_ahead("lease_until", at, LEASE)
        return self.filter((WAITING & ~is_early) | (RUNNING & ~is_held)).order_by("run_at", "pk")

    def held(self, job: Job) -> JobQuerySet:
        """The job, if whoever took it up still holds it."""
        return self.filter(RUNNING, pk=job.pk, owner=job.owner)

    def active(self) -> JobQuerySet:
        """Those that wait or run."""
        return self.filter(WAITING | RUNNING)

    def over_before(self, at: datetime) -> JobQuerySet:
        return self.filter(finished_at__lt=at)

    def of_kind(self, kind: str) -> JobQuerySet:
        return self.filter(kind=kind)

    def with_key(self, key: str) -> JobQuerySet:
        return self.filter(key=key)

    def asked_by(self, user: Any, project: Any) -> JobQuerySet:
        """What one person asked for in one project."""
        return self.filter(by=user, project=project)

    def newest_first(self) -> JobQuerySet:
        return self.order_by("-queued_at", "-pk")


class WorkerQuerySet(QuerySet["Worker"]):
    def seen_within(self, span: timedelta, at: datetime) -> WorkerQuerySet:
        return self.filter(is_about("seen_at", at, span))

    def not_seen_since(self, at: datetime) -> WorkerQuerySet:
        return self.filter(seen_at__lt=at)


class ScheduleQuerySet(QuerySet["Schedule"]):
    def of_kind(self, kind: str) -> ScheduleQuerySet:
        return self.filter(kind=kind)

    def waiting(self, at: datetime, every: timedelta) -> ScheduleQuerySet:
        """Those whose time has not come."""
        return self.filter(is_ahead("next_at", at, every))

    def due(self, at: datetime, every: timedelta) -> ScheduleQuerySet:
        return self.filter(~is_ahead("next_at", at, every))

"""The keeper: a thread beside each worker that says it is there, and holds the lease of the job it works on.

A slice may last long, in a transaction of its own, or outside any; so its lease and its progress are written from here.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic

from django.db import Error, close_old_connections

from jobs.actions import leasing, scheduling
from jobs.actions.leasing import LeaseLost
from jobs.kinds import Kind
from jobs.models import Job

BEAT = 2.0  # seconds between two looks
SEEN = 15.0  # seconds after which a worker says again that it is there
log = logging.getLogger("tifa.jobs")


class Stopping(Exception):
    """The worker was told to stop: the job is given back."""


class Grip:
    """A job while one slice of it is worked on: how far it is, and whether it is still this worker's."""

    def __init__(self, job: Job, longest: timedelta, stopping: threading.Event) -> None:
        self.job, self.done, self.total = job, job.done, job.total
        self.until = monotonic() + longest.total_seconds()
        self.is_lost = False
        self._stopping = stopping

    def report(self, done: int, total: int | None = None) -> None:
        """Take note of how far the job is; raises LeaseLost or Stopping when there is no sense in going on."""
        if self.is_lost:
            raise LeaseLost
        if self._stopping.is_set():
            raise Stopping
        self.done, self.total = done, self.total if total is None else total

    def hold(self) -> None:
        """Renew the lease, unless the slice takes longer than any slice of its kind may."""
        if monotonic() < self.until:
            self.is_lost = not leasing.hold(self.job, self.done, self.total)


class Keeper:
    """Beats as long as the context `beating` lasts."""

    def __init__(self, worker: str, stopping: threading.Event) -> None:
        self.worker, self._stopping = worker, stopping
        self._grip: Grip | None = None
        self._lock = threading.Lock()
        self._over = threading.Event()

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Inside, the worker is seen."""
        thread = threading.Thread(target=self._run, name=f"{self.worker} keeper", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join(timeout=5)

    @contextmanager
    def holding(self, job: Job, kind: Kind) -> Iterator[Grip]:
        """Inside, the job's lease is held; at the end nothing of the keeper's is on its way any more."""
        grip = Grip(job, kind.longest, self._stopping)
        self._grip = grip
        try:
            yield grip
        finally:
            with self._lock:
                self._grip = None

    def _run(self) -> None:
        seen = -SEEN
        while not self._over.is_set():
            try:
                if monotonic() - seen >= SEEN:
                    scheduling.appear(self.worker)
                    seen = monotonic()
                with self._lock:
                    if self._grip:
                        self._grip.hold()
            except Error as error:
                log.warning("%s cannot reach the database: %s", self.worker, error)
            close_old_connections()
            self._over.wait(BEAT)
        close_old_connections()

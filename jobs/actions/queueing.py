"""Putting long work into the queue, and clearing away what is over.

A job changes nothing that people made (its work does, by its own operations), so it is no operation itself.
"""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from jobs import clock
from jobs.models import Job, Worker
from ledger.turnstile import turnstile

KEPT = timedelta(days=30)  # jobs that are over, and workers that went


def enqueue(kind: str, *, key: str = "", args: Any = None, project: Any = None, by: Any = None) -> Job:
    """Queue work of a kind; a worker takes it up within seconds, once the caller's transaction is over.

    Of one kind and key only one job waits or runs: asked for again, that one is returned.
    """
    at = clock.now()
    job = Job(
        kind=kind,
        key=key,
        args=args or {},
        project=project,
        by=by,
        language=get_language() or "",
        queued_at=at,
        run_at=at,
    )
    try:
        with turnstile(), transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        same = Job.objects.active().of_kind(kind).with_key(key).first() if key else None
        if same is None:
            raise
        return same
    return job


def clear() -> int:
    """Forget jobs that were over long ago, and workers that have gone; returns how many jobs."""
    at = clock.now()
    with turnstile(), transaction.atomic():
        Worker.objects.not_seen_since(at - KEPT).delete()
        return Job.objects.over_before(at - KEPT).delete()[0]

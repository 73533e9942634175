"""Who works on a job: taking it up, holding it, moving it on, giving it back. Every change asks for the owner."""

import logging
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jobs import clock
from jobs.kinds import Step, kinds
from jobs.models import Job
from ledger.locks import locked
from ledger.turnstile import turnstile

log = logging.getLogger("tifa.jobs")


class LeaseLost(Exception):
    """Another worker has taken the job up: what this one did in the slice is undone, or is thrown away."""


def claim(worker: str) -> Job | None:
    """The oldest job that waits, now this worker's for a while; None when nothing waits.

    A job whose workers stopped again and again without getting further is failed instead.
    """
    if not Job.objects.takeable(clock.now()).exists():  # without a lock, since this is asked every second
        return None
    with turnstile(), transaction.atomic():
        at = clock.now()
        job = locked(Job.objects.takeable(at), skip_held=True).first()
        if job is None:
            return None
        job.owner, job.attempts = f"{worker}:{secrets.token_hex(4)}", job.attempts + 1
        job.state, job.lease_until = Job.State.RUNNING, at + clock.LEASE
        job.started_at = job.started_at or at
        job.save(update_fields=["owner", "attempts", "state", "lease_until", "started_at"])
    if job.kind not in kinds():
        fail(job, _("This Tifa does not know this kind of work."))
    elif job.attempts > kinds()[job.kind].most_attempts:
        fail(job, _("It was begun %d times, and each time whoever worked on it stopped.") % (job.attempts - 1))
    return job


def hold(job: Job, done: int, total: int | None) -> bool:
    """Keep the lease for a while more and show how far the job is; False when it is another worker's by now."""
    with turnstile(), transaction.atomic():
        until = clock.now() + clock.LEASE
        return bool(Job.objects.held(job).update(lease_until=until, done=done, total=total))


def move_on(job: Job, step: Step) -> None:
    """In the transaction of a slice, after its effect: the cursor and the lease move; raises LeaseLost."""
    at = clock.now()
    moved: dict[str, Any] = {"cursor": step.cursor, "done": step.done, "total": step.total, "attempts": 0, "error": ""}
    if step.is_last:
        moved |= {"state": Job.State.DONE, "result": step.result, "finished_at": at}
    if not Job.objects.held(job).update(lease_until=at + clock.LEASE, **moved):
        raise LeaseLost
    for name, value in moved.items():
        setattr(job, name, value)


def give_back(job: Job) -> None:
    """The worker stops: the next one goes on at once, and this attempt does not count."""
    with turnstile(), transaction.atomic():
        attempts = max(job.attempts - 1, 0)
        Job.objects.held(job).update(state=Job.State.QUEUED, attempts=attempts, run_at=clock.now())


def put_off(job: Job, why: str) -> None:
    """A slice broke: try again after a pause that doubles, or fail when it was tried often enough."""
    kind = kinds()[job.kind]
    if job.attempts >= kind.most_attempts:
        fail(job, why)
        return
    pause = min(timedelta(seconds=2**job.attempts), clock.LONGEST_PAUSE)
    with turnstile(), transaction.atomic():
        Job.objects.held(job).update(state=Job.State.QUEUED, run_at=clock.now() + pause, error=why)


def fail(job: Job, why: str) -> None:
    """The job ends without a result; `why` is told to whoever asked for it."""
    with turnstile(), transaction.atomic():
        failed = {"state": Job.State.FAILED, "error": why, "finished_at": clock.now()}
        is_ours = Job.objects.held(job).update(**failed)
    job.state, job.error = Job.State.FAILED, why
    if not is_ours:
        return
    log.warning("%s failed: %s", job, why)
    kind = kinds().get(job.kind)
    if kind and kind.failed:
        kind.failed(job)

"""Working on one job, slice after slice, until it is over, given back, or another worker's."""

import errno
import logging

from django.db import Error, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from jobs.actions import leasing
from jobs.actions.leasing import LeaseLost
from jobs.keeping import Keeper, Stopping
from jobs.kinds import Kind, Slice, Step, kinds
from jobs.models import Job
from ledger.problems import Problem
from ledger.turnstile import turnstile

log = logging.getLogger("tifa.jobs")


def run_next(keeper: Keeper) -> bool:
    """Take up the job that waits longest and work on it; False when none waits. Raises Stopping when told to stop."""
    job = leasing.claim(keeper.worker)
    if job is None:
        return False
    if job.state == Job.State.RUNNING:
        with translation.override(job.language or None):
            _run(job, kinds()[job.kind], keeper)
    return True


def _run(job: Job, kind: Kind, keeper: Keeper) -> None:
    try:
        while not _slice(job, kind, keeper).is_last:
            pass
    except LeaseLost:
        log.warning("%s was taken up by another worker", job)
    except Stopping:
        leasing.give_back(job)
        raise
    except Problem as refused:
        end = leasing.put_off if kind.is_stubborn else leasing.fail
        end(job, refused.message)
    except Exception as error:
        log.exception("%s broke, attempt %d", job, job.attempts)
        leasing.put_off(job, _in_words(error))


def _slice(job: Job, kind: Kind, keeper: Keeper) -> Step:
    """One slice; its effect, the cursor and the lease move together, where the effect is in the database."""
    with keeper.holding(job, kind) as grip:
        grip.report(job.done)
        slice = Slice(job, job.cursor, grip.report)
        if kind.is_atomic:
            with turnstile(), transaction.atomic():
                step = kind.work(slice)
                leasing.move_on(job, step)
            return step
        step = kind.work(slice)
        with turnstile(), transaction.atomic():
            leasing.move_on(job, step)
        return step


def _in_words(error: Exception) -> str:
    """What went wrong, for whoever asked; what it was exactly stands in the log."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("The disk of the server is full.")
    if isinstance(error, Error):
        return _("The database could not be asked.")
    return _("Something broke on our side; the log says more.")

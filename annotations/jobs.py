"""The job `return idle`: every hour, what was taken from a pool and is idle too long goes back there."""

from datetime import timedelta

from annotations.actions import pooling
from annotations.models import Round
from jobs import clock
from jobs.kinds.base import Kind, Slice, Step

EVERY = timedelta(hours=1)


def work(slice: Slice) -> Step:
    """One round a slice, in order; in no transaction, since each that goes back is an operation of its own."""
    round = Round.objects.pooled().after(slice.cursor or 0).first()
    if round is None:
        return Step(done=slice.job.done, total=slice.job.done)
    n = slice.job.done + pooling.return_idle(round=round, now=clock.now())
    return Step(cursor=round.pk, done=n, is_last=not Round.objects.pooled().after(round.pk).exists())


KINDS = (Kind("return idle", work, is_atomic=False, every=lambda: EVERY),)

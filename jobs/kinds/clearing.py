"""The job `clear`: every day, jobs that were over long ago are forgotten."""

from datetime import timedelta

from jobs.actions import queueing
from jobs.kinds.base import Kind, Slice, Step

EVERY = timedelta(days=1)


def work(slice: Slice) -> Step:
    """All of them at once: one statement."""
    return Step(done=queueing.clear())


KINDS = (Kind("clear", work, every=lambda: EVERY),)

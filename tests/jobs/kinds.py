"""Kinds of jobs for the tests: one that counts its slices in the database, and some that go wrong."""

import errno
import time
from datetime import timedelta

from django.db import connection

from jobs.kinds import Kind, Slice, Step
from ledger.problems import Problem
from ledger.write import NEXT_NUMBER

FIRST = 1_000_000  # the scope of the counter that says how often slice 0 happened
EVERY = timedelta(hours=1)
told: list[str] = []  # jobs that failed for good


def count(slice: Slice) -> Step:
    """`args`: how many slices, how many seconds each takes, at which one it raises Problem instead."""
    number = slice.cursor or 0
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, [FIRST + number])
    time.sleep(slice.job.args.get("seconds", 0))
    if number == slice.job.args.get("refuses_at"):
        raise Problem("Not this one.")
    total = slice.job.args["slices"]
    return Step(number + 1, number + 1, total, is_last=number + 1 == total, result={"slices": number + 1})


def broken(slice: Slice) -> Step:
    raise RuntimeError("the words of a document")


def full(slice: Slice) -> Step:
    raise OSError(errno.ENOSPC, "No space left on device")


def nothing(slice: Slice) -> Step:
    return Step()


KINDS = (
    Kind("count", count),
    Kind("broken", broken, most_attempts=2, failed=lambda job: told.append(job.error)),
    Kind("full", full, is_atomic=False, most_attempts=1),
    Kind("recurs", nothing, every=lambda: EVERY),
    Kind("never", nothing, every=lambda: None),
)

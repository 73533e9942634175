"""Files prepared in the background, without a worker beside the tests."""

from typing import Any

from datasets.actions import preparing
from datasets.wishes import Asked
from jobs.models import Job
from jobs.running import run_next
from jobs.worker import Worker
from projects.models import Membership


def work() -> None:
    """Do what waits, as a worker does it."""
    worker = Worker()
    while run_next(worker._keeper):
        pass


def asked(member: Membership, table: str = "passages", format: str = "csv", **choices: Any) -> Job:
    return preparing.prepare(asked=Asked(table, format, **choices), member=member)


def finished(member: Membership, *what: str, **choices: Any) -> Job:
    """A job whose file is there."""
    job = asked(member, *what, **choices)
    work()
    job.refresh_from_db()
    return job

"""The one clock that leases and schedules go by: the database's, which all workers share.

It may jump all the same, forwards or back, by days. Nothing goes wrong then, for two reasons. A lease only says who may
try: whoever finishes a slice must still be the job's owner in the transaction of that slice, so that a lease which a
jump ended too early costs a slice tried in vain, never one done twice. And no moment that is kept ahead is believed
when it lies farther ahead than anybody could have put it: a lease until tomorrow, since the clock went back, is none.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import Q

LEASE = timedelta(seconds=20)  # how long a worker that says nothing keeps a job
LONGEST_PAUSE = timedelta(minutes=5)  # before a job that failed is tried again
SLACK = timedelta(seconds=30)  # between asking for the time and asking with it


def now() -> datetime:
    """What the database's clock shows, not what it showed when the transaction began."""
    if connection.vendor == "sqlite":  # in our process, and on our machine (config/checks.py)
        return datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def is_ahead(field: str, at: datetime, most: timedelta) -> Q:
    """Whether a moment is still to come, and not farther ahead than anybody could have put it."""
    return Q(**{f"{field}__gte": at, f"{field}__lte": at + most + SLACK})


def is_about(field: str, at: datetime, most: timedelta) -> Q:
    """Whether a moment is no more than so much before, and not ahead."""
    return Q(**{f"{field}__gte": at - most, f"{field}__lte": at + SLACK})

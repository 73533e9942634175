"""Whether this installation can do its work now: what /readyz says."""

import shutil
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db import Error, connection

from config.backups import schema
from jobs import clock
from jobs.models import Worker

SEEN = timedelta(seconds=60)  # workers say every 15 seconds that they are there
CHECKS = ("database", "migrations", "disk", "worker")


class _Behind(Exception):
    """Migrations wait to be applied."""


def found() -> dict[str, bool]:
    """Each check and whether it holds; without a database nobody can tell about migrations and workers."""
    holds = dict.fromkeys(CHECKS, False)
    holds["disk"] = _has_room()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        holds["database"] = True
        holds["migrations"] = _is_migrated()
        holds["worker"] = holds["migrations"] and _is_worked()
    except Error:
        pass
    return holds


def _has_room() -> bool:
    try:
        return shutil.disk_usage(settings.TIFA_DATA).free >= settings.TIFA_DISK_FREE
    except OSError:
        return False


def _is_migrated() -> bool:
    try:
        _refuse_behind()
    except _Behind:
        return False
    return True


@cache
def _refuse_behind() -> None:
    """Asked until it holds, which is remembered: tables do not go back while a server runs."""
    if schema.is_behind():
        raise _Behind


def _is_worked() -> bool:
    return Worker.objects.seen_within(SEEN, clock.now()).exists()

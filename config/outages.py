"""What is neither the request's fault nor the code's: the database does not answer, the disk is full.

Found in what was raised, wherever: an action, the session, the check of who asks.
"""

import errno
import sqlite3

from django.db import Error, InterfaceError, OperationalError
from django.utils.translation import gettext as _

from ledger.problems import Busy, Problem

FULL = {errno.ENOSPC, errno.EDQUOT}
PRIMARY = 0xFF  # SQLite's extended codes carry the plain one in their last byte
WAITED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
DISK_FULL = "53100"
AWAY = ("08", "53", "57P", "58")  # PostgreSQL's classes: no connection, no room, shut down, its machine failed


class DiskFull(Problem):
    """Nothing of the change was stored; whoever runs the installation must make room."""

    status, rule = 507, "disk-full"


class Unavailable(Problem):
    """The database does not answer; a change that was just being committed may have been stored."""

    status, rule = 503, "unavailable"


def outage(raised: BaseException | None) -> Problem | None:
    """What is wrong with the machine, in words; None when it is something else that broke."""
    if isinstance(raised, OSError) and raised.errno in FULL:
        return _full()
    if not isinstance(raised, Error):
        return None
    cause = raised.__cause__
    if isinstance(cause, sqlite3.Error):
        return _sqlite(getattr(cause, "sqlite_errorcode", 0) & PRIMARY)
    if not isinstance(raised, OperationalError | InterfaceError):
        return None
    return _postgresql(getattr(cause, "sqlstate", None))


def _sqlite(code: int) -> Problem | None:
    if code == sqlite3.SQLITE_FULL:
        return _full()
    if code in WAITED:
        return Busy(_("Too many people are saving at this moment. Please try again."))
    return _away() if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN} else None


def _postgresql(state: str | None) -> Problem | None:
    """A failure without a state is one of the connection."""
    if state == DISK_FULL:
        return _full()
    return _away() if state is None or state.startswith(AWAY) else None


def _full() -> Problem:
    return DiskFull(_("The disk of this installation is full. Nothing of this was saved; everything before it is."))


def _away() -> Problem:
    return Unavailable(
        _("The database does not answer at this moment. Please send it again in a moment: it is saved only once.")
    )

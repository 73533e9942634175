"""What the server's log says: a line for a refused request, a traceback for what broke, and no secret of a link."""

import logging
import re
from typing import Any

BROKEN = 500  # from this status on, an answer is our fault
# Who reads one of these in the log could use it: the links of invitations, and those that set a new password.
SECRET = re.compile(r"(/invitations/|/account/password/reset/(?!sent/|done/)|tifa_)[^/?#\s\"']+")


def without_traceback_of_refusals(record: logging.LogRecord) -> bool:
    """Keep every record, but only what broke keeps its traceback: 400, 403 and 404 are ordinary answers."""
    if getattr(record, "status_code", BROKEN) < BROKEN:
        record.exc_info = record.exc_text = None
    return True


def without_secrets(record: logging.LogRecord) -> bool:
    """Keep every record, with *** in place of what makes a link work."""
    record.msg = _masked(record.msg)
    if isinstance(record.args, tuple):
        record.args = tuple(map(_masked, record.args))
    return True


def _masked(said: Any) -> Any:
    return SECRET.sub(r"\1***", said) if isinstance(said, str) else said

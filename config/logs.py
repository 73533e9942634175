"""What the server's log says: one line a request, a traceback for what broke, and no text and no secret.

A line is JSON; at a terminal, or with TIFA_LOG=plain, it is for people.
"""

import json
import logging
import os
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

REQUEST: ContextVar[str] = ContextVar("the id of the request that is being answered", default="")
REQUESTS = "tifa.requests"  # the logger of the lines that config/request_log.py writes
BROKEN = 500  # the status of what only a traceback can tell
# Who reads one of these in the log could use it: the links of invitations, and those that set a new password.
SECRET = re.compile(r"(/invitations/|/account/password/reset/(?!sent/|done/)|tifa_)[^/?#\s\"']+")
# What PostgreSQL adds to an error: whole rows, with the texts in them.
ROWS = re.compile(r"^(DETAIL|CONTEXT): .*?(?=\n\n(?:The above|During)|\Z)", re.M | re.S)


class JsonLines(logging.Formatter):
    """One JSON object a record: at, level, logger, request (its id), and what is said; a traceback where it broke."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "logger": record.name}
        if REQUEST.get():
            line["request"] = REQUEST.get()
        line |= getattr(record, "line", None) or {"message": _masked(record.getMessage())}
        if record.exc_info:
            line["traceback"] = _discreet(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class PlainLines(logging.Formatter):
    """The same for people, as short as it can be."""

    def format(self, record: logging.LogRecord) -> str:
        said = super().format(record)
        return said if record.name == REQUESTS else f"{said} [{REQUEST.get()}]" if REQUEST.get() else said

    def formatException(self, ei: Any) -> str:
        return _discreet(super().formatException(ei))


def formatter() -> logging.Formatter:
    """Of this installation: TIFA_LOG says json or plain; else a terminal gets plain lines."""
    asked = os.environ.get("TIFA_LOG", "")
    if asked not in {"", "json", "plain"}:
        raise ValueError(f"TIFA_LOG must be json or plain, not {asked!r}.")
    is_plain = asked == "plain" or (not asked and sys.stderr.isatty())
    return PlainLines("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S") if is_plain else JsonLines()


def only_what_the_line_does_not_say(record: logging.LogRecord) -> bool:
    """Django's own words about a 403, 404 or 503 are left out: the line of the request has its status."""
    return record.name != "django.request" or getattr(record, "status_code", BROKEN) == BROKEN


def without_secrets(record: logging.LogRecord) -> bool:
    """Keep every record, with *** in place of what makes a link work."""
    record.msg = _masked(record.msg)
    if isinstance(record.args, tuple):
        record.args = tuple(map(_masked, record.args))
    return True


def masked(path: str) -> str:
    """A path with *** in place of what makes a link work."""
    return SECRET.sub(r"\1***", path)


def _masked(said: Any) -> Any:
    return masked(said) if isinstance(said, str) else said


def _discreet(traceback: str) -> str:
    return masked(ROWS.sub(r"\1: ***", traceback))

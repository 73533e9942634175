"""What the server's log says: a line for a refused request, a traceback for what broke."""

import logging

BROKEN = 500  # from this status on, an answer is our fault


def without_traceback_of_refusals(record: logging.LogRecord) -> bool:
    """Keep every record, but only what broke keeps its traceback: 400, 403 and 404 are ordinary answers."""
    if getattr(record, "status_code", BROKEN) < BROKEN:
        record.exc_info = record.exc_text = None
    return True

"""Python runs this first where PYTHONPATH names this folder: a clock that jumps, and a database that cannot grow.

TIFA_TEST_CLOCK is a file with the seconds by which the clock is ahead; while the file TIFA_TEST_FULL is there, SQLite
says what it says on a full disk.
"""

import datetime
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

MOST_PAGES = 2**31


def jump(file: Path) -> None:
    """`time.time` and `timezone.now` tell another time: that of sessions, operations and what is signed."""
    from django.utils import timezone  # inline: only a process that jumps needs it

    real = time.time
    time.time = lambda: real() + float(file.read_text())
    timezone.now = lambda: datetime.datetime.fromtimestamp(time.time(), tz=datetime.UTC)


def limit(full: Path) -> None:
    """No connection makes its database larger than it is while the disk is full."""

    class Limited(sqlite3.Connection):
        def cursor(self, *arguments: Any, **named: Any) -> sqlite3.Cursor:
            super().execute(f"PRAGMA max_page_count = {1 if full.exists() else MOST_PAGES}")  # 1: as it is
            return super().cursor(*arguments, **named)

    real = sqlite3.connect
    sqlite3.dbapi2.connect = lambda *arguments, **named: real(*arguments, **{"factory": Limited, **named})


if clock := os.environ.get("TIFA_TEST_CLOCK"):
    jump(Path(clock))
if marker := os.environ.get("TIFA_TEST_FULL"):
    limit(Path(marker))

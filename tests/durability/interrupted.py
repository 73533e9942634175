"""A process of its own that makes a backup while another connection writes in the middle of it.

`python -m tests.durability.interrupted FILE ASSIGNMENT` prints whether the other one had to wait.
"""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402 (Django is set up first)

from annotations.models import Assignment  # noqa: E402
from config.backups import making  # noqa: E402
from tests.annotations.people import tag  # noqa: E402


class WriteInBetween:
    """Between the numbers of the last operations and what else a backup asks, somebody tags."""

    def __init__(self, assignment: Assignment) -> None:
        self.writer = threading.Thread(target=lambda: tag(assignment, "Security", "security"))

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if "LEFT JOIN ledger_event" in str(sql) and self.writer.ident is None:
            self.writer.start()
            self.writer.join(timeout=15)
            print("waits" if self.writer.is_alive() else "has written", flush=True)
        return execute(sql, params, many, context)


if __name__ == "__main__":
    between = WriteInBetween(Assignment.objects.with_all().get(pk=int(sys.argv[2])))
    with connection.execute_wrapper(between):
        making.make(Path(sys.argv[1]))

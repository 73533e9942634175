"""What the tests need of the database beyond pytest-django: emptying tables whose rows are immutable."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """The tables as they would be without the triggers that keep their rows immutable."""
    with connection.cursor() as cursor:
        lift, restore = (_sqlite if connection.vendor == "sqlite" else _postgresql)(cursor)
        for statement in lift:
            cursor.execute(statement)
        yield
        for statement in restore:
            cursor.execute(statement)


def _sqlite(cursor: Any) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _sql in triggers], [sql for _name, sql in triggers]


def _postgresql(cursor: Any) -> tuple[list[str], list[str]]:
    return ["SET CONSTRAINTS ALL IMMEDIATE", "SET session_replication_role = replica"], [
        "SET session_replication_role = DEFAULT"
    ]


class FlushWithTriggersLifted:
    """Wraps the emptying of all tables that ends every test which really commits."""

    def __init__(self) -> None:
        self.flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def __call__(self, case: TransactionTestCase) -> None:
        if connection.vendor == "sqlite":  # PostgreSQL truncates, which triggers on rows do not see
            with triggers_lifted():
                self.flush(case)
        else:
            self.flush(case)


def install() -> None:
    flush = FlushWithTriggersLifted()
    TransactionTestCase._fixture_teardown = lambda case: flush(case)  # type: ignore[attr-defined]

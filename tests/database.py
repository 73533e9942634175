"""What the tests need of the database beyond pytest-django: emptying tables whose rows are immutable."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """On SQLite a flush is DELETE, which the triggers refuse; PostgreSQL truncates, which they do not see."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


class FlushWithTriggersLifted:
    """Wraps the emptying of all tables that ends every test which really commits."""

    def __init__(self) -> None:
        self.flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def __call__(self, case: TransactionTestCase) -> None:
        with triggers_lifted():
            self.flush(case)


def install() -> None:
    flush = FlushWithTriggersLifted()
    TransactionTestCase._fixture_teardown = lambda case: flush(case)  # type: ignore[attr-defined]

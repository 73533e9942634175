"""Reading one moment: everything inside sees the database as it was at the first question, whoever writes meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that only reads and stops no writer; inside another transaction, that one's view is taken.

    PostgreSQL: REPEATABLE READ. SQLite: a plain BEGIN, since `atomic()` would begin IMMEDIATE here and queue with the
    writers; nothing can be written inside, because a second BEGIN is an error.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        _execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            _execute("ROLLBACK")


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)

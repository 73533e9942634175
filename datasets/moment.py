"""Reading one moment: everything inside sees the database as it was at the first question, whoever writes meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from ledger.models import Counter
from projects.models import Membership, Project


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


def operation_number(project: Project, member: Membership | None) -> int | None:
    """The number of the project's last operation: what is read now is the state after it.

    Nothing for a member who codes in a round that is still blind: it would tell how much the others do there.
    """
    if member and member.project.rounds.closed_to_coder(member).exists():
        return None
    return Counter.objects.filter(scope=project.pk).values_list("number", flat=True).first() or 0


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)

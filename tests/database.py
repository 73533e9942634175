"""What the tests need of the database beyond pytest-django: emptying tables whose rows are immutable."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
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


# What migrations make and nobody changes: made anew after every test, it would take longer than many tests.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def empty(_case: TransactionTestCase) -> None:
    """Ends every test which really commits: no rows are left, immutable ones neither."""
    names = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - KEPT
    with (
        connection.constraint_checks_disabled(),
        transaction.atomic(),
        triggers_lifted(),
        connection.cursor() as cursor,
    ):
        for name in sorted(names):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")


def install() -> None:
    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]

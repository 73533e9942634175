"""Locking rows for a change."""

from typing import TypeVar

from django.db.models import Manager, Model, QuerySet

Row = TypeVar("Row", bound=Model)


def locked(rows: QuerySet[Row] | Manager[Row], *, skip_held: bool = False) -> QuerySet[Row]:
    """Rows that nobody else changes until this operation is done; `skip_held` leaves out what others hold just now.

    The weaker of PostgreSQL's two locks: others may still refer to the rows. The stronger one waits for the foreign
    keys of operations that in turn wait for the counter, and one of the two is shot. SQLite has one writer anyway.
    """
    return rows.select_for_update(of=("self",), no_key=True, skip_locked=skip_held)

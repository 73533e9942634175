"""Very many rows at once, as the database takes them: no models in between, and ids that are known beforehand.

For what is made by the million. What people do never comes this way: it has no checks but the database's own.
"""

import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection, models

Row = tuple[Any, ...]
AT_ONCE = 500  # ids in one question


def select(model: type[models.Model], column: str, ids: Collection[int]) -> list[Row]:
    """All rows whose column holds one of the ids, as they are stored, in the order of `columns`, by their ids."""
    wanted, found = list(ids), []
    names = ", ".join(map(connection.ops.quote_name, columns(model)))
    with connection.cursor() as cursor:
        for at in range(0, len(wanted), AT_ONCE):
            some = wanted[at : at + AT_ONCE]
            places = ", ".join(["%s"] * len(some))
            table = model._meta.db_table
            cursor.execute(f"SELECT {names} FROM {table} WHERE {column} IN ({places}) ORDER BY id", some)  # noqa: S608  # nosec B608  our tables
            found += cursor.fetchall()
    return found


def insert(model: type[models.Model], rows: Iterable[Row], wanted: Sequence[str] = ()) -> None:
    """Store rows: COPY on PostgreSQL, one prepared statement on SQLite.

    They hold all columns of the table, or those that are `wanted`; an id that is not wanted is the database's to give.
    """
    wanted = wanted or columns(model)
    names = ", ".join(map(connection.ops.quote_name, wanted))
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(wanted))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", list(rows))  # noqa: S608  # nosec B608  our tables


def create(made: Sequence[models.Model]) -> None:
    """Store new models of one class, and give them their ids. What a database does by default it does not do here."""
    if not made:
        return
    model, fields = type(made[0]), made[0]._meta.local_concrete_fields
    for pk, each in zip(new_ids(model, len(made)), made, strict=True):
        each.pk = pk
        each._state.adding = False
    prepared = [
        tuple(field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields) for each in made
    ]
    insert(model, prepared)


def new_ids(model: type[models.Model], n: int) -> list[int]:
    """Numbers for rows to come; call it where nobody else adds any (SQLite), others never get them (PostgreSQL)."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [n])  # noqa: S608  # nosec B608  our tables
            return [number for (number,) in cursor.fetchall()]
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608  # nosec B608  our tables
        last = cursor.fetchone()[0]
    return list(range(last + 1, last + n + 1))


def new_uuid() -> Any:
    """A random id as the database stores it."""
    found = uuid.uuid4()
    return found if connection.vendor == "postgresql" else found.hex


def as_uuid(stored: Any) -> uuid.UUID:
    """A random id as events name it, from how the database stores it."""
    return stored if isinstance(stored, uuid.UUID) else uuid.UUID(stored)


def columns(model: type[models.Model]) -> list[str]:
    """The columns of a table in their order."""
    return [str(field.column) for field in model._meta.local_concrete_fields]

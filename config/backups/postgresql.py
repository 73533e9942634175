"""PostgreSQL: every table by COPY, in one REPEATABLE READ transaction; see docs/decisions for why not pg_dump."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from config.backups import schema
from config.backups.archive import Reader, Writer
from config.backups.manifest import Table
from config.backups.problems import Damaged

COLUMNS = """
    SELECT column_name, pg_sequence_last_value(pg_get_serial_sequence(quote_ident(table_name), column_name)::regclass)
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""


def save(writer: Writer, beside: Path) -> tuple[dict[str, Table], dict[str, int]]:
    """Put every table into the archive, as it is at the moment in which it is called (ledger.moment).

    Returns the tables, and the last id that each sequence gave: ids of rows that are gone must not be given again.
    """
    tables: dict[str, Table] = {}
    sequences: dict[str, int] = {}
    for name in schema.names():
        columns = _columns(name)
        tables[name] = Table(rows=_copy_out(name, [*columns], writer), columns=[*columns])
        sequences |= {f"{name}.{column}": last for column, last in columns.items() if last}
    return tables, sequences


@contextmanager
def restored(backup: Reader) -> Iterator[list[str]]:
    """Inside, the installation's database is the restored one; it is kept when all ends well.

    All of it is one transaction. Yields the names of tables that are none of Tifa's and were left out.
    """
    manifest = backup.manifest
    with transaction.atomic():
        _drop(schema.known_names())
        schema.migrate_to(manifest.nodes)
        there = set(schema.names())
        wanted = [name for name in manifest.tables if name in there]
        _execute(sql.SQL("TRUNCATE {}").format(_joined(schema.names())))
        _execute(sql.SQL("SET CONSTRAINTS ALL DEFERRED"))
        for name in wanted:
            _copy_in(name, manifest.tables[name].columns, backup)
        for place, last in manifest.sequences.items():
            _set_sequence(*place.rpartition(".")[::2], last, there)
        connection.check_constraints()
        yield [name for name in manifest.tables if name not in there]


def member(table: str) -> str:
    """The name of a table's file in the archive."""
    return f"tables/{table}.copy"


def _columns(table: str) -> dict[str, int | None]:
    """The columns of a table in their order, each with the last value that its sequence gave."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        return dict(cursor.fetchall())


def _copy_out(table: str, columns: list[str], writer: Writer) -> int:
    statement = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), _joined(columns))
    with connection.cursor() as cursor, writer.member(member(table)) as write:
        with connection.wrap_database_errors, cursor.copy(statement) as copy:
            for piece in copy:
                write(piece)
        return int(cursor.rowcount)


def _copy_in(table: str, columns: list[str], backup: Reader) -> None:
    if member(table) not in backup.manifest.members:
        raise Damaged(f"The backup is damaged: it has no file of the table {table}.")
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _joined(columns))
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for piece in backup.pieces(member(table)):
            copy.write(piece)


def _set_sequence(table: str, column: str, last: int, there: set[str]) -> None:
    if table in there:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence(quote_ident(%s), %s), %s)", [table, column, last])


def _drop(tables: list[str]) -> None:
    if tables:
        _execute(sql.SQL("DROP TABLE {} CASCADE").format(_joined(tables)))


def _joined(names: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _execute(statement: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)

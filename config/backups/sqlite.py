"""SQLite: the whole database file, taken by SQLite's own backup while others write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from config.backups import schema
from config.backups.archive import PIECE, SQLITE, Reader, Writer
from config.backups.manifest import Table
from config.backups.problems import Damaged
from jobs import files

STEP = 4096  # pages
CHECKS = ("integrity_check", "foreign_key_check")


def save(writer: Writer, beside: Path) -> tuple[dict[str, Table], dict[str, int]]:
    """Put the database into the archive, as it is at the moment in which it is called (ledger.moment).

    The copy is made beside a path, then compressed. A step copies a few pages; since the moment is held open by the
    reading transaction, what is written meanwhile neither waits nor makes the copy begin again.
    """
    connection.ensure_connection()
    files.sweep(beside.with_name(f"{beside.name}.copy"))
    with files.aside(beside.with_name(f"{beside.name}.copy")) as (copy, file):
        with closing(sqlite3.connect(copy)) as target:
            target.execute("PRAGMA journal_mode = OFF")  # nobody needs the copy after a power cut
            connection.connection.backup(target, pages=STEP)
        with writer.member(SQLITE) as write:
            while piece := file.read(PIECE):
                write(piece)
    return schema.counted(), {}


@contextmanager
def restored(backup: Reader) -> Iterator[list[str]]:
    """Inside, the installation's database is the restored one; it is kept when all ends well.

    It lies beside its place until then. Yields no names: every table of the file is taken over.
    """
    place = Path(str(connection.settings_dict["NAME"]))
    files.sweep(place)
    with files.aside(place) as (copy, file):
        for piece in backup.pieces(SQLITE):
            file.write(piece)
        file.flush()
        with _at(copy):
            _refuse_broken()
            yield []
        for ending in ("-wal", "-shm"):
            place.with_name(place.name + ending).unlink(missing_ok=True)
        copy.replace(place)
        files.sync_folder(place.parent)


@contextmanager
def _at(path: Path) -> Iterator[None]:
    """Django's connection leads to another file; all that was written is in that one file at the end."""
    place = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = place
        for ending in ("-wal", "-shm", ".turnstile"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _refuse_broken() -> None:
    with connection.cursor() as cursor:
        found = [row for name in CHECKS for row in cursor.execute(f"PRAGMA {name}").fetchall()]
    faults = [row for row in found if row != ("ok",)]
    if faults:
        raise Damaged(f"The database in the backup is damaged: {faults[0][0]}.")

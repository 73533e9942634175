"""Restoring a backup into an empty installation: all of it, verified, or nothing."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from config.backups import archive, schema
from config.backups.archive import KEY, Reader
from config.backups.making import DATABASES
from config.backups.manifest import FORMAT, Manifest
from config.backups.problems import BackupRefused, Damaged, in_words
from corpus.originals import write_whole
from jobs import files

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Restored:
    """What an installation now holds."""

    manifest: Manifest
    migrated: int  # migrations applied to tables of an older Tifa
    left_out: list[str]  # tables that are none of Tifa's
    differences: str  # what verify_events said, empty when all is as it must be


def check(path: Path) -> Manifest:
    """Read all of a backup and compare every checksum; raises Damaged, or BackupRefused for one of a newer Tifa."""
    with in_words(f"Reading {path}"), archive.opened(path) as backup:
        _refuse_newer(backup.manifest)
        backup.check()
        return backup.manifest


def restore(path: Path, *, accept_differences: bool = False) -> Restored:
    """Make this empty installation the one that was backed up, at the schema of this Tifa.

    Raises BackupRefused, and leaves the installation as empty as it was, when the file is damaged, of a newer Tifa or
    of the other kind of database, when the installation is not empty, or when the restored history is not as it must be
    (unless that is accepted).
    """
    with in_words(f"Restoring {path}"), archive.opened(path) as backup:
        _refuse_newer(backup.manifest)
        _refuse_other_database(backup.manifest)
        _refuse_full_installation()
        _refuse_small_disk(backup.manifest)
        with _originals(backup) as kept, DATABASES[connection.vendor].restored(backup) as left_out:
            _refuse_other_content(backup.manifest)
            migrated = _migrate()
            differences = _differences()
            if differences and not accept_differences:
                raise BackupRefused(f"The history in the backup is not as it must be:\n{differences}", field="file")
            kept.put_in_place()
            key = b"".join(backup.pieces(KEY))
        write_whole(Path(settings.TIFA_DATA) / KEY, key)
        return Restored(backup.manifest, migrated, left_out, differences)


def _refuse_newer(manifest: Manifest) -> None:
    strange = schema.unknown(manifest.nodes)
    if manifest.format > FORMAT or strange:
        because = f"this one does not know {'.'.join(strange[0])}" if strange else "it has another form"
        said = f"A newer Tifa made the backup, {manifest.tifa} ({because}): update first."
        raise BackupRefused(said, field="file")


def _refuse_other_database(manifest: Manifest) -> None:
    if manifest.database not in KINDS:
        raise Damaged("The backup's manifest names no database that Tifa works with.")
    if manifest.database != connection.vendor:
        theirs, ours = KINDS[manifest.database], KINDS[connection.vendor]
        how = "without DATABASE_URL" if ours == "PostgreSQL" else "with DATABASE_URL naming an empty database"
        said = f"The backup is of {theirs}, this installation uses {ours}: run restore {how}."
        raise BackupRefused(said, field="file")


def _refuse_full_installation() -> None:
    filled = schema.filled()
    if filled:
        raise BackupRefused(
            f"This installation is not empty: {filled[0]} has rows. Restore into a new TIFA_DATA, and a new database."
        )
    if any(_place().glob("*")):
        raise BackupRefused(f"This installation is not empty: there are files in {_place()}.")


def _refuse_small_disk(manifest: Manifest) -> None:
    needed = sum(member.size for member in manifest.members.values())
    free = shutil.disk_usage(settings.TIFA_DATA).free
    if needed > free:
        raise BackupRefused(f"{settings.TIFA_DATA} has room for {free >> 20} MB, the backup needs {needed >> 20} MB.")


def _refuse_other_content(manifest: Manifest) -> None:
    """The tables, the history and the originals are those of which the manifest tells."""
    there = set(schema.names())
    rows = {name: table.rows for name, table in manifest.tables.items() if name in there}
    found = {name: table.rows for name, table in schema.counted(rows).items()}
    if schema.applied() != manifest.nodes or found != rows or schema.scopes() != manifest.scopes:
        raise Damaged("The backup is damaged: its database does not hold what its manifest says.")
    originals = {name.split("/")[1] for name in manifest.members if name.startswith("originals/")}
    if originals | {*manifest.lost} != {*schema.originals()}:
        raise Damaged("The backup is damaged: it does not hold the originals that its database names.")


def _migrate() -> int:
    """How many migrations an older backup lacked; they are applied now."""
    before = len(schema.applied())
    if schema.is_behind():
        call_command("migrate", verbosity=0, interactive=False)
    return len(schema.applied()) - before


def _differences() -> str:
    """What verify_events finds wrong, in its own words."""
    said = StringIO()
    try:
        call_command("verify_events", stdout=said)
    except CommandError as error:
        return f"{said.getvalue()}{error}"
    return ""


def _place() -> Path:
    return Path(settings.TIFA_DATA) / "originals"


class Kept:
    """The originals of a backup, in a folder of their own beside their place until they are put there."""

    def __init__(self) -> None:
        self._folder = _place().with_name(".restoring")
        self._is_in_place = False

    def take(self, backup: Reader) -> None:
        """Read them all."""
        shutil.rmtree(self._folder, ignore_errors=True)  # what a run that was killed left
        self._folder.mkdir(mode=0o700)
        for name in backup.names("originals"):
            self._keep(name, backup)

    def put_in_place(self) -> None:
        """Where Tifa looks for them: in a folder that was not there, or empty."""
        with suppress(FileNotFoundError):
            _place().rmdir()
        files.sync_folder(self._folder)
        self._folder.rename(_place())
        files.sync_folder(_place().parent)
        self._is_in_place = True

    def discard(self) -> None:
        """Gone, wherever they are by now."""
        shutil.rmtree(_place() if self._is_in_place else self._folder, ignore_errors=True)

    def _keep(self, name: str, backup: Reader) -> None:
        sha256 = name.split("/")[1]
        if backup.manifest.members[name].sha256 != sha256:
            raise Damaged(f"The backup is damaged: {name} holds another file.")
        with (self._folder / sha256).open("xb") as file:
            for piece in backup.pieces(name):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def _originals(backup: Reader) -> Iterator[Kept]:
    """Inside, the originals can be put in place; after an error they are gone again."""
    kept = Kept()
    try:
        kept.take(backup)
        yield kept
    except BaseException:
        kept.discard()
        raise

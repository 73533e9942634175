"""Making a backup while people work: seal, then take the database, the originals and the key as of one moment."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from config.backups import postgresql, schema, sqlite
from config.backups.archive import KEY, PIECE, Writer, is_backup
from config.backups.manifest import FORMAT, Manifest, tifa_version
from config.backups.problems import BackupRefused, in_words
from corpus.originals import path_of, write_whole
from jobs import files
from ledger import sealing
from ledger.moment import one_moment
from projects import last_backup
from projects.models import Project

DATABASES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


@dataclass(frozen=True)
class Made:
    """A backup that is whole and in its place."""

    path: Path
    size: int
    sha256: str  # of the file but for its last 64 bytes, which say this
    manifest: Manifest
    is_sealed: bool
    faults: list[str]  # what could not be done beside it, in words


def make(path: Path) -> Made:
    """Back the installation up into one file, readable by its owner only; what was there stays until it is whole.

    Raises BackupRefused, and leaves nothing behind, when the disk is full or the database does not answer.
    """
    _refuse_other_file(path)
    try:
        return _make(path)
    except BackupRefused:
        note_failure()
        raise


def note_failure() -> None:
    """Where managers see it, if there is still room to say so."""
    with suppress(OSError):
        write_whole(last_backup.failure_path(), last_backup.told_failure(timezone.now()))


def _make(path: Path) -> Made:
    with in_words(f"The backup {path}"):
        faults: list[str] = []
        is_sealed = _seal(faults)
        now = timezone.now()
        with files.whole(path) as file:
            writer = Writer(file)
            try:
                manifest = _fill(writer, path, now)
                sha256 = writer.close(manifest)
            except BaseException:
                writer.discard()
                raise
        size = path.stat().st_size
    _note(now, size, faults)
    return Made(path, size, sha256, manifest, is_sealed, faults)


def _refuse_other_file(path: Path) -> None:
    if path.exists() and not is_backup(path):
        raise BackupRefused(f"{path} is there and is no backup: name another file.", field="file")


def _seal(faults: list[str]) -> bool:
    """Seal what happened until now.

    Tables that a newer Tifa has yet to migrate are taken as they are, unsealed; so are those on a full disk, of which
    a backup is wanted most.
    """
    if not schema.applied():
        raise BackupRefused("There is nothing to back up: the database has no tables.")
    if schema.is_behind():
        return False
    try:
        for scope in [None, *Project.objects.order_by("pk")]:
            sealing.seal(scope)
    except Error as error:
        faults.append(f"The history could not be sealed: the database says {str(error).strip()!r}.")
    return not faults


def _note(now: datetime, size: int, faults: list[str]) -> None:
    """Where managers see it."""
    try:
        write_whole(last_backup.path(), last_backup.told(now, size))
        last_backup.failure_path().unlink(missing_ok=True)
    except OSError as error:
        faults.append(f"Managers will not see this backup: {last_backup.path()} {error.strerror or error}.")


def _fill(writer: Writer, path: Path, now: datetime) -> Manifest:
    """Everything but the manifest goes into the archive; the manifest that tells of it."""
    with one_moment():
        migrations, scopes, originals = schema.applied(), schema.scopes(), schema.originals()
        tables, sequences = DATABASES[connection.vendor].save(writer, path)
    lost = [sha256 for sha256 in originals if not _is_kept(sha256, writer)]
    with writer.member(KEY) as write:
        write((Path(settings.TIFA_DATA) / KEY).read_bytes())
    return Manifest(
        format=FORMAT,
        tifa=tifa_version(),
        made_at=now.isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=[[*node] for node in migrations],
        scopes=scopes,
        tables=tables,
        sequences=sequences,
        lost=lost,
        members=writer.members,
    )


def _is_kept(sha256: str, writer: Writer) -> bool:
    """Put an original into the archive, unless its file is gone or holds other bytes than it should."""
    original = path_of(sha256)
    try:
        with original.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                return False
            file.seek(0)
            with writer.member(f"originals/{sha256}") as write:
                while piece := file.read(PIECE):
                    write(piece)
    except FileNotFoundError:
        return False
    return True

"""The file of a backup: a zip archive whose last 64 bytes, its comment, are the SHA-256 of all bytes before them.

So any program for zip files opens it, and every changed byte is noticed. Members stand in the manifest with size and
SHA-256; nothing is in the file that the manifest does not name, and names are of four shapes only.
"""

import hashlib
import os
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from config.backups.manifest import Manifest, Member, parsed
from config.backups.problems import Damaged

ABOUT, MANIFEST, KEY, SQLITE = "tifa-backup.txt", "manifest.json", "secret_key", "database.sqlite3"
NAMES = re.compile(r"database\.sqlite3|secret_key|tables/[^/]{1,63}\.copy|originals/[0-9a-f]{64}|tifa-backup\.txt")
ABOUT_TEXT = b"A backup of Tifa. An empty installation takes it in by: manage.py restore THIS-FILE\n"
PIECE = 1 << 20  # bytes
LEVEL = 3  # of compression: half the time of the usual 6 for a tenth more bytes
LONGEST_MANIFEST = 256 << 20  # bytes
_SEAL = 64  # bytes at the end


class Writer:
    """Puts members into the file one after another; `members` tells what they are."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL)
        self.members: dict[str, Member] = {}
        try:
            with self.member(ABOUT) as write:
                write(ABOUT_TEXT)
        except BaseException:
            self.discard()
            raise

    @contextmanager
    def member(self, name: str) -> Iterator[Callable[[bytes], object]]:
        """A function that takes the bytes of a new member, piece by piece."""
        checksum, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as out:

            def write(piece: bytes) -> None:
                nonlocal size
                checksum.update(piece)
                size += len(piece)
                out.write(piece)

            yield write
        self.members[name] = Member(size=size, sha256=checksum.hexdigest())

    def close(self, manifest: Manifest) -> str:
        """Add the manifest, and the SHA-256 that seals the file; it is returned."""
        self._zip.writestr(MANIFEST, manifest.model_dump_json(indent=1))
        self._zip.comment = b"0" * _SEAL
        self._zip.close()
        sha256 = _sha256(self._file)
        self._file.seek(-_SEAL, os.SEEK_END)
        self._file.write(sha256.encode())
        return sha256

    def discard(self) -> None:
        """Forget the archive: what it wrote is thrown away."""
        self._zip.fp = None  # else it writes a table of contents when it is collected, on a disk that may be full


class Reader:
    """A backup's file whose checksum, names and sizes are right; what members hold is checked as it is read."""

    def __init__(self, file: ZipFile) -> None:
        self._zip = file
        self.manifest = parsed(self._manifest())
        self._refuse_other_members()

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a member; raises Damaged, at the latest after the last of them, when they are others."""
        member, checksum, size = self.manifest.members[name], hashlib.sha256(), 0
        with _as_damage(), self._zip.open(name) as file:
            while piece := file.read(PIECE):
                size += len(piece)
                checksum.update(piece)
                if size > member.size:
                    break
                yield piece
        if (size, checksum.hexdigest()) != (member.size, member.sha256):
            raise Damaged(f"The backup is damaged: {name} is not what its manifest says.")

    def names(self, folder: str) -> list[str]:
        """The members in a folder."""
        return [name for name in self.manifest.members if name.startswith(f"{folder}/")]

    def check(self) -> None:
        """Read every member once."""
        for name in self.manifest.members:
            for _piece in self.pieces(name):
                pass

    def _manifest(self) -> bytes:
        if MANIFEST not in self._zip.namelist():
            raise Damaged("The backup has no manifest.")
        with self._zip.open(MANIFEST) as file:
            data = file.read(LONGEST_MANIFEST + 1)
        if len(data) > LONGEST_MANIFEST:
            raise Damaged("The backup's manifest is too long to be one.")
        return data

    def _refuse_other_members(self) -> None:
        found = [info.filename for info in self._zip.infolist() if info.filename != MANIFEST]
        wrong = [name for name in found if not NAMES.fullmatch(name)]
        if wrong:
            raise Damaged(f"The backup holds a file that no backup of Tifa has: {wrong[0]!r}.")
        if sorted(found) != sorted(self.manifest.members) or len(self._zip.infolist()) != len(found) + 1:
            raise Damaged("The backup does not hold exactly the files that its manifest names.")
        sizes = {info.filename: info.file_size for info in self._zip.infolist()}
        other = [name for name, member in self.manifest.members.items() if sizes[name] != member.size]
        if other:
            raise Damaged(f"The backup is damaged: {other[0]} is not as long as its manifest says.")


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """A backup to read from; raises Damaged when any byte of the file is not as it was written."""
    with path.open("rb") as file:
        _refuse_broken_seal(file)
        with _as_damage():
            reader = Reader(ZipFile(file))
        yield reader


def is_backup(path: Path) -> bool:
    """Whether a file begins as our backups do."""
    with path.open("rb") as file:
        head = file.read(30 + len(ABOUT))
    return head.startswith(b"PK\x03\x04") and head.endswith(ABOUT.encode())


@contextmanager
def _as_damage() -> Iterator[None]:
    """What zipfile raises for archives that are none."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Damaged(f"The backup is damaged: {error}.") from error


def _refuse_broken_seal(file: BinaryIO) -> None:
    if file.seek(0, os.SEEK_END) <= _SEAL:
        raise Damaged("This is no backup of Tifa: it is too short.")
    sha256 = _sha256(file)
    if file.read() != sha256.encode():
        raise Damaged("This is no backup of Tifa, or it is damaged: its checksum is wrong.")


def _sha256(file: BinaryIO) -> str:
    """Of all bytes but the last 64; the file stands before them then."""
    left, checksum = file.seek(0, os.SEEK_END) - _SEAL, hashlib.sha256()
    file.seek(0)
    while left and (piece := file.read(min(PIECE, left))):
        checksum.update(piece)
        left -= len(piece)
    return checksum.hexdigest()

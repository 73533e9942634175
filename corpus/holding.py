"""The files of imports that are not over: under TIFA_DATA/imports/<import>/ by SHA-256, what was read beside them.

What is read is kept as JSON, so that a file is parsed once however often it is looked at, and once more when somebody
chooses another encoding. Nothing of it is needed when the import is over: `drop` leaves no byte behind.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

import orjson
from django.conf import settings
from django.utils.translation import gettext as _

from corpus import originals
from corpus.drafting import Reads
from corpus.importers.base import Importer, Parsed
from ledger.problems import Problem


class FileGone(Problem):
    """The bytes of a file that was sent are no longer kept."""

    status, rule = 409, "file-gone"


def keep(batch: int, data: Sequence[bytes]) -> list[str]:
    """Store the bytes of files of an import, whole and durably; the SHA-256 of each is its name."""
    return originals.keep_all(data, _folder(batch))


def data_of(batch: int, sha256: str) -> bytes:
    """The bytes; raises FileGone."""
    try:
        return (_folder(batch) / sha256).read_bytes()
    except FileNotFoundError as error:
        raise FileGone(_("The file is no longer kept. Import it again."), field="files") from error


def drop(batch: int) -> None:
    """Nothing of the import stays here."""
    shutil.rmtree(_folder(batch), ignore_errors=True)


def drop_others(kept: Collection[int]) -> int:
    """Nothing stays but what belongs to these imports; how many others there were."""
    others = [path for path in _root().glob("*") if not (path.name.isdecimal() and int(path.name) in kept)]
    for path in others:
        shutil.rmtree(path, ignore_errors=True)
    return len(others)


class Remembering:
    """Reads as another reader does, and remembers beside the files what that one read. A refusal is not remembered."""

    def __init__(self, batch: int, reader: Reads) -> None:
        self.batch, self.reader = batch, reader

    def read(self, importer: Importer, data: bytes, encoding: str = "") -> Sequence[Parsed]:
        """The documents of a file, or Unreadable."""
        path = self._path(importer, data, encoding)
        with suppress(FileNotFoundError, orjson.JSONDecodeError):
            return [Parsed.from_plain(each) for each in orjson.loads(path.read_bytes())]
        found = list(self.reader.read(importer, data, encoding))
        with suppress(FileNotFoundError):  # the import was cancelled meanwhile
            _write(path, orjson.dumps(found))
        return found

    def _path(self, importer: Importer, data: bytes, encoding: str) -> Path:
        way = f"{importer.name} {importer.version} {encoding}"
        digest = hashlib.sha256(way.encode(errors="replace")).hexdigest()[:16]
        return _folder(self.batch) / f"{hashlib.sha256(data).hexdigest()}.{digest}.json"


def _write(path: Path, body: bytes) -> None:
    """Seen whole or not at all; lost with a power cut, it is read again."""
    temporary = path.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _folder(batch: int) -> Path:
    return _root() / str(batch)


def _root() -> Path:
    return Path(settings.TIFA_DATA) / "imports"

"""The bytes of imported files, kept under TIFA_DATA/originals by their SHA-256."""

import hashlib
import os
import re
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from django.conf import settings

AT_ONCE = 8  # files that are written
_SHA256 = re.compile(r"[0-9a-f]{64}")


def path_of(sha256: str) -> Path:
    """Where the bytes with this SHA-256 (64 hexadecimal digits) lie; raises ValueError for anything else."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256")
    return Path(settings.TIFA_DATA) / "originals" / sha256


def keep_all(data: Sequence[bytes], folder: Path | None = None) -> list[str]:
    """Store bytes whole and durably, unless they are there; the SHA-256 of each is its name in the folder.

    Several are written at once: waiting for the disk, which is what takes the time, is done together.
    """
    folder = folder or Path(settings.TIFA_DATA) / "originals"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        names = list(pool.map(partial(_keep, folder), data))
    _sync(folder)
    return names


def keep(data: bytes) -> str:
    """Store the bytes of one file."""
    return keep_all([data])[0]


def _keep(folder: Path, data: bytes) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / sha256
    if not path.exists():
        _write(path, data)
    return sha256


def write_whole(path: Path, data: bytes) -> None:
    """Write under a temporary name, sync, rename, sync the folder: nobody ever sees half a file."""
    _write(path, data)
    _sync(path.parent)


def _write(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

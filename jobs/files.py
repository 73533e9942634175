"""Files that are never seen half-written: made aside under a lock, synced, renamed. What killed runs left goes."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def aside(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """An empty file beside `path`, readable by its owner only, and gone at the end unless it was renamed."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield temporary, file
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when all of it is on the disk; until then, what was there stays."""
    sweep(path)
    with aside(path) as (temporary, file):
        yield file
        file.flush()
        os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """The names of a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(path: Path) -> None:
    """Remove what a run that was killed left beside `path`; what is still being written is locked and stays."""
    for left in path.parent.glob(f".{path.name}.*.part"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()

"""A disk that can be filled: in the soak, where root may mount one, a small one; else a database says it is full."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.durability.working import SOAK
from tests.installations import Around

SHIM = Path(__file__).parent / "shim"
SIZE = "64m"
FULL = """
    CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON annotations_tagging EXECUTE FUNCTION full_disk()
"""
FREE = "DROP TRIGGER full_disk ON annotations_tagging; DROP FUNCTION full_disk()"


class Small:
    """A file system of its own, filled by a file."""

    def __init__(self, folder: Path) -> None:
        self.filler = folder / "filler"

    def prepare(self, around: Around) -> Around:
        return around

    def fill(self) -> None:
        with suppress(OSError), self.filler.open("wb", buffering=0) as file:
            for piece in (bytes(2**20), bytes(4096), b"0"):
                with suppress(OSError):
                    while file.write(piece):
                        pass

    def free(self) -> None:
        self.filler.unlink()


class Told:
    """A database that refuses to grow with the error of a full disk, on any machine."""

    def __init__(self, folder: Path) -> None:
        self.marker = folder / "full"
        self.url = ""

    def prepare(self, around: Around) -> Around:
        """Where the server is to be started."""
        self.url = around["DATABASE_URL"]
        return {**around, "PYTHONPATH": str(SHIM), "TIFA_TEST_FULL": str(self.marker)}

    def fill(self) -> None:
        self.marker.touch()
        self._execute(FULL)

    def free(self) -> None:
        self.marker.unlink()
        self._execute(FREE)

    def _execute(self, statement: str) -> None:
        if self.url:
            with psycopg.connect(self.url) as database:
                database.execute(statement)


Disk = Small | Told


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """The disk on which a folder stands, which is made."""
    if not (SOAK and os.geteuid() == 0):
        folder.mkdir()
        yield Told(folder.parent)
        return
    with tempfile.TemporaryDirectory(prefix="tifa-disk-") as place:
        os.chmod(place, 0o755)  # PostgreSQL's user goes through it
        folder.symlink_to(place)
        subprocess.run([_program("mount"), "-t", "tmpfs", "-o", f"size={SIZE},mode=0777", "tifa", place], check=True)
        try:
            yield Small(folder)
        finally:
            subprocess.run([_program("umount"), "--lazy", place], check=True)


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found, name
    return found

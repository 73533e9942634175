"""A backup's file: whole or not there, and refused as soon as anything in it is not as it was written."""

import fcntl
import gc
import os
import stat
import sys
import warnings
from pathlib import Path
from zipfile import ZipFile

import pytest

from config.backups import archive
from config.backups.problems import Damaged
from jobs import files
from tests.config import backup_files
from tests.config.backup_files import SHA256, Members, put, rewrite, tell, told


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return backup_files.make(tmp_path / "tifa.zip")


def read(path: Path) -> None:
    with archive.opened(path) as opened:
        opened.check()


def test_backup_is_read_as_it_was_written(backup: Path) -> None:
    with archive.opened(backup) as opened:
        assert b"".join(opened.pieces(f"originals/{SHA256}")) == b"an original"
        opened.check()


def test_backup_is_readable_by_its_owner_only(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_any_zip_program_opens_it(backup: Path) -> None:
    with ZipFile(backup) as opened:
        assert opened.testzip() is None


def test_every_single_changed_byte_is_refused(backup: Path) -> None:
    data = backup.read_bytes()
    for place in range(len(data)):
        backup.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(Damaged):
            read(backup)


@pytest.mark.parametrize("kept", [0, 1, 64, 65, 0.5, -1, -64, -65])
def test_cut_file_is_refused(kept: float, backup: Path) -> None:
    data = backup.read_bytes()
    backup.write_bytes(data[: int(kept * len(data)) if isinstance(kept, float) else kept])
    with pytest.raises(Damaged):
        read(backup)


def swap(members: Members) -> None:
    original = f"originals/{SHA256}"
    members["database.sqlite3"], members[original] = members[original], members["database.sqlite3"]


def change_size(members: Members) -> None:
    manifest = told(members)
    manifest["members"]["database.sqlite3"]["size"] -= 1
    tell(members, manifest)


def change_byte(members: Members) -> None:
    members["database.sqlite3"] = b"N" + members["database.sqlite3"][1:]


def forget_field(members: Members) -> None:
    manifest = told(members)
    del manifest["scopes"]
    tell(members, manifest)


def add_field(members: Members) -> None:
    tell(members, {**told(members), "more": 1})


DAMAGES = {
    "bytes after it": lambda path: path.write_bytes(path.read_bytes() + b"x"),
    "bytes before it": lambda path: path.write_bytes(b"x" + path.read_bytes()),
    "nothing but its length": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "another zip": lambda path: rewrite(path, lambda members: members.clear()),
    "members swapped": lambda path: rewrite(path, swap),
    "a member changed": lambda path: rewrite(path, change_byte),
    "a member lost": lambda path: rewrite(path, lambda members: members.pop("database.sqlite3")),
    "a member added": lambda path: rewrite(path, lambda members: members.update({"originals/" + "0" * 64: b"x"})),
    "a program added": lambda path: rewrite(path, lambda members: put(members, "run.sh", b"x")),
    "a way out of the folder": lambda path: rewrite(path, lambda members: put(members, "originals/../../x", b"x")),
    "an absolute path": lambda path: rewrite(path, lambda members: put(members, "/etc/passwd", b"x")),
    "a Windows path": lambda path: rewrite(path, lambda members: put(members, "originals\\..\\x", b"x")),
    "a nested table": lambda path: rewrite(path, lambda members: put(members, "tables/../x.copy", b"x")),
    "no manifest": lambda path: rewrite(path, lambda members: members.pop("manifest.json")),
    "a size in the manifest": lambda path: rewrite(path, change_size),
    "a field less in the manifest": lambda path: rewrite(path, forget_field),
    "a field more in the manifest": lambda path: rewrite(path, add_field),
    "no JSON in the manifest": lambda path: rewrite(path, lambda members: members.update({"manifest.json": b"{"})),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_file_is_refused(damage: object, backup: Path) -> None:
    damage(backup)  # type: ignore[operator]
    with pytest.raises(Damaged):
        read(backup)


def test_member_that_is_there_twice_is_refused(backup: Path) -> None:
    with warnings.catch_warnings(action="ignore"), ZipFile(backup, "a") as opened:
        opened.writestr("secret_key", b"x")
        opened.writestr("secret_key", b"y")
    backup_files.seal(backup)
    with pytest.raises(Damaged):
        read(backup)


def test_member_that_unpacks_to_more_than_it_says_is_refused(backup: Path) -> None:
    rewrite(backup, lambda members: members.update({"database.sqlite3": bytes(10**7)}))
    data = backup.read_bytes()
    size = (10**7).to_bytes(4, "little")
    assert size in data
    backup.write_bytes(data.replace(size, (108).to_bytes(4, "little")))
    backup_files.seal(backup)
    with pytest.raises(Damaged):
        read(backup)


def write_half(path: Path) -> None:
    with files.whole(path) as file:
        file.write(b"half")
        raise OSError("the disk is full")


def test_file_that_fails_half_way_leaves_the_one_before_and_nothing_else(backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(OSError):
        write_half(backup)
    assert (backup.read_bytes(), backup_files.left_beside(backup)) == (before, [])


def test_disk_without_room_for_the_first_byte_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    unraisable: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unraisable.append)
    with open("/dev/full", "w+b", buffering=0) as file, pytest.raises(OSError, match="No space left on device"):
        archive.Writer(file)  # type: ignore[arg-type]
    gc.collect()
    assert unraisable == []


def test_what_a_killed_run_left_goes_and_what_another_run_writes_stays(backup: Path) -> None:
    left, busy = (backup.with_name(f".tifa.zip.{name}.part") for name in ("left", "busy"))
    left.write_bytes(b"half")
    with busy.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        backup_files.make(backup)
        assert backup_files.left_beside(backup) == [busy.name]


def test_is_backup_tells_backups_from_other_files(backup: Path) -> None:
    assert archive.is_backup(backup)
    os.truncate(backup, 100)  # a damaged one may be replaced as well
    assert archive.is_backup(backup)
    backup.write_bytes(b"SQLite format 3")
    assert not archive.is_backup(backup)

"""Each condition under which Tifa refuses to serve."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

from config import checks
from config.environment import sqlite

pytestmark = pytest.mark.django_db


def _messages(found: list[Any]) -> list[str]:
    return [f"{message.id} {message.msg}" for message in found]


def _connected(path: Path, init: str) -> SQLite:
    """A connection with Tifa's own settings, but other pragmas."""
    settings = sqlite(path)
    options = {**settings["OPTIONS"], "init_command": init or settings["OPTIONS"]["init_command"]}
    base = {"TIME_ZONE": None, "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False}
    return SQLite({**base, **settings, "OPTIONS": options}, alias="other")


def test_sqlite_as_tifa_opens_it_is_durable(tmp_path: Path) -> None:
    other = _connected(tmp_path / "a.sqlite3", "")
    assert _messages(checks.durability(other)) == []
    other.close()


@pytest.mark.parametrize(
    ("pragmas", "message"),
    [
        ("journal_mode=DELETE|synchronous=FULL|foreign_keys=ON", "SQLite's journal_mode is delete, not wal."),
        ("journal_mode=WAL|synchronous=NORMAL|foreign_keys=ON", "SQLite's synchronous is 1, not 2."),
        ("journal_mode=WAL|synchronous=FULL|foreign_keys=OFF", "SQLite's foreign_keys is 0, not 1."),
    ],
)
def test_sqlite_that_could_forget_or_dangle_is_refused(tmp_path: Path, pragmas: str, message: str) -> None:
    other = _connected(tmp_path / "a.sqlite3", ";".join(f"PRAGMA {pragma}" for pragma in pragmas.split("|")))
    assert _messages(checks.durability(other)) == [f"tifa.E001 {message}"]
    other.close()


def test_sqlite_where_wal_cannot_be_set_is_refused() -> None:
    """A database in memory stands for a file system without shared memory: SQLite keeps another mode and says so."""
    other = _connected(Path(":memory:"), "")
    assert _messages(checks.durability(other)) == ["tifa.E001 SQLite's journal_mode is memory, not wal."]
    other.close()


class _Answering:
    """A PostgreSQL that answers the question for its settings with given rows."""

    vendor = "postgresql"

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        self.rows = rows

    def cursor(self) -> Any:
        return self

    def __enter__(self) -> Any:
        return SimpleNamespace(execute=lambda *_: None, fetchall=lambda: self.rows)

    def __exit__(self, *_: object) -> None:
        return None


@pytest.mark.parametrize("name", checks.POSTGRESQL)
def test_postgresql_with_a_guard_switched_off_is_refused(name: str) -> None:
    rows = [(each, "off" if each == name else "on") for each in checks.POSTGRESQL]
    assert _messages(checks.durability(_Answering(rows))) == [f"tifa.E002 PostgreSQL's {name} is off."]


def _off(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return bool(cursor.fetchone() == ("off",))


def test_durability_asks_the_database_that_is_there() -> None:
    """The tests' own databases are fast and forgetful, and each is refused for just that."""
    if connection.vendor == "sqlite":
        expected = ["tifa.E001 SQLite's journal_mode is memory, not wal."]
    else:
        expected = [f"tifa.E002 PostgreSQL's {name} is off." for name in checks.POSTGRESQL if _off(name)]
    assert sorted(_messages(checks.durability(connection))) == sorted(expected)


def test_data_folder_with_a_private_key_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch(mode=0o600)
    assert checks.data_folder(tmp_path) == []


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_data_folder_whose_key_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    key = tmp_path / "secret_key"
    key.touch()
    key.chmod(mode)
    assert _messages(checks.data_folder(tmp_path)) == [f"tifa.E004 {key} can be read by others."]


def test_data_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write anywhere, so a folder that is not there stands for one that is closed."""
    gone = tmp_path / "gone"
    assert _messages(checks.data_folder(gone)) == [f"tifa.E003 {gone} cannot be written."]

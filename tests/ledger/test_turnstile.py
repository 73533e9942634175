"""Real processes write to a real database at once: none is locked out, numbers have no gap and no double."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from ledger.models import Event, Operation
from ledger.turnstile import turnstile

PROCESSES, EACH = 8, 25


def _environment(folder: Path) -> dict[str, str]:
    """The test's own database as an installation's: PostgreSQL's as it is, SQLite's copied from memory to a file."""
    named = connection.settings_dict
    environment = {**os.environ, "TIFA_DATA": str(folder), "DATABASE_URL": ""}
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "tifa.sqlite3") as file:
            connection.connection.backup(file)
        return environment
    query = "&".join(f"{key.lower()}={named[key]}" for key in ("HOST", "PORT", "USER", "PASSWORD") if named[key])
    return environment | {"DATABASE_URL": f"postgresql:///{named['NAME']}?{query}"}


def _read_back(folder: Path) -> tuple[list[int], int]:
    """The operations' numbers in order, and how many events there are, as another reader finds them."""
    if connection.vendor != "sqlite":
        return list(Operation.objects.order_by("number").values_list("number", flat=True)), Event.objects.count()
    with sqlite3.connect(folder / "tifa.sqlite3") as file:
        numbers = [row[0] for row in file.execute("SELECT number FROM ledger_operation ORDER BY number")]
        return numbers, file.execute("SELECT count(*) FROM ledger_event").fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_write_from_eight_processes_numbers_every_operation_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.ledger.writer", str(EACH)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    environment = _environment(tmp_path)
    writers = [subprocess.Popen(command, env=environment, **pipes) for _ in range(PROCESSES)]
    assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * PROCESSES
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    answers = [writer.communicate(timeout=60) for writer in writers]
    assert answers == [("", "")] * PROCESSES
    numbers, events = _read_back(tmp_path)
    assert numbers == list(range(1, PROCESSES * EACH + 1))
    assert events == PROCESSES * EACH


@pytest.mark.django_db(transaction=True)
def test_turnstile_on_a_database_in_memory_or_postgresql_makes_no_file(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with turnstile():
        assert list(tmp_path.iterdir()) == []

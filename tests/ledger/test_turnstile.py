"""Real processes write to a real database at once: none is locked out, numbers have no gap and no double."""

import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from ledger.models import Event, Operation
from ledger.turnstile import turnstile
from tests.races import race

PROCESSES, EACH = 8, 25


def _read_back(folder: Path) -> tuple[list[int], int]:
    """The operations' numbers in order, and how many events there are, as another reader finds them."""
    if connection.vendor != "sqlite":
        return list(Operation.objects.order_by("number").values_list("number", flat=True)), Event.objects.count()
    with sqlite3.connect(folder / "tifa.sqlite3") as file:
        numbers = [row[0] for row in file.execute("SELECT number FROM ledger_operation ORDER BY number")]
        return numbers, file.execute("SELECT count(*) FROM ledger_event").fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_write_from_eight_processes_numbers_every_operation_once(tmp_path: Path) -> None:
    assert race(tmp_path, [["tests.ledger.writer", str(EACH)]] * PROCESSES) == [""] * PROCESSES
    numbers, events = _read_back(tmp_path)
    assert numbers == list(range(1, PROCESSES * EACH + 1))
    assert events == PROCESSES * EACH


@pytest.mark.django_db(transaction=True)
def test_turnstile_on_a_database_in_memory_or_postgresql_makes_no_file(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with turnstile():
        assert list(tmp_path.iterdir()) == []

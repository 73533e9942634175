"""Real processes that begin at the same moment on the test's own data."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import connection

PIPES: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}


def environment(folder: Path) -> dict[str, str]:
    """The test's own database as an installation's: PostgreSQL's as it is, SQLite's copied from memory to a file."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "tifa.sqlite3") as file:
            connection.connection.backup(file)
            file.execute("PRAGMA journal_mode = WAL")  # as an installation has it, long before two processes meet
    return raced(folder)


def raced(folder: Path) -> dict[str, str]:
    """Where the racers of this folder worked, with what they left there."""
    named = connection.settings_dict
    found = {**os.environ, "TIFA_DATA": str(folder), "DATABASE_URL": ""}
    if connection.vendor == "sqlite":
        return found
    query = "&".join(f"{key.lower()}={named[key]}" for key in ("HOST", "PORT", "USER", "PASSWORD") if named[key])
    return found | {"DATABASE_URL": f"postgresql:///{named['NAME']}?{query}"}


def race(folder: Path, commands: Sequence[Sequence[str]]) -> list[str]:
    """Start `python -m …` for each command, let all go at once when all are ready; what each of them said.

    A racer prints "ready", waits for a line, runs, and prints its result. Anything on its stderr is a failure.
    """
    around = environment(folder)
    racers = [subprocess.Popen([sys.executable, "-m", *command], env=around, **PIPES) for command in commands]
    assert [racer.stdout.readline() for racer in racers] == ["ready\n"] * len(racers)
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()
    answers = [racer.communicate(timeout=120) for racer in racers]
    errors = "".join(error for _said, error in answers)
    assert errors == "", errors
    return [said.strip() for said, _error in answers]

"""Whole installations beside the test's own: a data folder and a database each, driven by `manage.py` as people do."""

import os
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from tests.races import environment
from tests.source import ROOT

Around = dict[str, str]  # the environment that leads to an installation
Answer = subprocess.CompletedProcess[str]


def manage(around: Around, *arguments: str, before: Callable[[], Any] | None = None) -> Answer:
    """Run a command there; `before` runs in its process first."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, timeout=300, preexec_fn=before)


@contextmanager
def empty(folder: Path) -> Iterator[Around]:
    """An installation without tables, of the test's kind of database."""
    folder.mkdir()
    around = {**os.environ, "TIFA_DATA": str(folder), "DATABASE_URL": ""}
    if connection.vendor == "sqlite":
        yield around
        return
    name = f"tifa_test_{secrets.token_hex(6)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        theirs = str(connection.settings_dict["NAME"])
        url = environment(folder)["DATABASE_URL"]
        yield around | {"DATABASE_URL": url.replace(f"/{theirs}?", f"/{name}?")}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def ask(around: Around, statement: str) -> list[tuple[Any, ...]]:
    """What an installation's database answers to a reader that has nothing of ours."""
    if around["DATABASE_URL"]:
        with psycopg.connect(around["DATABASE_URL"]) as database:
            return database.execute(statement).fetchall()
    with closing(sqlite3.connect(Path(around["TIFA_DATA"]) / "tifa.sqlite3")) as file:
        return file.execute(statement).fetchall()


def content(around: Around, *but: str) -> dict[str, list[str]]:
    """All rows of all tables, but for the cache's and the named ones."""
    catalogue = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        if around["DATABASE_URL"]
        else "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'"
    )
    names = {row[0] for row in ask(around, catalogue)} - {"cache", *but}
    return {name: sorted(map(repr, ask(around, f'SELECT * FROM "{name}"'))) for name in sorted(names)}

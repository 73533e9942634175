"""A bare driver that stores six rows of a save in one transaction: `writer.py URL-OR-FILE N`, a process of its own.

Says "ready", waits for a line, stores N times, each safe on the disk before the next, and prints the milliseconds.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable

import psycopg

ROWS = [("passage", "x" * 300), ("tagging", "x" * 60), ("unit", "x" * 60)]
ROWS += [("number", "x" * 20), ("operation", "x" * 200), ("event", "x" * 600)]


def sqlite(path: str) -> Callable[[], None]:
    file = sqlite3.connect(path, isolation_level=None, timeout=60)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        file.execute(f"PRAGMA {pragma}")
    file.execute("CREATE TABLE IF NOT EXISTS raw_save (id INTEGER PRIMARY KEY, kind TEXT, row TEXT)")

    def store() -> None:
        file.execute("BEGIN IMMEDIATE")
        for row in ROWS:
            file.execute("INSERT INTO raw_save (kind, row) VALUES (?, ?)", row)
        file.execute("COMMIT")

    return store


def postgresql(url: str) -> Callable[[], None]:
    database = psycopg.connect(url)
    database.execute("CREATE TABLE IF NOT EXISTS raw_save (id bigserial PRIMARY KEY, kind text, row text)")
    database.commit()

    def store() -> None:
        for row in ROWS:
            database.execute("INSERT INTO raw_save (kind, row) VALUES (%s, %s)", row)
        database.commit()

    return store


def main(where: str, n: int) -> None:
    store = postgresql(where) if where.startswith("postgresql:") else sqlite(where)
    store()
    print("ready", flush=True)
    sys.stdin.readline()
    took = []
    for _ in range(n):
        begun = time.perf_counter()
        store()
        took.append(1000 * (time.perf_counter() - begun))
    print(json.dumps(took))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

"""Processes that work side by side until they are told to stop, and how much of it: `TIFA_SOAK=1` for the long run."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.installations import Around
from tests.races import PIPES

SOAK = bool(os.environ.get("TIFA_SOAK"))


def size(short: Any, long: Any) -> Any:
    """How much in the suite, and how much in `make soak`."""
    return long if SOAK else short


def promised(what: str, seconds: float, most: float) -> None:
    """Say how long something took; the soak, which has the machine to itself, insists on it."""
    print(f"{what}: {seconds:.2f} s (promised: {most:.0f} s)")
    assert seconds <= most or not SOAK, what


@contextmanager
def working(around: Around, commands: list[list[str]]) -> Iterator[list[Any]]:
    """These processes work inside, and have stopped at the end."""
    people = [subprocess.Popen([sys.executable, "-m", *command], env=around, **PIPES) for command in commands]
    try:
        assert [person.stdout.readline() for person in people] == ["ready\n"] * len(people)
        for person in people:
            person.stdin.write("go\n")
            person.stdin.flush()
        yield people
        assert [person.communicate(timeout=60)[1] for person in people] == [""] * len(people)
    finally:
        for person in people:
            person.kill()

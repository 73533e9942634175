"""Workers as real processes on the test's own data, and what a reader sees of their job."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.installations import Around, ask
from tests.races import PIPES

Process = subprocess.Popen[str]


@contextmanager
def started(around: Around, *modules: str) -> Iterator[list[Process]]:
    """These modules run inside, and are gone at the end."""
    found = [subprocess.Popen([sys.executable, "-m", module], env=around, **PIPES) for module in modules]
    try:
        yield found
    finally:
        for process in found:
            process.kill()
            process.communicate()


def state(around: Around, pk: int) -> tuple[str, int]:
    """Its state, and how far it is."""
    [(found, done)] = ask(around, f"SELECT state, done FROM jobs_job WHERE id = {pk}")
    return found, done


def wait(for_it: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not for_it():
        assert time.monotonic() < until
        time.sleep(0.05)

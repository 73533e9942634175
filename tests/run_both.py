"""`make test`: the whole suite on SQLite, and on PostgreSQL what asks a database; four pytests side by side.

Of each database one has the browser tests, which wait more than they work, and one the rest. Arguments are for all of
the suite: with some, each database has one pytest. The first reports as it runs, each other one when those before it
are through.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit, urlunsplit

from tests import chromium, postgres

Part = subprocess.Popen[bytes]
BROWSER = "tests/browser"
PARTS = {"": [f"--ignore={BROWSER}"], ", in the browser": [BROWSER]}


def main(arguments: list[str]) -> int:
    """Run all parts; the exit status is 0 only when all are green."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    browser = chromium.found_or_installed()
    with tempfile.TemporaryDirectory(prefix="tifa-test-") as name, postgres.server() as url, ExitStack() as running:
        parts = []
        for number, (database, said, chosen) in enumerate(_parts(arguments)):
            settings = {"CHROMIUM": browser} | ({"DATABASE_URL": _own(url, number)} if database == "PostgreSQL" else {})
            report = running.enter_context((Path(name) / f"{number}.report").open("w+")) if number else None
            part = running.enter_context(_running(Path(name) / str(number), chosen, settings, report))
            parts.append((f"{database}{said}", part, report))
        results = [_reported(*part) for part in parts]
    return int(any(results))  # one that was killed has a negative status


def _reported(title: str, part: Part, report: IO[str] | None) -> int:
    """The exit status of a part, once it is through and its report is printed."""
    print(f"\n──── {title} ────", flush=True)
    status = part.wait()
    if report:
        report.seek(0)
        print(report.read(), flush=True)
    return status


def _parts(arguments: list[str]) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Database, what is said of the part, and the arguments of its pytest."""
    for said, chosen in ({"": arguments} if arguments else PARTS).items():
        for database in ("SQLite", "PostgreSQL"):
            yield database, said, chosen


def _own(url: str, number: int) -> str:
    """The address of a database of one's own on the same server."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path}_{number}"))


@contextmanager
def _running(
    folder: Path, arguments: Sequence[str], settings: dict[str, str], report: IO[str] | None
) -> Iterator[Part]:
    """One pytest with a folder of its own and nothing of the installation's database; never left behind."""
    folder.mkdir()
    inherited = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "TEST_DATABASE_URL"}}
    environment = {**inherited, **settings, "TIFA_DATA": str(folder / "data"), "PYTHONUNBUFFERED": "1"}
    places = ["-o", f"cache_dir={folder / 'cache'}", "--output", str(folder / "results")]
    command = [sys.executable, "-m", "pytest", *places, *arguments]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=report, stderr=subprocess.STDOUT
    ) as part:
        try:
            yield part
        finally:
            part.terminate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

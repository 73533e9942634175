"""`make test`: the whole suite on SQLite and on PostgreSQL, side by side, one pytest for each.

Arguments go to both. SQLite's half reports as it runs, PostgreSQL's when SQLite's is through.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests import chromium, postgres

Half = subprocess.Popen[bytes]


def main(arguments: list[str]) -> int:
    """Run both halves; the exit status is 0 only when both are green."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    browser = chromium.found_or_installed()
    with tempfile.TemporaryDirectory(prefix="tifa-test-") as name, postgres.server() as url:
        folder = Path(name)
        with (folder / "report").open("w+") as report:
            with (
                _running("postgresql", folder, arguments, {"CHROMIUM": browser, "DATABASE_URL": url}, report) as other,
                _running("sqlite", folder, arguments, {"CHROMIUM": browser}, None) as sqlite,
            ):
                _say("SQLite")
                results = [sqlite.wait(), other.wait()]
            _say("PostgreSQL")
            report.seek(0)
            print(report.read(), flush=True)
    return int(any(results))  # one that was killed has a negative status


@contextmanager
def _running(
    half: str, folder: Path, arguments: list[str], settings: dict[str, str], report: IO[str] | None
) -> Iterator[Half]:
    """One pytest with folders of its own and nothing of the installation's database; never left behind."""
    inherited = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "TEST_DATABASE_URL"}}
    environment = {**inherited, **settings, "TIFA_DATA": str(folder / half), "PYTHONUNBUFFERED": "1"}
    places = ["-o", f"cache_dir={folder / half}-cache", "--output", f"{folder / half}-results"]
    command = [sys.executable, "-m", "pytest", *places, *arguments]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=report, stderr=subprocess.STDOUT
    ) as half_of_tests:
        try:
            yield half_of_tests
        finally:
            half_of_tests.terminate()


def _say(half: str) -> None:
    print(f"\n──── {half} ────", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

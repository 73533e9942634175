"""Node for the tests of the scripts: used where it is, never installed; the same modules are tried in Chromium too."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
READ_AS_BROWSERS_DO = ("--import", str(HERE / "resolver.mjs"))
OLDEST = 20  # earlier ones cannot be taught bare names so
PATIENCE = 60  # seconds


@cache
def find() -> str | None:
    """The path of a Node that is new enough."""
    path = shutil.which("node")
    if path is None:
        return None
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    number = version.strip().lstrip("v").split(".")[0]
    return path if number.isdigit() and int(number) >= OLDEST else None


def run(test: Path) -> subprocess.CompletedProcess[str]:
    """One .test.js file; its report and what it complained about come as one text."""
    return _node("--test-reporter=spec", "--test-reporter-destination=stdout", str(test), stdin=None)


def evaluate(script: str, given: Any) -> Any:
    """What a module makes of a JSON value: it finds it as `given` and ends with `answer(value)`."""
    lines = (
        'import { readFileSync } from "node:fs";',
        "const given = JSON.parse(readFileSync(0));",
        "const answer = (value) => process.stdout.write(JSON.stringify(value));",
        script,
    )
    done = _node("--input-type=module", "--eval", "\n".join(lines), stdin=json.dumps(given))
    assert done.returncode == 0, done.stdout
    return json.loads(done.stdout)


def _node(*arguments: str, stdin: str | None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [find() or "node", *READ_AS_BROWSERS_DO, *arguments],
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )

"""Every *.test.js beside this file, each run by Node as one test."""

from pathlib import Path

import pytest

from tests.js import node


@pytest.mark.parametrize(
    "path", sorted(node.HERE.rglob("*.test.js")), ids=lambda path: path.relative_to(node.HERE).as_posix()
)
def test_script(path: Path) -> None:
    done = node.run(path)
    if done.returncode:
        pytest.fail(done.stdout.partition("failing tests")[2] or done.stdout, pytrace=False)

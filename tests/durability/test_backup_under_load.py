"""Backups made while three processes write restore to exactly the state of their operation number.

What must be there is counted from what the writers were told, by a reader that has none of our code.
"""

import hashlib
import json
import subprocess
import sys
import uuid
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings

from annotations.models import Assignment
from projects.models import Project
from tests.durability.working import size, working
from tests.installations import Around, ask, content, empty, manage
from tests.races import environment

pytestmark = pytest.mark.django_db(transaction=True)
BACKUPS, DAMAGED = size((2, 1), (20, 10))
BLOCK = 512  # bytes
PASSAGES = 'SELECT id, start, "end", note FROM annotations_passage'
TAGGINGS = """
    SELECT passage_id, slug, is_unsure FROM annotations_tagging JOIN vocabulary_theme ON vocabulary_theme.id = theme_id
"""


def around_here(folder: Path) -> Around:
    """The test's own data as an installation in a folder; its originals stay where they are."""
    (folder / "originals").symlink_to(Path(settings.TIFA_DATA) / "originals")
    return environment(folder)


def lines(*logs: Path) -> list[list[Any]]:
    return sorted(json.loads(line) for log in logs for line in log.read_text().splitlines())


def coded_until(number: int, *logs: Path) -> dict[str, Any]:
    """The passages that are there after an operation, from what their coders were told."""
    there: dict[str, Any] = {}
    for done, states in lines(*logs):
        there |= states if done <= number else {}
    return {pk: state for pk, state in there.items() if state is not None}


def coded(around: Around) -> dict[str, Any]:
    """The passages in an installation's tables."""
    found = {uuid.UUID(str(pk)).hex: [start, end, note, {}] for pk, start, end, note in ask(around, PASSAGES)}
    for pk, slug, is_unsure in ask(around, TAGGINGS):
        found[uuid.UUID(str(pk)).hex][3][slug] = bool(is_unsure)
    return found


def originals(around: Around) -> set[str]:
    """The SHA-256 of the bytes in the installation's files."""
    folder = Path(around["TIFA_DATA"]) / "originals"
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def compare(backup: dict[str, Any], there: Around, coders: list[Path], importer: Path, before: set[str]) -> None:
    """What was restored is what was acknowledged until then, no more and no less."""
    number = backup["scopes"][1]["number"]
    [(last,)] = ask(there, "SELECT MAX(number) FROM ledger_operation WHERE project_id IS NOT NULL")
    assert last == number
    assert coded(there) == coded_until(number, *coders)
    assert originals(there) == before | {sha256 for done, sha256 in lines(importer) if done <= number}


def damage(file: Path, number: int) -> Path:
    """A copy with a byte changed, bytes gone, a block emptied, or its end cut off, somewhere."""
    data, random = bytearray(file.read_bytes()), Random(number)
    at = random.randrange(len(data) - BLOCK)
    if number % 4 == 0:
        data[at] ^= 1 << random.randrange(8)
    elif number % 4 == 1:
        data[at : at + BLOCK] = bytes(BLOCK)
    else:
        del data[at : at + random.randrange(1, BLOCK) if number % 4 == 2 else len(data)]
    damaged = file.with_name(f"damaged-{number}.zip")
    damaged.write_bytes(data)
    return damaged


def test_backup_is_of_one_moment_and_stops_no_writer(adas: Assignment, tmp_path: Path) -> None:
    here, file = around_here(tmp_path), tmp_path / "tifa.zip"
    command = [sys.executable, "-m", "tests.durability.interrupted", str(file), str(adas.pk)]
    made = subprocess.run(command, env=here, capture_output=True, text=True, timeout=120)
    assert (made.returncode, made.stdout, made.stderr) == (0, "has written\n", "")
    with empty(tmp_path / "there") as there:
        restored = manage(there, "restore", str(file))
        assert (restored.returncode, restored.stderr) == (0, "")
        assert coded(there) == {}
    assert len(coded(here)) == 1


def test_hot_backups_restore_to_the_state_of_their_number(
    adas: Assignment, bens: Assignment, project: Project, tmp_path: Path
) -> None:
    here = around_here(tmp_path)
    before = {row[0] for row in ask(here, "SELECT sha256 FROM corpus_original")}
    coders, importer = [tmp_path / "ada", tmp_path / "ben"], tmp_path / "importer"
    commands = [
        ["tests.durability.coder", str(adas.pk), str(coders[0])],
        ["tests.durability.coder", str(bens.pk), str(coders[1])],
        ["tests.durability.importer", str(project.pk), str(importer)],
    ]
    files = [tmp_path / f"{index}.zip" for index in range(BACKUPS)]
    with working(here, commands):
        made = [manage(here, "backup", str(file), "--json") for file in files]
    assert [(each.returncode, each.stderr) for each in made] == [(0, "")] * BACKUPS
    backups = [json.loads(each.stdout) for each in made]
    assert len({backup["scopes"][1]["number"] for backup in backups}) == BACKUPS
    for index, (file, backup) in enumerate(zip(files, backups, strict=True)):
        with empty(tmp_path / f"there-{index}") as there:
            restored = manage(there, "restore", str(file))
            assert (restored.returncode, restored.stderr) == (0, "")
            compare(backup, there, coders, importer, before)
    for number in range(DAMAGED):
        with empty(tmp_path / f"refused-{number}") as there:
            refused = manage(there, "restore", str(damage(files[number % BACKUPS], number)))
            assert (refused.returncode, "damaged" in refused.stderr, content(there)) == (1, True, {})
    print(f"{BACKUPS} backups under load restored to the state of their number, {DAMAGED} damaged ones refused")

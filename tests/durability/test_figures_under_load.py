"""The figures of the pages equal a recount at every moment, while coders save and a worker folds."""

import json
from pathlib import Path

import pytest

from annotations.models import Assignment
from projects.models import Project
from reports.actions import folding
from reports.verifying import verify
from tests.annotations.people import read
from tests.durability.working import size, working
from tests.installations import manage
from tests.races import environment

pytestmark = pytest.mark.django_db(transaction=True)
CHECKS = size(2, 40)


def test_figures_equal_a_recount_while_people_save(
    adas: Assignment, bens: Assignment, project: Project, tmp_path: Path
) -> None:
    for each in (adas, bens):
        read(each)
    folding.fold(round=adas.round, first=0, last=adas.document_id)
    here, logs = environment(tmp_path), [tmp_path / name for name in ("ada", "ben", "folds")]
    commands = [
        ["tests.durability.coder", str(adas.pk), str(logs[0])],
        ["tests.durability.coder", str(bens.pk), str(logs[1])],
        ["tests.durability.folder", str(project.pk), str(logs[2])],
    ]
    with working(here, commands):
        found, remembered = [], []
        for _check in range(CHECKS):
            found.append(manage(here, "verify_figures", "--json"))
            remembered += verify(project)  # by this process, which remembers what it added up the times before
    assert remembered == []
    assert [(each.returncode, each.stderr) for each in found] == [(0, "")] * CHECKS
    assert [json.loads(each.stdout)["folds"] for each in found] == [1] * CHECKS
    n_saved, n_folded = sum(len(log.read_text().splitlines()) for log in logs[:2]), len(logs[2].read_text().split())
    assert min(n_saved, n_folded) > CHECKS
    print(f"{CHECKS} recounts equal to the figures, beside {n_saved} saves and {n_folded} foldings")

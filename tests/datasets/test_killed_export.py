"""A worker killed in the middle of an export: the next one writes the file, and what was half is gone."""

import hashlib
import json
from pathlib import Path

import pytest

from annotations.models import Assignment
from datasets.exporting import Export
from datasets.wishes import Asked, wish
from projects.models import Membership, User
from tests.annotations.people import read, tag
from tests.datasets import preparing
from tests.installations import ask
from tests.jobs.processes import started, state, wait
from tests.races import environment


@pytest.mark.django_db(transaction=True)
def test_export_is_whole_though_its_worker_was_killed(adas: Assignment, sam: User, tmp_path: Path) -> None:
    for words in ("China", "Trade", "Belt and Road", "Security", "technology"):
        tag(adas, words, "trade")
    read(adas)
    member = Membership.objects.select_related("project", "user").get(user=sam)
    data = b"".join(Export(wish(Asked("passages", "csv"), member)))
    pk, around, folder = preparing.asked(member).pk, environment(tmp_path), tmp_path / "exports"
    with started(around, "tests.datasets.halting") as [halting]:
        assert halting.stdout.readline() == "half\n"
        halting.kill()
        halting.wait()
    assert [path.suffix for path in folder.iterdir()] == [".part"]
    assert state(around, pk)[0] == "running"
    with started(around, "tests.jobs.working"):
        wait(lambda: state(around, pk)[0] == "done")
    sha256 = hashlib.sha256(data).hexdigest()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {f"{pk}-{sha256}": data}
    [(result, done, total)] = ask(around, f"SELECT result, done, total FROM jobs_job WHERE id = {pk}")
    assert (done, total) == (5, 5)
    assert (json.loads(result) if isinstance(result, str) else result)["sha256"] == sha256

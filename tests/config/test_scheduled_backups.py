"""Backups that the workers make: when, how many are kept, and what managers learn when one fails."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from config.backups import archive, scheduled
from jobs import clock
from jobs.actions import scheduling
from jobs.models import Job, Schedule
from projects import last_backup
from tests.datasets.preparing import work

pytestmark = pytest.mark.django_db(transaction=True)  # a backup sees what is committed


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.TIFA_DATA, settings.TIFA_BACKUPS = tmp_path, tmp_path / "backups"
    settings.TIFA_BACKUP_EVERY, settings.TIFA_BACKUP_KEEP = 24, 2
    (tmp_path / "secret_key").write_text("a key")
    return tmp_path / "backups"


def due() -> Job | None:
    """What the job became, when there was one to do."""
    Job.objects.all().delete()
    scheduling.queue_due()
    Job.objects.exclude(kind="backup").delete()
    work()
    return Job.objects.first()


def again() -> Job | None:
    Schedule.objects.filter(kind="backup").update(next_at=clock.now() - timedelta(minutes=1))
    return due()


def test_backup_is_made_at_first_and_then_every_interval(folder: Path) -> None:
    made, [path] = due(), folder.iterdir()
    with archive.opened(path) as backup:
        backup.check()
    assert made is not None
    assert (made.state, made.result["file"]) == ("done", path.name)
    assert (due(), last_backup.known() is not None) == (None, True)


def test_only_the_last_ones_are_kept_and_nothing_else_is_touched(folder: Path) -> None:
    folder.mkdir()
    others = [folder / name for name in ("tifa-mine.zip", "tifa-20200101-000000-1.zip")]
    for path in others:
        path.write_text("no backup of Tifa")
    names = []
    for job in (due(), again(), again()):
        assert job is not None
        names.append(job.result["file"])
    assert {path.name for path in folder.iterdir()} == {*names[1:], *(path.name for path in others)}


def test_no_backup_is_made_unless_asked_for(settings: Any, folder: Path) -> None:
    settings.TIFA_BACKUP_EVERY = 0
    assert (due(), folder.exists()) == (None, False)


def test_backup_that_fails_is_tried_again_told_to_managers_and_forgotten_when_one_is_whole(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret_key").unlink()
    failed = due()
    assert failed is not None
    assert (failed.state, "No such file" in failed.error, last_backup.failure() is None) == ("queued", True, False)
    assert [*folder.iterdir()] == []
    (tmp_path / "secret_key").write_text("a key")
    Job.objects.update(run_at=clock.now())
    work()
    assert (Job.objects.get().state, last_backup.failure()) == ("done", None)


def test_backup_that_kills_its_workers_is_told_to_managers() -> None:
    scheduling.queue_due()
    Job.objects.filter(kind="backup").update(attempts=8, run_at=clock.now())
    Job.objects.exclude(kind="backup").delete()
    work()
    assert (Job.objects.get().state, last_backup.failure() is None) == ("failed", False)
    assert scheduled.every() == timedelta(hours=24)

"""What /readyz says of an installation that lacks something."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config import readiness
from jobs import clock
from jobs.actions import scheduling
from jobs.models import Worker

pytestmark = pytest.mark.django_db
ALL = dict.fromkeys(readiness.CHECKS, True)


@pytest.fixture(autouse=True)
def room(settings: Any) -> None:
    settings.TIFA_DISK_FREE = 0
    readiness._refuse_behind.cache_clear()


@pytest.fixture
def worker() -> None:
    scheduling.appear("here:1")


def ask() -> tuple[int, Any]:
    answer = Client().get("/readyz")
    return answer.status_code, answer.json()


def lacking(*names: str) -> tuple[int, Any]:
    return 503, {"ok": False, "checks": ALL | dict.fromkeys(names, False)}


def test_installation_that_has_all_is_ready(worker: None) -> None:
    assert ask() == (200, {"ok": True, "checks": ALL})


def test_disk_without_room_is_told(worker: None, settings: Any) -> None:
    settings.TIFA_DISK_FREE = 2**62
    assert ask() == lacking("disk")


def test_data_folder_that_is_gone_is_told(worker: None, settings: Any, tmp_path: Any) -> None:
    settings.TIFA_DATA = tmp_path / "gone"
    assert ask() == lacking("disk")


@pytest.mark.parametrize("ago", [timedelta(minutes=2), timedelta(days=-1)])
def test_worker_that_was_seen_long_ago_or_will_be_is_none(ago: timedelta, worker: None) -> None:
    Worker.objects.update(seen_at=clock.now() - ago)
    assert ask() == lacking("worker")


def test_migration_that_waits_is_told_until_it_is_applied(worker: None) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("jobs", "0001_initial")
    assert ask() == lacking("migrations", "worker")
    recorder.record_applied("jobs", "0001_initial")
    assert ask() == (200, {"ok": True, "checks": ALL})


def test_database_that_does_not_answer_is_told(worker: None) -> None:
    def silent(*_: Any) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(silent):
        assert readiness.found() == dict.fromkeys(readiness.CHECKS, False) | {"disk": True}


def test_readiness_is_cheap(worker: None, django_assert_max_num_queries: Any) -> None:
    readiness.found()
    with django_assert_max_num_queries(3):
        readiness.found()

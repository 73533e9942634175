"""Managers see on the front page when the installation was last backed up; others do not."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from projects import last_backup
from projects.models import User

LAST = "This installation was last backed up 2\xa0hours ago, into a file of 12.0\xa0MB."
NEVER = "This installation was never backed up."


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> None:
    settings.TIFA_DATA = tmp_path


def back_up(**ago: float) -> None:
    last_backup.path().write_bytes(last_backup.told(timezone.now() - timedelta(**ago), 12 * 1024**2))


def front(client: Client, user: User) -> str:
    client.force_login(user)
    return client.get("/projects/openness/").content.decode()


def test_manager_sees_the_last_backup(mira: User, client: Client) -> None:
    back_up(hours=2)
    assert LAST in front(client, mira)
    assert "more than a week" not in front(client, mira)


def test_manager_sees_that_the_last_backup_is_old(mira: User, client: Client) -> None:
    back_up(days=8)
    assert "That is more than a week" in front(client, mira)


def test_manager_sees_that_there_was_none(mira: User, client: Client) -> None:
    assert NEVER in front(client, mira)


def test_manager_sees_that_the_last_backup_failed(mira: User, client: Client) -> None:
    back_up(hours=30)
    last_backup.failure_path().write_bytes(last_backup.told_failure(timezone.now() - timedelta(hours=2)))
    page = front(client, mira)
    assert "The last attempt, 2\xa0hours ago, failed." in page
    assert "was last backed up 1\xa0day, 6\xa0hours ago" in page


@pytest.mark.parametrize("data", [b"", b"{", b'{"failed_at": "today"}'])
def test_file_that_cannot_be_read_is_no_failure(data: bytes, mira: User, client: Client) -> None:
    last_backup.failure_path().write_bytes(data)
    assert "failed" not in front(client, mira)


@pytest.mark.parametrize("data", [b"", b"{", b'{"made_at": 1}', b'{"made_at": "yesterday", "size": 1}'])
def test_file_that_cannot_be_read_is_no_backup(data: bytes, mira: User, client: Client) -> None:
    last_backup.path().write_bytes(data)
    assert NEVER in front(client, mira)


def test_others_do_not_see_it(ada: User, sam: User, rita: User, client: Client) -> None:
    for user in (ada, sam, rita):
        assert "backed up" not in front(client, user)

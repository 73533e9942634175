"""The minute's requests to the API: counted for each token and person, over all processes of the server."""

import multiprocessing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from projects import limiting
from projects.actions import tokens
from projects.limiting import NEAR, SLOTS, Counters
from projects.models import User
from tests.annotations.api_calls import rule

THEMES = "/api/v1/projects/openness/themes"


@pytest.fixture
def _minute(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counters of one's own, in a minute that does not end."""
    settings.TIFA_DATA = tmp_path
    monkeypatch.setattr(limiting.time, "time", lambda: 1_000_000_015.0)


def ask(client: Client, times: int, **headers: str) -> list[int]:
    return [client.get(THEMES, headers=headers).status_code for _number in range(times)]


@pytest.mark.usefixtures("_minute")
def test_each_token_and_each_person_has_a_limit(
    settings: Any, client: Client, codebook: None, ada: User, ben: User
) -> None:
    settings.TIFA_API_TOKEN_LIMIT, settings.TIFA_API_USER_LIMIT = 2, 3
    for user in (ada, ben):
        client.force_login(user)
        assert ask(client, 4) == [200, 200, 200, 429]
        for _token in range(2):
            _made, secret = tokens.make_token(
                project=user.memberships.get().project, user=user, name="x", scopes=["read"], actor=user
            )
            assert ask(Client(), 3, Authorization=f"Bearer {secret}") == [200, 200, 429]


@pytest.mark.usefixtures("_minute")
def test_refusal_says_when_to_come_back(settings: Any, client: Client, codebook: None, ada: User) -> None:
    settings.TIFA_API_USER_LIMIT = 1
    client.force_login(ada)
    ask(client, 1)
    answer = client.get(THEMES)
    assert (rule(answer), answer.headers["Retry-After"]) == ((429, "too-many-requests"), str(60 - 1_000_000_015 % 60))


@pytest.mark.usefixtures("_minute")
def test_pages_are_not_counted(settings: Any, client: Client, codebook: None, ada: User) -> None:
    settings.TIFA_API_USER_LIMIT = 1
    client.force_login(ada)
    assert {client.get("/projects/openness/codebook/").status_code for _number in range(3)} == {200}


def test_next_minute_begins_at_one(tmp_path: Path) -> None:
    counters = Counters(tmp_path / "limits")
    assert [counters.count("user/1", minute) for minute in (7, 7, 8, 8)] == [1, 2, 1, 2]


def test_many_are_counted_apart(tmp_path: Path) -> None:
    counters = Counters(tmp_path / "limits")
    counts = [[counters.count(f"user/{number}", 7) for number in range(2000)] for _round in range(3)]
    assert [set(each) for each in counts] == [{1}, {2}, {3}]


def test_without_a_free_slot_requests_go_uncounted(tmp_path: Path) -> None:
    counters = Counters(tmp_path / "limits")
    found = [counters._count(number * SLOTS, 7) for number in range(1, NEAR + 3)]
    assert found == [1] * NEAR + [0, 0]


def hammer(path: Path, times: int) -> None:
    counters = Counters(path)
    for _number in range(times):
        counters.count("user/1", 7)


def test_processes_count_together(tmp_path: Path) -> None:
    path = tmp_path / "limits"
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=hammer, args=(path, 500)) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Counters(path).count("user/1", 7) == 2001


def test_full_disk_lets_requests_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_asked: object) -> int:
        raise OSError(28, "No space left on device")

    counters = Counters(tmp_path / "limits")
    monkeypatch.setattr(limiting.os, "pwrite", full)
    assert counters.count("user/1", 7) == 0

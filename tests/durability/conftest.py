"""Installations that a real server serves: the test's own people and texts, in a database that forgets nothing."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from annotations.models import Assignment, Round
from corpus.models import Document
from projects.actions import people
from projects.models import Project
from tests.conftest import assign, make_user
from tests.installations import Around
from tests.postgres import Own, own_server
from tests.races import environment

collect_ignore = ["test_restarted_database.py"] if connection.vendor == "sqlite" else []
Install = Callable[[], Around]


@dataclass(frozen=True)
class Team:
    """Coders of one document, each with a session, and the logs that they will write."""

    assignments: list[Assignment]
    sessions: list[str]
    logs: list[Path]

    def savers(self, address: str, *more: object) -> list[list[str]]:
        """A command for each; see tests.durability.saver."""
        document = str(self.assignments[0].document_id)
        told = zip(self.sessions, self.logs, strict=True)
        return [["tests.durability.saver", address, document, each, str(log), *map(str, more)] for each, log in told]


@pytest.fixture
def make_team(
    project: Project, document: Document, round: Round, codebook: None, tmp_path: Path
) -> Callable[[int], Team]:
    """Makes so many coders."""
    return lambda n: _team(project, document, round, tmp_path, n)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Own | None]:
    """A PostgreSQL that forgets nothing, since Tifa serves from no other; none in the tests of SQLite."""
    if connection.vendor == "sqlite":
        yield None
        return
    with own_server() as own:
        yield own


@pytest.fixture
def install(cluster: Own | None, tmp_path: Path) -> Iterator[Install]:
    """Puts what the test has made by now into an installation, signed with the key of its sessions."""
    name = f"tifa_{secrets.token_hex(6)}"
    yield lambda: _installed(cluster, name, tmp_path / "installation")
    if cluster:
        cluster.drop(name)


def _team(project: Project, document: Document, round: Round, folder: Path, n: int) -> Team:
    assignments, sessions = [], []
    for number in range(n):
        user, client = make_user(f"coder-{number}"), Client()
        people.add_member(project=project, user=user, role="annotator", actor=None)
        assignments.append(assign(document, user, round))
        client.force_login(user)
        sessions.append(client.cookies["sessionid"].value)
    return Team(assignments, sessions, [folder / f"{number}.log" for number in range(n)])


def _installed(cluster: Own | None, name: str, folder: Path) -> Around:
    folder.mkdir(exist_ok=True)
    around = environment(folder)
    key = folder / "secret_key"
    key.touch(mode=0o600)
    key.write_text(settings.SECRET_KEY)
    if cluster:
        disk = folder.resolve() / "postgresql" if folder.resolve().is_mount() else None
        around["DATABASE_URL"] = cluster.copy(around["DATABASE_URL"], name, disk)
    return around

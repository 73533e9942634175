"""Which backups are refused before anything is read into an installation, and in which words."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from annotations.models import Assignment
from config.backups import restoring
from config.backups.manifest import Manifest, Table
from config.backups.problems import BackupRefused, Damaged
from config.environment import secret_key
from projects.models import User
from tests.config import backup_files

IS_SQLITE = connection.vendor == "sqlite"
OURS, OTHER = ("sqlite", "postgresql") if IS_SQLITE else ("postgresql", "sqlite")
HOW = "with DATABASE_URL naming an empty database" if IS_SQLITE else "without DATABASE_URL"
KINDS = ("PostgreSQL", "SQLite") if IS_SQLITE else ("SQLite", "PostgreSQL")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"migrations": [["corpus", "0001_initial"], ["corpus", "0099_x"]]},
            "A newer Tifa made the backup, 9.0 (this one does not know corpus.0099_x): update first.",
        ),
        ({"format": 2}, "A newer Tifa made the backup, 9.0 (it has another form): update first."),
        (
            {"database": OTHER},
            f"The backup is of {KINDS[0]}, this installation uses {KINDS[1]}: run restore {HOW}.",
        ),
    ],
)
def test_backup_that_does_not_fit_is_refused(fields: Any, message: str, tmp_path: Path, db: None) -> None:
    path = backup_files.make(tmp_path / "tifa.zip", **{"database": OURS, "tifa": "9.0", **fields})
    with pytest.raises(BackupRefused) as refused:
        restoring.restore(path)
    assert refused.value.message == message


def test_backup_of_no_known_database_is_damaged(tmp_path: Path, db: None) -> None:
    path = backup_files.make(tmp_path / "tifa.zip", database="oracle")
    with pytest.raises(Damaged):
        restoring.restore(path)


def test_installation_with_people_is_left_as_it_is(tmp_path: Path, ada: User) -> None:
    path = backup_files.make(tmp_path / "tifa.zip", database=OURS)
    with pytest.raises(BackupRefused, match=r"^This installation is not empty: .* has rows\."):
        restoring.restore(path)
    assert list(User.objects.all()) == [ada]


@pytest.fixture
def manifest(transactional_db: None, adas: Assignment, tmp_path: Path, settings: Any) -> Manifest:
    """Of a backup of what is in the database; a transaction that writes could not be backed up."""
    secret_key(settings.TIFA_DATA)
    call_command("backup", str(tmp_path / "tifa.zip"), stdout=StringIO())
    return restoring.check(tmp_path / "tifa.zip")


def test_database_that_holds_what_the_manifest_says_is_taken(manifest: Manifest) -> None:
    restoring._refuse_other_content(manifest)


def other_scope(manifest: Manifest, **fields: Any) -> Manifest:
    site, project = manifest.scopes
    return manifest.model_copy(update={"scopes": [site, project.model_copy(update=fields)]})


OTHERS: dict[str, Callable[[Manifest], Manifest]] = {
    "number": lambda told: other_scope(told, number=told.scopes[1].number - 1),
    "operations": lambda told: other_scope(told, operations=told.scopes[1].operations - 1),
    "events": lambda told: other_scope(told, events=told.scopes[1].events + 1),
    "seal": lambda told: other_scope(told, seal="0" * 64),
    "rows": lambda told: told.model_copy(update={"tables": {**told.tables, "corpus_source": Table(rows=7)}}),
    "migrations": lambda told: told.model_copy(update={"migrations": told.migrations[1:]}),
    "originals": lambda told: told.model_copy(update={"members": {}}),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_database_that_holds_something_else_is_refused(
    other: Callable[[Manifest], Manifest], manifest: Manifest
) -> None:
    with pytest.raises(Damaged):
        restoring._refuse_other_content(other(manifest))

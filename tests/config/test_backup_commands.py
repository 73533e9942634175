"""`backup` and `restore`: what was there is there again, all of it, or nothing is."""

import hashlib
import json
import os
import resource
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from annotations.models import Assignment
from config.backups import restoring
from config.environment import secret_key
from corpus import originals
from corpus.models import Original
from tests.annotations.people import edit, read, tag, withdraw
from tests.config.backup_files import Members, left_beside, put, rewrite, tell, told
from tests.database import triggers_lifted
from tests.installations import Around, ask, content, empty, manage
from tests.races import environment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> Path:
    """The installation's own folder, originals included."""
    settings.TIFA_DATA = tmp_path / "data"
    settings.TIFA_DATA.mkdir(mode=0o700)
    secret_key(settings.TIFA_DATA)  # a server has been started there
    return tmp_path / "data"


@pytest.fixture
def work(data: Path, adas: Assignment, bens: Assignment) -> Assignment:
    """Work of every kind; the last tagging's id was given and is gone."""
    kept = tag(adas, "Trade grows", "trade", note='提法 "quoted"\tand\\tabbed\n🙂')
    edit(kept, adas, themes=("trade", "bri"), unsure=("bri",))
    read(adas)
    withdraw(tag(bens, "Trade grows", "trade"), bens)
    return adas


@pytest.fixture
def backup(work: Assignment, tmp_path: Path) -> Path:
    call_command("backup", str(tmp_path / "tifa.zip"), stdout=StringIO())
    return tmp_path / "tifa.zip"


@pytest.fixture
def here(backup: Path, data: Path) -> Around:
    """The installation that was backed up."""
    return environment(data)


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Around]:
    with empty(tmp_path / "there") as around:
        yield around


def folder_of(around: Around) -> Path:
    return Path(around["TIFA_DATA"])


def is_empty(around: Around) -> bool:
    """Nothing but what any command makes by starting."""
    names = {path.name for path in folder_of(around).iterdir()} - {"secret_key", "tifa.sqlite3"}
    return not names and content(around) == {}


def refused(around: Around, *arguments: str) -> tuple[int, str, str]:
    """(exit status, rule, message) of a restore that was refused and left nothing."""
    answer = manage(around, "restore", *arguments, "--json")
    assert is_empty(around)
    error = json.loads(answer.stdout.splitlines()[-1])["error"]
    return answer.returncode, error["rule"], error["message"]


def test_restored_installation_holds_every_row_and_every_file(backup: Path, here: Around, there: Around) -> None:
    answer = manage(there, "restore", str(backup))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[-1].startswith("Restored and verified: ")
    assert content(there) == content(here)
    for name in ("secret_key", "originals"):
        before, after = (folder_of(around) / name for around in (here, there))
        assert stat.S_IMODE(after.stat().st_mode) == stat.S_IMODE(before.stat().st_mode)
    assert (folder_of(there) / "secret_key").read_bytes() == (folder_of(here) / "secret_key").read_bytes()
    kept = {path.name: path.read_bytes() for path in (folder_of(here) / "originals").iterdir()}
    assert kept
    assert {path.name: path.read_bytes() for path in (folder_of(there) / "originals").iterdir()} == kept


def test_restored_installation_gives_no_id_twice_and_its_history_cannot_be_changed(backup: Path, there: Around) -> None:
    manage(there, "restore", str(backup))
    last = {
        "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = 'annotations_tagging'",
        "postgresql": "SELECT last_value FROM annotations_tagging_id_seq",
    }[connection.vendor]
    [(given,)], [(highest,)] = ask(there, last), ask(there, "SELECT MAX(id) FROM annotations_tagging")
    assert given == highest + 1
    for table in ("ledger_operation", "ledger_event", "ledger_seal"):
        with pytest.raises(Exception, match="immutable"):
            ask(there, f"DELETE FROM {table} RETURNING id")


def test_backup_tells_what_is_in_it(here: Around, tmp_path: Path) -> None:
    path = tmp_path / "another.zip"
    answer = json.loads(manage(here, "backup", str(path), "--json").stdout)
    [(number,)] = ask(here, "SELECT MAX(number) FROM ledger_operation WHERE project_id IS NOT NULL")
    site, project = answer["scopes"]
    assert (site["project"], project["project"], project["number"]) == (None, "openness", number)
    assert (answer["size"], answer["originals"], answer["lost"]) == (path.stat().st_size, 1, [])
    assert answer["sha256"] == hashlib.sha256(path.read_bytes()[:-64]).hexdigest()
    assert [(project["seal"],)] == ask(here, "SELECT sha256 FROM ledger_seal WHERE project_id IS NOT NULL")
    assert json.loads((folder_of(here) / "last_backup.json").read_text())["size"] == answer["size"]


def test_check_reads_a_backup_without_restoring_it(backup: Path, there: Around) -> None:
    answer = manage(there, "restore", "--check", str(backup))
    assert (answer.returncode, answer.stdout.splitlines()[0], is_empty(there)) == (0, f"{backup} is whole.", True)


def test_damaged_backup_is_refused_and_nothing_is_restored(backup: Path, there: Around) -> None:
    backup.write_bytes(backup.read_bytes().replace(b"database", b"Database").replace(b"tables", b"Tables"))
    expected = "This is no backup of Tifa, or it is damaged: its checksum is wrong."
    assert refused(there, str(backup)) == refused(there, "--check", str(backup)) == (1, "unreadable-file", expected)


def another_original(members: Members) -> None:
    [name] = [name for name in members if name.startswith("originals/")]
    put(members, name, b"forged")


def broken_database(members: Members) -> None:
    name = next(name for name in ("database.sqlite3", "tables/annotations_passage.copy") if name in members)
    put(members, name, members[name][: len(members[name]) // 2])


def fewer_rows(members: Members) -> None:
    manifest = told(members)
    manifest["tables"]["annotations_passage"]["rows"] -= 1
    tell(members, manifest)


def lost_reference(members: Members) -> None:
    """A row that others refer to is gone, and nobody counts it."""
    if "database.sqlite3" in members:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(members["database.sqlite3"])
            database.execute("DELETE FROM django_content_type WHERE model = 'passage'")
            database.commit()
            put(members, "database.sqlite3", database.serialize())
    else:
        rows = members["tables/django_content_type.copy"].splitlines(keepends=True)
        put(members, "tables/django_content_type.copy", b"".join(row for row in rows if b"\tpassage\n" not in row))
    manifest = told(members)
    manifest["tables"]["django_content_type"]["rows"] -= 1
    tell(members, manifest)


@pytest.mark.parametrize("edit", [another_original, broken_database, fewer_rows, lost_reference])
def test_edited_backup_is_refused_though_its_checksums_are_right(
    edit: Callable[[Members], None], backup: Path, there: Around
) -> None:
    rewrite(backup, edit)
    status, _rule, message = refused(there, str(backup))
    assert (status, "damaged" in message or "the database says" in message) == (1, True)


def test_installation_with_files_but_no_tables_is_not_empty(backup: Path, there: Around) -> None:
    (folder_of(there) / "originals").mkdir()
    (folder_of(there) / "originals" / "x").write_bytes(b"x")
    answer = manage(there, "restore", str(backup))
    assert (answer.returncode, "there are files in" in answer.stderr, content(there)) == (1, True, {})


def test_installation_whose_tables_are_empty_takes_a_backup(backup: Path, here: Around, there: Around) -> None:
    manage(there, "migrate", "--skip-checks")
    (folder_of(there) / "originals").mkdir()
    assert manage(there, "restore", str(backup)).returncode == 0
    assert content(there) == content(here)


def test_backup_of_an_older_schema_is_brought_up_to_date(
    backup: Path, here: Around, there: Around, tmp_path: Path
) -> None:
    old, path = there, tmp_path / "old.zip"
    manage(old, "restore", str(backup))
    assert manage(old, "migrate", "ledger", "0002", "--skip-checks").returncode == 0
    made = manage(old, "backup", str(path))
    assert (made.returncode, made.stdout.splitlines()[-1].strip()[:10]) == (0, "Not sealed")
    with empty(tmp_path / "new") as new:
        answer = json.loads(manage(new, "restore", str(path), "--json").stdout)
        assert (answer["migrated"], answer["is_verified"]) == (1, True)
        but = ("ledger_seal", "django_migrations")
        assert content(new, *but) == content(here, *but)
        assert manage(new, "migrate", "--check", "--skip-checks").returncode == 0


def forge() -> None:
    """Change what the backup has sealed, past the triggers."""
    with triggers_lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_operation SET actor_id = NULL WHERE verb = 'edit'")


def test_altered_history_is_refused_unless_it_is_accepted(backup: Path, there: Around, tmp_path: Path) -> None:
    path = tmp_path / "forged.zip"
    forge()
    call_command("backup", str(path), stdout=StringIO())
    assert "or one of its events was changed since it was sealed" in refused(there, str(path))[2]
    answer = manage(there, "restore", "--accept-differences", str(path), "--json")
    assert (answer.returncode, json.loads(answer.stdout)["is_verified"]) == (1, False)
    assert ask(there, "SELECT COUNT(*) FROM annotations_passage") == [(1,)]


def test_lost_and_damaged_originals_are_named_and_the_rest_is_saved(
    here: Around, there: Around, tmp_path: Path
) -> None:
    [original] = (folder_of(here) / "originals").iterdir()
    for spoil in (lambda: original.write_bytes(b"rotten"), original.unlink):
        spoil()
        made = manage(here, "backup", str(tmp_path / "tifa.zip"), "--json")
        assert (made.returncode, json.loads(made.stdout)["lost"]) == (1, [original.name])
    restored = manage(there, "restore", str(tmp_path / "tifa.zip"))
    assert (restored.returncode, original.name in restored.stdout) == (0, True)
    assert content(there) == content(here)


@pytest.mark.parametrize("room", [200_000, 3_000_000], ids=["for half a database", "for no large original"])
def test_full_disk_leaves_the_backup_before_and_nothing_else(room: int, backup: Path, data: Path) -> None:
    before, beside = backup.read_bytes(), left_beside(backup)
    large = os.urandom(4_000_000)
    Original.objects.create(sha256=originals.keep(large), n_bytes=len(large))
    full = manage(environment(data), "backup", str(backup), before=lambda: limit(room))
    [said] = full.stderr.splitlines()
    assert (full.returncode, said.startswith(f"CommandError: The backup {backup} failed: ")) == (1, True)
    assert (backup.read_bytes(), left_beside(backup)) == (before, beside)


def limit(room: int) -> None:
    """No file of this process gets longer, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


def backed_up_but(path: Path) -> str:
    """What a command says that saved all and yet failed at something beside it."""
    with pytest.raises(CommandError) as failed:
        call_command("backup", str(path), stdout=StringIO())
    assert failed.value.returncode == 1
    assert restoring.check(path).scopes[1].project == "openness"
    return str(failed.value)


def test_database_that_takes_no_seal_is_saved_all_the_same(work: Assignment, tmp_path: Path) -> None:
    refuse, take = {
        "sqlite": ("PRAGMA query_only = on", "PRAGMA query_only = off"),
        "postgresql": ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(refuse)
        said = backed_up_but(tmp_path / "tifa.zip")
        cursor.execute(take)
    assert said.startswith("All was saved, but:\nThe history could not be sealed: the database says ")


def test_data_folder_that_takes_no_note_is_saved_all_the_same(work: Assignment, data: Path, tmp_path: Path) -> None:
    (data / "last_backup.json").mkdir()
    said = backed_up_but(tmp_path / "tifa.zip")
    assert said.startswith("All was saved, but:\nManagers will not see this backup: ")


def test_file_that_is_no_backup_is_not_overwritten(here: Around) -> None:
    key = folder_of(here) / "secret_key"
    before = key.read_bytes()
    answer = manage(here, "backup", str(key))
    assert (answer.returncode, "is there and is no backup" in answer.stderr, key.read_bytes()) == (1, True, before)


@pytest.mark.parametrize("arguments", [["backup", ""], ["backup", "none/tifa.zip"], ["restore", "none.zip"]])
def test_wrong_use_is_told_as_such(arguments: list[str], tmp_path: Path) -> None:
    command, name = arguments
    with pytest.raises(CommandError) as refused:
        call_command(command, str(tmp_path / name))
    assert refused.value.returncode == 2


def test_installation_without_tables_has_nothing_to_back_up(there: Around, tmp_path: Path) -> None:
    answer = manage(there, "backup", str(tmp_path / "tifa.zip"))
    assert (answer.returncode, answer.stderr.strip()[:40]) == (1, "CommandError: There is nothing to back up"[:40])

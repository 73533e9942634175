"""The jobs of an import: one that was killed goes on, a failing file stops no other, what nobody wants is cleared."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError

from annotations.models import Assignment
from corpus import jobs as corpus_jobs
from corpus.actions import finishing, previewing, receiving, storing, undoing
from corpus.drafting import File
from corpus.models import Document, ImportBatch, ImportFile, Paragraph
from corpus.sandbox.reader import Reader
from jobs.actions import queueing
from jobs.models import Job
from ledger.replay import differences
from projects.models import Project, User
from tests.annotations.people import tag
from tests.corpus.importing import now, outcomes, work

pytestmark = pytest.mark.django_db


def texts(n: int) -> list[File]:
    return [File(f"{number}.txt", f"Title {number}\n\nText of number {number}.".encode()) for number in range(n)]


def began(project: Project, mira: User, files: list[File]) -> ImportBatch:
    batch = receiving.open_import(project=project, actor=mira)
    receiving.add_files(batch=batch, files=files, actor=mira)
    return receiving.begin_reading(batch=batch, actor=mira)


def was_read(project: Project, mira: User, files: list[File]) -> ImportBatch:
    batch = began(project, mira, files)
    work()
    return now(batch)


def stored(project: Project, mira: User, files: list[File]) -> ImportBatch:
    batch = was_read(project, mira, files)
    finishing.begin_storing(batch=batch, version=batch.version, actor=mira)
    work()
    return now(batch)


def test_what_a_killed_job_stored_stays_and_the_rest_follows(
    project: Project, mira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finishing, "MOST", 2)
    batch = was_read(project, mira, texts(5))
    finishing.begin_storing(batch=batch, version=batch.version, actor=mira)
    with Reader() as reader:
        left = finishing.store_some(batch=batch, actor=mira, reader=reader)
    assert (left.n_files, left.n_added, Document.objects.count(), Paragraph.objects.count()) == (3, 2, 2, 4)
    work()
    assert (now(batch).state, now(batch).report["added"], Document.objects.count()) == ("done", 5, 5)
    assert list(differences(project)) == []


def test_two_workers_store_each_file_once(project: Project, mira: User) -> None:
    batch = was_read(project, mira, texts(3))
    finishing.begin_storing(batch=batch, version=batch.version, actor=mira)
    with Reader() as reader:
        ready = finishing._made_ready(batch, reader)
        finishing.store_some(batch=batch, actor=mira, reader=reader)
        ImportBatch.objects.filter(pk=batch.pk).update(state="storing")
        assert finishing._made_ready(batch, reader) == []
    assert (len(ready), Document.objects.count()) == (3, 3)


def test_a_failing_file_stops_no_other(project: Project, mira: User, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = storing.store_all

    def break_on_one(entries: Any, batch: Any, work: Any) -> Any:
        done = whole(entries, batch, work)
        if any(entry.draft.file.name == "1.txt" for entry in entries):
            raise IntegrityError
        return done

    monkeypatch.setattr(storing, "store_all", break_on_one)
    batch = stored(project, mira, texts(3))
    assert (batch.state, outcomes(batch)) == ("done", {"0.txt": "added", "1.txt": "refused", "2.txt": "added"})
    assert (Document.objects.count(), ImportFile.objects.get(name="1.txt").report["rule"]) == (2, "stored")
    assert list(differences(project)) == []


def test_a_cancelled_import_keeps_what_is_stored_and_can_be_taken_back(
    project: Project, mira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finishing, "MOST", 1)
    batch = was_read(project, mira, texts(3))
    batch = finishing.begin_storing(batch=batch, version=batch.version, actor=mira)
    with Reader() as reader:
        finishing.store_some(batch=batch, actor=mira, reader=reader)
    batch = receiving.cancel_import(batch=batch, version=batch.version, actor=mira)
    work()
    assert (now(batch).state, Document.objects.active().count()) == ("cancelled", 1)
    assert undoing.undo_import(batch=batch, version=batch.version, actor=mira) == 1
    assert (now(batch).state, Document.objects.active().count()) == ("undone", 0)


def test_an_import_taken_back_comes_in_again(project: Project, mira: User) -> None:
    batch = stored(project, mira, texts(3))
    undoing.undo_import(batch=batch, version=batch.version, actor=mira)
    assert Document.objects.active().count() == 0
    again = stored(project, mira, texts(3))
    assert (again.report["added"], Document.objects.active().count()) == (3, 3)
    assert list(differences(project)) == []


def test_an_import_on_which_people_worked_is_not_taken_back(adas: Assignment, mira: User) -> None:
    batch = adas.document.revisions.get().batch
    tag(adas, "Trade grows fast.", "trade")
    with pytest.raises(undoing.WorkedOn, match="People have worked on 1 of its documents"):
        undoing.undo_import(batch=batch, version=batch.version, actor=mira)
    assert Document.objects.active().count() == 1


def test_an_import_that_was_only_assigned_can_be_taken_back(adas: Assignment, mira: User) -> None:
    batch = adas.document.revisions.get().batch
    assert undoing.undo_import(batch=batch, version=batch.version, actor=mira) == 1


def test_imports_that_nobody_finished_are_cleared_away(project: Project, mira: User) -> None:
    old, new = was_read(project, mira, texts(1)), was_read(project, mira, texts(1))
    ImportBatch.objects.filter(pk=old.pk).update(at=old.at - corpus_jobs.KEPT - timedelta(hours=1))
    (settings.TIFA_DATA / "imports" / "9999999").mkdir()
    queueing.enqueue("clear imports")
    work()
    kept = {path.name for path in (settings.TIFA_DATA / "imports").iterdir()}
    assert (now(old).state, now(new).state, kept) == ("cancelled", "ready", {str(new.pk)})


def test_whoever_may_no_longer_import_does_not(project: Project, mira: User) -> None:
    batch = began(project, mira, texts(1))
    project.memberships.filter(user=mira).update(role="reader")
    work()
    assert (now(batch).state, Job.objects.latest("pk").state) == ("reading", "failed")


def test_a_file_is_parsed_once(project: Project, mira: User, monkeypatch: pytest.MonkeyPatch) -> None:
    batch, asked = was_read(project, mira, texts(2)), []
    monkeypatch.setattr(Reader, "read", lambda *named: asked.append(named))
    with Reader() as reader:
        rows = ImportFile.objects.of(batch).select_related("batch")
        shared = previewing.shared_of(batch, reader)
        drafts = [draft for row in rows for draft in previewing.drafts_of(row, shared, reader)]
    assert (len(drafts), asked) == (2, [])

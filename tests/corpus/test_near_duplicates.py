"""A text that is nearly one that is there is told at import; it may be added, or become the corrected text."""

import html

import pytest
from django.test import Client

from corpus.models import Document, ImportBatch, Revision
from ledger.replay import differences
from projects.models import Project
from tests.corpus.importing import address, now, outcomes, read, store
from tests.corpus.test_nearness import text

pytestmark = pytest.mark.django_db

OLD = f"A title\n\n{text(1)}.\n\n{text(2)}.\n".encode()
NEW = OLD.replace(b"tradeing", b"dealing", 1)


@pytest.fixture
def batch(as_mira: Client, project: Project) -> ImportBatch:
    store(as_mira, project, read(as_mira, project, ("old.txt", OLD)))
    return read(as_mira, project, ("new.txt", NEW), ("other.txt", f"Another\n\n{text(3)}.\n".encode()))


def correct(client: Client, project: Project, batch: ImportBatch, number: int = 1, **sent: str) -> int:
    version = batch.files.get(number=number).version
    page = address("import_file_correct", project, batch.pk, number)
    return client.post(page, {"version": version, "part": "", **sent}).status_code


def test_near_duplicate_is_told_with_the_document_it_is_like(
    as_mira: Client, project: Project, batch: ImportBatch
) -> None:
    assert outcomes(batch) == {"new.txt": "near-duplicate", "other.txt": "added"}
    reason = batch.files.get(number=1).report["reason"]
    assert reason == "Nearly the same text as “A title”: 99 % alike."
    page = as_mira.get(address("import_file_detail", project, batch.pk, 1)).content.decode()
    assert "Show the difference" in page


def test_difference_is_shown_word_by_word(as_mira: Client, project: Project, batch: ImportBatch) -> None:
    page = html.unescape(as_mira.get(address("import_difference", project, batch.pk, 1)).content.decode())
    assert page.count("<del>") == page.count("<ins>") == 1
    assert "2 paragraphs are unchanged" in page or "1 paragraph is unchanged" in page
    other = as_mira.get(address("import_difference", project, batch.pk, 2)).content.decode()
    assert "No document of the project has nearly this text." in other


def test_near_duplicate_is_added_by_itself_unless_somebody_says_otherwise(
    as_mira: Client, project: Project, batch: ImportBatch
) -> None:
    store(as_mira, project, batch)
    assert (Document.objects.count(), now(batch).report["added"]) == (3, 2)


def test_near_duplicate_becomes_the_corrected_text_that_waits(
    as_mira: Client, project: Project, batch: ImportBatch
) -> None:
    assert correct(as_mira, project, batch) == 302
    store(as_mira, project, batch)
    [old, other] = Document.objects.by_id()
    assert (old.title, other.title) == ("A title", "Another")
    assert old.revisions.get(state=Revision.State.PENDING).text == NEW.decode()
    assert batch.files.get(number=1).report["reason"] == "It waits as the corrected text of “A title”."
    assert list(differences(project)) == []


def test_corrected_text_goes_with_the_import_that_is_taken_back_and_can_come_again(
    as_mira: Client, project: Project, batch: ImportBatch
) -> None:
    correct(as_mira, project, batch)
    done = store(as_mira, project, batch)
    as_mira.post(address("import_undo", project, done.pk), {"version": done.version})
    assert not Revision.objects.filter(state=Revision.State.PENDING).exists()
    again = read(as_mira, project, ("new.txt", NEW))
    assert outcomes(again) == {"new.txt": "near-duplicate"}
    assert list(differences(project)) == []


def test_choice_is_taken_back(as_mira: Client, project: Project, batch: ImportBatch) -> None:
    correct(as_mira, project, batch)
    correct(as_mira, project, batch, do="add")
    store(as_mira, project, batch)
    assert Document.objects.count() == 3


def test_text_that_is_like_none_cannot_be_a_correction(as_mira: Client, project: Project, batch: ImportBatch) -> None:
    assert correct(as_mira, project, batch, number=2) == 422


def test_withdrawn_document_is_like_nothing(as_mira: Client, project: Project) -> None:
    done = store(as_mira, project, read(as_mira, project, ("old.txt", OLD)))
    as_mira.post(address("import_undo", project, done.pk), {"version": done.version})
    assert outcomes(read(as_mira, project, ("new.txt", NEW))) == {"new.txt": "added"}

"""A corrected text waits beside the current one."""

import pytest

from corpus.actions import correcting, kinds
from corpus.actions.correcting import NothingPending, RevisionPending, SameText
from corpus.actions.importing import Refused
from corpus.drafting import File
from corpus.models import Document, Paragraph, Revision
from ledger.models import Operation
from ledger.problems import Stale
from ledger.replay import differences
from tests.conftest import TEXT

pytestmark = pytest.mark.django_db
BETTER = TEXT.replace("Trade grows fast.", "Trade grows very fast.")


def propose(document: Document, text: str, name: str = "better.txt") -> Revision:
    return correcting.propose_revision(document=document, file=File(name, text.encode()), actor=None)


def test_a_corrected_text_waits_beside_the_current_one(document: Document) -> None:
    revision = propose(document, BETTER)
    assert (revision.state, revision.number, revision.text) == ("pending", 2, BETTER)
    assert [each.text for each in Paragraph.objects.of_revision(revision)] == BETTER.strip().split("\n\n")
    assert document.revisions.current().get().number == 1
    assert revision.batch.report["revised"] == 1
    assert list(differences(document.project)) == []


def test_unchanged_paragraphs_keep_kind_and_sentences(document: Document) -> None:
    last = Paragraph.objects.of(document).last()
    assert last
    change = kinds.Change(last.pk, last.version, "quotation", is_codable=False)
    kinds.change_kinds(document=document, changes=[change], actor=None)
    rows = list(Paragraph.objects.of_revision(propose(document, BETTER)))
    assert [each.kind for each in rows] == ["title", "byline", "body", "body", "quotation"]
    assert (rows[4].is_codable, rows[4].reason) == (False, kinds.BY_HAND)
    assert rows[3].sentences == Paragraph.objects.of(document)[3].sentences


def test_a_second_one_waits_for_the_first(document: Document) -> None:
    propose(document, BETTER)
    with pytest.raises(RevisionPending):
        propose(document, BETTER + "\n\nMore.")


def test_the_same_text_is_no_correction(document: Document) -> None:
    with pytest.raises(SameText):
        propose(document, TEXT)
    assert document.revisions.count() == 1


def test_a_file_that_cannot_be_read_is_refused(document: Document) -> None:
    with pytest.raises(Refused):
        propose(document, "MZ", name="program.exe")


def test_rejecting_leaves_the_current_text(document: Document) -> None:
    revision = propose(document, BETTER)
    document.refresh_from_db()
    correcting.reject_revision(document=document, version=document.version, actor=None)
    revision.refresh_from_db()
    assert (revision.state, document.revisions.current().get().number) == ("rejected", 1)
    assert propose(document, BETTER).number == 3
    assert list(differences(document.project)) == []


def test_rejecting_what_somebody_changed_is_refused(document: Document) -> None:
    propose(document, BETTER)
    with pytest.raises(Stale):
        correcting.reject_revision(document=document, version=1, actor=None)


def test_there_must_be_one_to_reject(document: Document) -> None:
    with pytest.raises(NothingPending):
        correcting.reject_revision(document=document, version=1, actor=None)


def test_several_documents_are_no_text(document: Document) -> None:
    rows = b'{"text": "One text."}\n{"text": "Another text."}\n'
    with pytest.raises(Refused):
        correcting.propose_revision(document=document, file=File("two.jsonl", rows), actor=None)
    assert not Operation.objects.filter(verb="correct text").exists()

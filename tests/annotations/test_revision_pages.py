"""A manager compares a corrected text with the current one, says what becomes of passages, and adopts it."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.actions import assigning, rounds
from annotations.models import Anchor, Assignment, Passage, Round
from corpus.models import Document
from projects.models import Coder, User
from tests.annotations.people import tag
from tests.annotations.revised import adopt, corrected, plan, propose, quotes, version
from tests.conftest import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def miras(client: Client, mira: User) -> Client:
    client.force_login(mira)
    return client


def at(name: str, document: Document) -> str:
    return reverse(name, args=[document.project.slug, document.pk])


def page(client: Client, document: Document) -> str:
    answer = client.get(at("revision_detail", document))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def answer(client: Client, document: Document, **sent: Any) -> Any:
    [place, *_more] = plan(document).waiting
    named = "/".join(map(str, place.spot))
    return client.post(at("anchor_create", document), {"place": named, **sent})


@pytest.fixture
def waiting(adas: Assignment) -> Document:
    """Of two passages one is doubtful in the corrected text that waits."""
    tag(adas, "Trade grows fast.", "trade")
    tag(adas, "Security comes first.", "security")
    corrected(adas.document, "Trade grows fast.", "Trade grows very fast.")
    return adas.document


def test_a_text_that_was_typed_waits(miras: Client, document: Document) -> None:
    sent = {"text": TEXT.replace("fast", "faster").replace("\n", "\r\n")}
    assert miras.post(at("revision_create", document), sent).status_code == 302
    assert document.revisions.pending().get().text == TEXT.replace("fast", "faster")


def test_a_file_waits(miras: Client, document: Document) -> None:
    upload = SimpleUploadedFile("new.txt", TEXT.replace("fast", "faster").encode())
    assert miras.post(at("revision_create", document), {"upload": upload}).status_code == 302
    assert document.revisions.pending().get().file_name == "new.txt"


@pytest.mark.parametrize("sent", [{}, {"text": TEXT}, {"text": "a\x00b"}])
def test_what_is_no_correction_is_refused_on_the_page(miras: Client, document: Document, sent: dict[str, str]) -> None:
    assert miras.post(at("revision_create", document), sent).status_code == 422
    assert not document.revisions.pending().exists()


def test_the_difference_is_shown(miras: Client, waiting: Document) -> None:
    shown = page(miras, waiting)
    assert re.search(r"Trade grows ?<ins> ?very ?</ins> ?fast", shown)
    assert "<dt>move exactly</dt><dd>1</dd>" in shown
    assert "<dt>doubtful</dt><dd>1</dd>" in shown


def test_neither_coders_nor_themes_are_shown(miras: Client, waiting: Document, round: Round) -> None:
    shown = page(miras, waiting)
    assert [name for name in ("ada", "TRD", "SEC", "opening-up") if re.search(rf"\b{name}\b", shown)] == []


def test_accepting_the_proposal_and_adopting(miras: Client, waiting: Document) -> None:
    [to] = re.findall(r'name="to" value="([^"]+)"', page(miras, waiting))
    assert answer(miras, waiting, answer="accept", to=to).status_code == 302
    assert miras.post(at("revision_adopt", waiting), {"version": version(waiting)}).status_code == 302
    assert quotes(waiting) == [(3, "Trade grows very fast."), (4, "Security comes first.")]


def test_another_place_is_chosen_by_its_words(miras: Client, waiting: Document) -> None:
    assert answer(miras, waiting, answer="other", paragraph=3, words="Trade  grows").status_code == 302
    anchor = Anchor.objects.get()
    assert anchor.to_paragraph is not None
    assert anchor.to_paragraph.text[anchor.to_start : anchor.to_end] == "Trade grows"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"answer": "other", "paragraph": 3, "words": "Nobody"}, 422),
        ({"answer": "other", "paragraph": 99}, 422),
        ({"answer": "other", "paragraph": 1}, 422),  # a title
        ({"answer": "accept"}, 422),
        ({"answer": "accept", "to": "1/5/900"}, 422),
        ({"answer": "withdraw", "version": 7}, 409),
        ({"answer": "withdraw", "place": "1/0/1"}, 422),
        ({"answer": "anything"}, 422),
    ],
)
def test_answers_that_say_nothing_are_refused(miras: Client, waiting: Document, sent: Any, status: int) -> None:
    assert answer(miras, waiting, **sent).status_code == status
    assert not Anchor.objects.exists()


def test_adopting_too_early_is_refused(miras: Client, waiting: Document) -> None:
    assert miras.post(at("revision_adopt", waiting), {"version": version(waiting)}).status_code == 409


def test_what_is_gone_is_withdrawn_with_one_button(miras: Client, adas: Assignment) -> None:
    tag(adas, "Security comes first.", "security")
    propose(adas.document, TEXT.replace("Self-reliance in technology is the aim. Security comes first.", ""))
    sent = {"version": version(adas.document)}
    assert miras.post(at("anchor_withdraw", adas.document), sent).status_code == 302
    assert adopt(adas.document) == Passage.objects.count() == 0


def test_rejecting_and_taking_back(miras: Client, document: Document) -> None:
    corrected(document, "fast", "faster")
    adopt(document)
    assert "Take the adoption back" in page(miras, document)
    assert miras.post(at("revision_undo", document), {"version": version(document)}).status_code == 302
    assert miras.post(at("revision_reject", document), {"version": version(document)}).status_code == 302
    assert "No corrected text" in page(miras, document)
    assert document.revisions.current().get().number == 1


def test_the_history_tells_it_without_telling_the_passages(miras: Client, waiting: Document) -> None:
    answer(miras, waiting, answer="withdraw")
    miras.post(at("revision_adopt", waiting), {"version": version(waiting)})
    shown = miras.get(at("document_history", waiting)).content.decode()
    assert "adopted the corrected text no. 2, together with the passages" in shown
    adoption = shown.split("adopted the corrected text")[0].rsplit("<li", 1)[1]
    assert "Trade grows" not in adoption


def test_queries_stay_the_same(miras: Client, adas: Assignment, django_assert_max_num_queries: Any) -> None:
    corrected(adas.document, "Trade grows fast.", "Trade grows very fast.")
    counts = []
    for words in (["Trade grows fast."], ["grows fast", "fast. The", "Trade grows", "grows", "fast.", "Security"]):
        for each in words:
            tag(adas, each, "trade")
        with CaptureQueriesContext(connection) as queries:
            page(miras, adas.document)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_manager_who_codes_blind_beside_the_others_does_not_see_what_they_marked(
    miras: Client, waiting: Document, mira: User, sam: User
) -> None:
    blind = assigning.start_round(project=waiting.project, name="Blind", actor=None, is_blind=True)
    coders = [Coder.objects.get(project=waiting.project, user=user) for user in (mira, sam)]
    assigning.assign_all(round=blind, documents=[waiting], coders=coders, actor=sam)
    for name in ("revision_detail", "revision_adopt"):
        ask = miras.get if name == "revision_detail" else miras.post
        assert ask(at(name, waiting)).status_code == 403
    rounds.open_round(round=blind, version=blind.version, actor=sam, is_early=True)
    assert miras.get(at("revision_detail", waiting)).status_code == 200

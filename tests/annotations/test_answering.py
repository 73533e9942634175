"""Supervisors answer questions, resolve them and open them again."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.actions import answering
from annotations.actions.changes import Reword
from annotations.models import Round
from annotations.problems import WrongWords
from ledger.models import Operation
from ledger.problems import NotAllowed, Stale, VersionNeeded
from projects.models import Coder
from tests.annotations.coding_page import said
from tests.annotations.people import do
from tests.annotations.questions import PAGE, act, opened, post


def test_a_supervisor_answers(client, sam, question):
    page = post(client, sam, question, answer=" Yes.\r\nIt is. ", next=f"{PAGE}?state=open#question-{question.pk}")
    question.refresh_from_db()
    assert page.url == f"{PAGE}?state=open#question-{question.pk}"
    assert said(page) == ["Answered: “Is this trade?”"]
    assert (question.answer, question.answered_by, question.state, question.version) == (
        "Yes.\nIt is.",
        sam,
        "answered",
        2,
    )
    assert Operation.objects.get(verb="answer").actor == sam


def test_an_answer_can_settle_the_question(client, sam, question):
    post(client, sam, question, answer="Yes.", resolve="1")
    question.refresh_from_db()
    assert (question.state, question.answer) == ("resolved", "Yes.")


def test_an_answer_is_changed(sam, mira, question):
    act(question, sam)
    act(question, mira, answer="No.")
    assert (question.answer, question.answered_by, question.version) == ("No.", mira, 3)


def test_the_same_answer_changes_nothing(sam, mira, question):
    act(question, sam)
    act(question, mira)
    assert (question.answered_by, question.version) == (sam, 2)


def test_a_question_is_resolved_without_an_answer_and_opened_again(client, sam, question):
    assert said(post(client, sam, question, "resolution")) == ["Resolved: “Is this trade?”"]
    question.refresh_from_db()
    assert (question.state, question.answered_at) == ("resolved", None)
    assert said(post(client, sam, question, "resolution", reopen="1"))[-1] == "Open again: “Is this trade?”"
    question.refresh_from_db()
    assert (question.state, question.version) == ("open", 3)


def test_the_same_form_twice_answers_once(client, sam, question):
    op = uuid.uuid4()
    for _ in range(2):
        assert post(client, sam, question, answer="Yes.", op=op).status_code == 302
    assert Operation.objects.filter(verb="answer").count() == 1


@pytest.mark.parametrize("answer", ["", " \n", "a\0b", "x" * 4001])
def test_an_answer_that_says_nothing_or_too_much_is_refused(client, sam, question, answer):
    assert post(client, sam, question, answer=answer).status_code == 422
    question.refresh_from_db()
    assert question.state == "open"


def test_an_answer_needs_words_whoever_sends_it(sam, question):
    with pytest.raises(WrongWords):
        act(question, sam, answer="\u200b")


def test_a_question_that_was_reworded_meanwhile_is_not_answered_by_mistake(client, ada, sam, adas, question):
    do(adas, Reword(question.pk, 1, "Is this investment?"))
    refused = post(client, sam, question, answer="Yes.")
    assert refused.status_code == 409
    assert "Is this investment?" in refused.text
    assert "Yes." in refused.text
    with pytest.raises(VersionNeeded):
        act(question, sam, version=None)
    with pytest.raises(Stale):
        answering.resolve(question=question, is_resolved=True, version=1, actor=sam)


def test_coders_and_strangers_answer_nothing(client, ada, ben, eve, question):
    for user in (ada, ben):
        for what in ("answer", "resolution"):
            assert post(client, user, question, what, answer="Yes.").status_code == 403
    for user in (ada, ben, eve):
        with pytest.raises(NotAllowed):
            act(question, user)
        with pytest.raises(NotAllowed):
            answering.resolve(question=question, is_resolved=True, version=1, actor=user)


def test_what_coders_ask_stays_in_their_history_and_out_of_others(client, ada, ben, sam, question, bens, blind_main):
    act(question, sam, answer="CANARY")
    address = reverse("document_history", args=["openness", question.document_id])
    client.force_login(ada)
    history = client.get(address).text
    assert "asked about ¶ 3: “Is this trade?”" in history
    assert "answered “Is this trade?” (¶ 3): “CANARY”" in history
    client.force_login(ben)
    assert "CANARY" not in client.get(address).text


def test_a_round_may_be_locked_when_its_questions_are_answered(sam, question):
    Round.objects.update(locked_at=timezone.now())
    act(question, sam)
    assert question.state == "answered"


def test_a_coder_keeps_the_pseudonym(client, sam, ada, question, blind_main):
    Coder.objects.filter(user=ada).update(name="Ada Lovelace")
    assert "Ada Lovelace" not in opened(client, sam).text

"""A coder asks the supervisor about a paragraph or a passage, in other words, or not after all."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from annotations.actions import coding, undoing
from annotations.actions.changes import Ask, Retract, Reword
from annotations.actions.passages import NoSuchPassage
from annotations.models import Assignment, Question, question_json
from annotations.problems import (
    Answered,
    HandedIn,
    NoSuchQuestion,
    NotCodable,
    OutsideText,
    QuestionExists,
    WrongWords,
)
from corpus.models import Paragraph
from ledger.models import Event
from ledger.problems import NotAllowed, Replayed, Stale, VersionNeeded
from ledger.replay import differences
from tests.annotations.people import ask, do, paragraphs, tag

pytestmark = pytest.mark.django_db


def undo(assignment: Assignment) -> None:
    undoing.undo(assignment=assignment, actor=assignment.coder.user)


def test_a_question_is_about_a_paragraph(adas):
    question = ask(adas, "Is this trade?")
    assert (question.text, question.paragraph, question.passage) == ("Is this trade?", paragraphs(adas)[0], None)
    assert (question.coder, question.round, question.document) == (adas.coder, adas.round, adas.document)
    assert (question.version, question.state) == (1, "open")


def test_a_question_is_about_a_passage(adas):
    passage = tag(adas, "Trade grows", "trade")
    assert ask(adas, "Is it?", passage=passage.pk).passage == passage.pk


def test_a_question_keeps_what_was_typed_less_the_space_around_it(adas):
    assert ask(adas, "  One\r\n\r\ntwo\rthree \n").text == "One\n\ntwo\nthree"


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\ufeff", "a\0b", "a\ud800b", "x" * 4001])
def test_words_that_say_nothing_or_cannot_be_kept_are_refused(adas, text):
    with pytest.raises(WrongWords) as refused:
        ask(adas, text)
    assert (refused.value.rule, refused.value.field, Question.objects.count()) == ("wrong-value", "text", 0)


def test_the_longest_question_counts_code_points(adas):
    assert len(ask(adas, "𠮷" * 4000).text) == 4000


def test_a_paragraph_that_is_not_codable_is_not_asked_about(adas):
    title = Paragraph.objects.of(adas.document).get(ordinal=1)
    with pytest.raises(NotCodable):
        do(adas, Ask(title.pk, "Is it?"))


def test_a_paragraph_outside_the_assignment_is_not_asked_about(adas):
    first, second, _third = paragraphs(adas)
    Assignment.objects.update(paragraphs=[first.pk])
    adas.refresh_from_db()
    with pytest.raises(NotCodable):
        do(adas, Ask(second.pk, "Is it?"))


def test_a_paragraph_of_another_document_is_not_asked_about(adas, many_documents):
    other = Paragraph.objects.of(many_documents(1)[0]).codable().first()
    with pytest.raises(OutsideText):
        do(adas, Ask(other.pk, "Is it?"))


def test_a_passage_of_another_coder_is_not_asked_about(adas, bens):
    passage = tag(bens, "Trade grows", "trade")
    with pytest.raises(NoSuchPassage):
        ask(adas, "Is it?", passage=passage.pk)


def test_a_passage_of_another_paragraph_is_not_asked_about(adas):
    passage = tag(adas, "Security comes first", "security")
    with pytest.raises(NoSuchPassage):
        do(adas, Ask(paragraphs(adas)[0].pk, "Is it?", passage=passage.pk))


def test_only_the_coder_of_the_work_asks(adas, ben):
    with pytest.raises(NotAllowed):
        coding.change_document(assignment=adas, changes=[Ask(paragraphs(adas)[0].pk, "Hm?")], actor=ben)


def test_nothing_is_asked_about_handed_in_work(adas):
    Assignment.objects.update(handed_in_at="2026-01-01T00:00Z")
    with pytest.raises(HandedIn):
        ask(adas, "Is it?")


def test_an_id_is_used_once_even_when_its_question_was_taken_back(adas):
    question = ask(adas, "Is it?")
    do(adas, Retract(question.pk, 1))
    with pytest.raises(QuestionExists):
        ask(adas, "Again?", id=question.pk)


def test_the_same_operation_asks_once(adas):
    change, op = Ask(paragraphs(adas)[0].pk, "Is it?"), uuid.uuid4()
    do(adas, change, op=op)
    with pytest.raises(Replayed):
        do(adas, change, op=op)
    assert Question.objects.count() == 1


def test_a_question_is_reworded(adas):
    question = ask(adas, "Is it?")
    do(adas, Reword(question.pk, 1, "Is it trade?"))
    question.refresh_from_db()
    assert (question.text, question.version) == ("Is it trade?", 2)


def test_the_same_words_change_nothing(adas):
    question = ask(adas, "Is it?")
    do(adas, Reword(question.pk, 1, "Is it? "))
    question.refresh_from_db()
    assert question.version == 1


@pytest.mark.parametrize(("version", "problem"), [(None, VersionNeeded), (7, Stale)])
def test_a_change_says_which_version_it_saw(adas, version, problem):
    question = ask(adas, "Is it?")
    for change in (Reword(question.pk, version, "Hm?"), Retract(question.pk, version)):
        with pytest.raises(problem):
            do(adas, change)


def test_a_question_is_taken_back(adas):
    question = ask(adas, "Is it?")
    do(adas, Retract(question.pk, 1))
    assert not Question.objects.exists()
    assert Event.objects.of("question", question.pk).last().before["text"] == "Is it?"


def test_what_was_answered_or_resolved_stays_as_it_is(adas):
    question = ask(adas, "Is it?")
    for dealt_with in ({"answer": "Yes.", "answered_at": question.asked_at}, {"resolved_at": question.asked_at}):
        Question.objects.update(**{"answer": "", "answered_at": None, "resolved_at": None, **dealt_with})
        for change in (Reword(question.pk, 1, "Hm?"), Retract(question.pk, 1)):
            with pytest.raises(Answered):
                do(adas, change)


def test_a_question_of_another_coder_is_not_there(adas, bens):
    question = ask(bens, "Is it?")
    for change in (Reword(question.pk, 1, "Hm?"), Retract(question.pk, 1)):
        with pytest.raises(NoSuchQuestion):
            do(adas, change)


def test_asking_rewording_and_taking_back_are_undone(adas):
    question = ask(adas, "Is it?")
    do(adas, Reword(question.pk, 1, "Is it trade?"))
    do(adas, Retract(question.pk, 2))
    undo(adas)
    assert (Question.objects.get().text, Question.objects.get().version) == ("Is it trade?", 3)
    undo(adas)
    again = Question.objects.get()
    assert (again.pk, again.text, again.asked_at, again.version) == (question.pk, "Is it?", question.asked_at, 4)
    undo(adas)
    assert not Question.objects.exists()
    undoing.redo(assignment=adas, actor=adas.coder.user)
    assert Question.objects.get().text == "Is it?"


def test_the_events_replay_into_the_questions(adas):
    kept, gone = ask(adas, "One?"), ask(adas, "Two?", passage=tag(adas, "Trade", "trade").pk)
    do(adas, Reword(kept.pk, 1, "One more?"), Retract(gone.pk, 1))
    undo(adas)
    assert Question.objects.count() == 2
    assert list(differences(adas.round.project)) == []


def test_a_question_as_json(adas):
    passage = tag(adas, "Trade grows", "trade")
    question = ask(adas, "Is it?", passage=passage.pk)
    assert question_json(question) == {
        "id": str(question.pk),
        "version": 1,
        "paragraph": paragraphs(adas)[0].pk,
        "passage": str(passage.pk),
        "text": "Is it?",
        "asked_at": question.asked_at.isoformat(),
        "answer": "",
        "answered_by": None,
        "answered_at": None,
        "resolved": False,
    }


@pytest.mark.parametrize(
    "fields",
    [{"text": ""}, {"answer": "Yes."}, {"answered_at": "2026-01-01T00:00Z"}],
    ids=lambda fields: next(iter(fields)),
)
def test_the_database_refuses_half_a_question(adas, fields):
    ask(adas, "Is it?")
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.update(**fields)

"""Questions to the supervisor, as coders ask them: inside an operation that `coding` has opened."""

from typing import Any

from django.utils.translation import gettext as _

from annotations.actions.changes import Ask, Retract, Reword
from annotations.actions.passages import NoSuchPassage, paragraph_of
from annotations.actions.wording import checked
from annotations.models import Assignment, Passage, Question
from annotations.problems import Answered, NoSuchQuestion, QuestionExists
from annotations.states import question_state
from corpus.models import Paragraph
from ledger.locks import locked
from ledger.models import Event
from ledger.write import Work, check_version


def ask(assignment: Assignment, change: Ask, work: Work) -> None:
    """Ask about a codable paragraph of the assignment, or about one's own passage in it."""
    paragraph = paragraph_of(assignment, change.paragraph, is_locked=True)
    _check_passage(assignment, change, paragraph)
    if Event.objects.of("question", change.id).exists():
        raise QuestionExists(_("A question with this id was asked already."), field="id")
    question = Question(
        id=change.id,
        round=assignment.round,
        coder=assignment.coder,
        document_id=assignment.document_id,
        paragraph=paragraph,
        passage=change.passage,
        text=checked(change.text, "text"),
        asked_at=work.operation.at,
    )
    question.save(force_insert=True)
    work.record("question", question.pk, None, question_state(question))


def reword(assignment: Assignment, change: Reword, work: Work) -> None:
    """Ask in other words, from the version that the coder saw; raises Answered."""
    question, before = _unanswered(assignment, change)
    question.text = checked(change.text, "text")
    if question_state(question) != before:
        question.version += 1
        question.save()
        work.record("question", question.pk, before, question_state(question))


def retract(assignment: Assignment, change: Retract, work: Work) -> None:
    """Take a question back; raises Answered. The live row goes, its whole state stays in the event."""
    question, before = _unanswered(assignment, change)
    Question.objects.filter(pk=question.pk).delete()
    work.record("question", change.id, before, None)


def _check_passage(assignment: Assignment, change: Ask, paragraph: Paragraph) -> None:
    mine = Passage.objects.of(assignment).filter(paragraph=paragraph)
    if change.passage is not None and not mine.filter(pk=change.passage).exists():
        raise NoSuchPassage(_("There is no such passage of yours in this paragraph."), field="passage")


def _unanswered(assignment: Assignment, change: Reword | Retract) -> tuple[Question, dict[str, Any]]:
    """A question of this assignment, locked for the change, and its state."""
    question = locked(Question.objects.of(assignment)).filter(pk=change.id).first()
    if question is None:
        gone = {"retracted": [str(change.id)]}
        raise NoSuchQuestion(_("There is no such question; it was taken back, or it never was."), current=gone)
    before = question_state(question)
    current = {"id": str(question.pk), **before}
    if question.is_settled:
        raise Answered(_("Your supervisor has dealt with this question by now; ask another one."), current=current)
    check_version(question, change.version, current)
    return question, before

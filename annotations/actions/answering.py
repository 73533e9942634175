"""What supervisors do with questions: answer, resolve, open again."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from annotations.actions import settling
from annotations.actions.wording import checked
from annotations.models import Question
from annotations.problems import NoSuchQuestion
from annotations.states import about, question_state
from ledger.locks import locked
from ledger.problems import NotAllowed
from ledger.write import check_version, write
from projects.models import Membership
from projects.rights import holds


def answer(
    *,
    question: Question,
    answer: str,
    version: int | None,
    actor: Any,
    is_resolved: bool = False,
    op: uuid.UUID | None = None,
) -> None:
    """Answer a question, or answer it anew; `is_resolved` says that this settles it. Raises WrongWords."""
    body = [str(question.pk), version, answer, is_resolved]
    with _changed(question, version, actor, "answer", op, body) as (now, at):
        words = checked(answer, "answer")
        if words != now.answer:
            now.answer, now.answered_by, now.answered_at = words, actor, at
        if is_resolved and not now.resolved_at:
            now.resolved_at = at


def resolve(
    *, question: Question, is_resolved: bool, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> None:
    """Say that a question is settled, with or without an answer; or open it again."""
    body = [str(question.pk), version, is_resolved]
    with _changed(question, version, actor, "resolve" if is_resolved else "unresolve", op, body) as (now, at):
        if bool(now.resolved_at) != is_resolved:
            now.resolved_at = at if is_resolved else None


@contextmanager
def _changed(
    question: Question, version: int | None, actor: Any, verb: str, op: uuid.UUID | None, body: Any
) -> Iterator[tuple[Question, datetime]]:
    """The question as it is now, to be changed inside, and the time; stored with its event when it did change."""
    project = question.round.project
    with write(project=project, actor=actor, verb=verb, about=about(question), op=op, body=body) as work:
        settling.hold(question.round_id, question.document_id)
        now = _enter(question, actor)
        before = question_state(now)
        check_version(now, version, before)
        yield now, work.operation.at
        if question_state(now) != before:
            now.version += 1
            now.save()
            work.record("question", now.pk, before, question_state(now))
            if bool(before["resolved_at"]) != bool(now.resolved_at):  # its coder's values count again, or no more
                settling.settle_all(round=now.round, documents=[now.document], actor=actor)


def _enter(question: Question, actor: Any) -> Question:
    """Lock the question for this change; an actor of None is the system itself."""
    member = Membership.objects.select_related("project").filter(project=question.round.project_id, user=actor).first()
    known = Question.objects.all() if actor is None else Question.objects.visible_to(member) if member else None
    if known is None or (member and not holds(member.role, "assign")):
        raise NotAllowed(_("Only a supervisor may answer questions."))
    now = locked(Question.objects.filter(pk__in=known.values("pk"))).filter(pk=question.pk).first()
    if now is None:
        raise NoSuchQuestion(_("There is no such question; it was taken back, or it never was."))
    return now

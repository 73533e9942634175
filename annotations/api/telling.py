"""Doing what was asked, once, and telling what is there afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpResponse

from annotations.actions import vocabulary
from annotations.models import Assignment, Reading
from annotations.outcomes import now_there, outcome, outcome_now
from annotations.passage_rows import passages_of
from ledger.models import Operation
from ledger.problems import Problem, Replayed
from ledger.write import Work
from projects.wire import answer
from vocabulary import codebook


@dataclass(frozen=True)
class Done:
    """What happened to one's work: the operation, now or when it was sent first (`work` is None)."""

    assignment: Assignment
    operation: Operation
    work: Work | None

    def published(self) -> Any:
        """The codebook that the operation found, else the present one."""
        project = self.assignment.round.project_id
        return vocabulary.current(project, self.work) if self.work else codebook.current(project)

    def answer(self, told: dict[str, Any], first: int = 201) -> HttpResponse:
        """Always with the status of the first time; later with `replayed`."""
        again = {} if self.work else {"replayed": True}
        return answer({"op": str(self.operation.op), **told, **again}, first)


def do(assignment: Assignment, act: Callable[[], Work]) -> Done:
    """Act, or learn that it was done; a Problem tells what it met as outcomes tell it."""
    try:
        work = act()
    except Replayed as again:
        return Done(assignment, again.operation, None)
    except Problem as refused:
        published = partial(codebook.current, assignment.round.project_id)
        refused.current = now_there(assignment, refused.current, published)
        raise
    return Done(assignment, work.operation, work)


def everything(done: Done) -> HttpResponse:
    """All that the operation touched, as it is now."""
    if done.work:
        return done.answer(outcome(done.assignment, done.work, done.published))
    return done.answer(outcome_now(done.assignment, done.operation, done.published))


def passage(done: Done, pk: Any, first: int = 200) -> HttpResponse:
    """One passage as it is now, or that it is gone."""
    rows = passages_of(done.assignment, done.published(), among=[pk])
    return done.answer(rows[0] if rows else {"id": str(pk), "withdrawn": True}, first)


def reading(done: Done, paragraph: int) -> HttpResponse:
    """Whether a paragraph is marked as read now."""
    version = Reading.objects.of(done.assignment).version_on(paragraph)
    return done.answer({"paragraph": paragraph, "read": version is not None, "version": version}, 200)

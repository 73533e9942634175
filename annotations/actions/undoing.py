"""Undo and redo of a coder's own work in one document."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from annotations.actions import coding
from annotations.models import Assignment
from annotations.states import about
from ledger.models import Operation
from ledger.problems import Problem
from ledger.undo import put_back, stacks
from ledger.write import Work, write

UNDOABLE = {"tag", "edit", "withdraw", "read", "unread", "ask", "reword", "retract", "change", "retag", "undo", "redo"}


class NothingToUndo(Problem):
    status, rule = 409, "nothing-to-undo"


def own_stacks(assignment: Assignment, actor: Any) -> tuple[list[Operation], list[Operation]]:
    """(what this person can undo here, what redo), the next one last."""
    done = Operation.objects.about(assignment.round.project_id, about(assignment)).filter(
        actor=actor, verb__in=UNDOABLE, events__isnull=False
    )
    return stacks(done.distinct())


def undo(*, assignment: Assignment, actor: Any, op: uuid.UUID | None = None) -> None:
    """Take the last step back; raises NothingToUndo, or Stale when it was changed again since."""
    with write(project=assignment.round.project, actor=actor, verb="undo", about=about(assignment), op=op) as work:
        _take_back(assignment, actor, work, 0, _("There is nothing to undo."))


def redo(*, assignment: Assignment, actor: Any, op: uuid.UUID | None = None) -> None:
    """Do the step again that was undone last."""
    with write(project=assignment.round.project, actor=actor, verb="redo", about=about(assignment), op=op) as work:
        _take_back(assignment, actor, work, 1, _("There is nothing to redo."))


def _take_back(assignment: Assignment, actor: Any, work: Work, which: int, empty: str) -> None:
    coding.enter(assignment, actor)
    stack = own_stacks(assignment, actor)[which]
    if not stack:
        raise NothingToUndo(empty)
    put_back(stack[-1], work)

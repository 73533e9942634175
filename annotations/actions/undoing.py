"""Undo and redo of a coder's own work in one document."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from annotations.actions import coding
from annotations.models import Assignment
from annotations.states import about
from ledger.models import Operation
from ledger.problems import Problem, Stale
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
        put_back(_next(assignment, actor, "undo"), work)


def redo(*, assignment: Assignment, actor: Any, op: uuid.UUID | None = None) -> None:
    """Do the step again that was undone last."""
    with write(project=assignment.round.project, actor=actor, verb="redo", about=about(assignment), op=op) as work:
        put_back(_next(assignment, actor, "redo"), work)


def undo_step(*, step: Operation, assignment: Assignment, actor: Any, op: uuid.UUID) -> Work:
    """Take this step back, which must be the next one; an undo taken back is a redo. What was done comes back.

    Raises NothingToUndo when no step is left, Stale when another one is next or the step was changed again since.
    """
    verb, project = "redo" if step.verb == "undo" else "undo", assignment.round.project
    body = {"undoes": str(step.op)}
    with write(project=project, actor=actor, verb=verb, about=about(assignment), op=op, body=body) as work:
        following = _next(assignment, actor, verb)
        if following != step:
            message = _("Another step is the next one to undo or redo.")
            raise Stale(message, field="op", current={"next": str(following.op)})
        put_back(step, work)
    return work


def _next(assignment: Assignment, actor: Any, verb: str) -> Operation:
    """The step that this undo or redo is about, while the coder may change anything here."""
    coding.enter(assignment, actor)
    done, undone = own_stacks(assignment, actor)
    stack = undone if verb == "redo" else done
    if not stack:
        raise NothingToUndo(_("There is nothing to redo.") if verb == "redo" else _("There is nothing to undo."))
    return stack[-1]

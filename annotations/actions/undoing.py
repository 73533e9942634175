"""Undo and redo of a coder's own work in one document."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from annotations.actions import coding
from annotations.models import Assignment
from annotations.states import about
from ledger.models import Operation
from ledger.problems import Problem, Stale
from ledger.querysets import REDO, UNDO, OperationQuerySet
from ledger.undo import put_back
from ledger.write import Work, write

UNDOABLE = {*coding.VERBS.values(), coding.SEVERAL, "retag", UNDO, REDO}


class NothingToUndo(Problem):
    status, rule = 409, "nothing-to-undo"


def next_step(assignment: Assignment, actor: Any, verb: str) -> Operation | None:
    """What this person would take back here by undo, or by redo; one small query, however much was done."""
    own = own_steps(assignment, actor)
    return own.to_redo() if verb == REDO else own.to_undo()


def own_steps(assignment: Assignment, actor: Any) -> OperationQuerySet:
    """What this person did here that changed something and can be taken back, or was an undo or redo."""
    steps = Operation.objects.about(assignment.round.project_id, about(assignment))
    return steps.filter(actor=actor, verb__in=UNDOABLE).with_events()


def undo(*, assignment: Assignment, actor: Any, op: uuid.UUID | None = None) -> None:
    """Take the last step back; raises NothingToUndo, or Stale when it was changed again since."""
    with write(project=assignment.round.project, actor=actor, verb=UNDO, about=about(assignment), op=op) as work:
        put_back(_next(assignment, actor, UNDO, work), work)


def redo(*, assignment: Assignment, actor: Any, op: uuid.UUID | None = None) -> None:
    """Do the step again that was undone last."""
    with write(project=assignment.round.project, actor=actor, verb=REDO, about=about(assignment), op=op) as work:
        put_back(_next(assignment, actor, REDO, work), work)


def undo_step(*, step: Operation, assignment: Assignment, actor: Any, op: uuid.UUID) -> Work:
    """Take this step back, which must be the next one; an undo taken back is a redo. What was done comes back.

    Raises NothingToUndo when no step is left, Stale when another one is next or the step was changed again since.
    """
    verb, project = REDO if step.verb == UNDO else UNDO, assignment.round.project
    body = {"undoes": str(step.op)}
    with write(project=project, actor=actor, verb=verb, about=about(assignment), op=op, body=body) as work:
        following = _next(assignment, actor, verb, work)
        if following != step:
            message = _("Another step is the next one to undo or redo.")
            raise Stale(message, field="op", current={"next": str(following.op)})
        put_back(step, work)
    return work


def _next(assignment: Assignment, actor: Any, verb: str, work: Work) -> Operation:
    """The step that this undo or redo is about, while the coder may change anything here."""
    coding.enter(assignment, actor, work)
    step = next_step(assignment, actor, verb)
    if step is None:
        raise NothingToUndo(_("There is nothing to redo.") if verb == REDO else _("There is nothing to undo."))
    return step

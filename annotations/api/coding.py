"""Changing a document, taking changes back, handing it in."""

import uuid
from typing import Any

from django.http import HttpResponse
from ninja import Router

from annotations.actions import assigning, coding, undoing
from annotations.api import telling
from annotations.api.entering import enter, enter_step
from annotations.api.sent import HandInSent, OperationSent, UndoSent
from annotations.api.told import HandInTold, OutcomeTold
from annotations.models import Assignment
from ledger.problems import Replayed
from projects.access import MemberRequest
from projects.wire import answer

router = Router()


@router.post("/documents/{int:document}/operations", response={201: OutcomeTold})
def operation_create(request: MemberRequest, document: int, sent: OperationSent) -> HttpResponse:
    """Change one's work on a document: all changes or none, as one step of undo."""
    assignment = enter(request, document, sent.round)
    changes = [each.change() for each in sent.changes]
    done = telling.do(
        assignment,
        lambda: coding.change_document(assignment=assignment, changes=changes, actor=request.user, op=sent.op),
    )
    return telling.everything(done)


@router.post("/operations/{uuid:op}/undo", response={201: OutcomeTold})
def operation_undo(request: MemberRequest, op: uuid.UUID, sent: UndoSent) -> HttpResponse:
    """Take one's own last operation back; taking an undo back is redo."""
    step, assignment = enter_step(request, op)
    done = telling.do(
        assignment,
        lambda: undoing.undo_step(step=step, assignment=assignment, actor=request.user, op=sent.op),
    )
    return telling.everything(done)


@router.post("/documents/{int:document}/hand-in", response={201: HandInTold})
def handin_create(request: MemberRequest, document: int, sent: HandInSent) -> HttpResponse:
    """Hand one's work in: from now on nothing in it changes."""
    assignment = enter(request, document, sent.round)
    try:
        now = assigning.hand_in(assignment=assignment, actor=request.user, op=sent.op)
    except Replayed:
        return answer({"op": str(sent.op), "replayed": True, **_handed_in(assignment)}, status=201)
    return answer({"op": str(sent.op), **_handed_in(now)}, status=201)


def _handed_in(assignment: Assignment) -> dict[str, Any]:
    at = assignment.handed_in_at
    place = {"document": assignment.document_id, "round": assignment.round_id}
    return {**place, "handed_in_at": at.isoformat() if at else None}

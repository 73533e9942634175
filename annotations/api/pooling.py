"""Taking the next document from a pool, and giving one back."""

from typing import Any

from django.http import Http404, HttpResponse
from ninja import Router

from annotations.actions import pooling
from annotations.addresses import annotate_page
from annotations.api.entering import enter
from annotations.api.sent import SkipSent, TakeSent
from annotations.api.told import SkipTold, TakenTold
from annotations.models import Assignment
from annotations.pool_offer import coder_of, round_meant
from ledger.models import Operation
from ledger.problems import Replayed
from projects.access import MemberRequest
from projects.wire import answer

router = Router()


@router.post("/projects/{project}/next", response={201: TakenTold})
def next_create(request: MemberRequest, project: str, sent: TakeSent) -> HttpResponse:
    """Take the next document from the pool of a round: the one with the highest priority that one does not have."""
    round, coder = round_meant(request.project, sent.round), coder_of(request.member)
    if coder is None:
        raise Http404("No such coder.")
    is_again = Operation.objects.own(request.project, request.user, sent.op) is not None
    taken = pooling.take_next(round=round, coder=coder, actor=request.user, op=sent.op)
    told = {"op": str(sent.op), **_place(taken), "title": taken.document.title, "address": annotate_page(taken)}
    return answer({**told, **({"replayed": True} if is_again else {})}, status=201)


@router.post("/documents/{int:document}/skip", response={201: SkipTold})
def skip_create(request: MemberRequest, document: int, sent: SkipSent) -> HttpResponse:
    """Give a document back and say why; what was done in it stays."""
    assignment = enter(request, document, sent.round)
    try:
        now = pooling.skip(assignment=assignment, reason=sent.reason, actor=request.user, op=sent.op)
    except Replayed:
        return answer({"op": str(sent.op), **_given_back(assignment), "replayed": True}, status=201)
    return answer({"op": str(sent.op), **_given_back(now)}, status=201)


def _place(assignment: Assignment) -> dict[str, Any]:
    return {"document": assignment.document_id, "round": assignment.round_id}


def _given_back(assignment: Assignment) -> dict[str, Any]:
    at = assignment.given_back_at
    return {**_place(assignment), "given_back_at": at.isoformat() if at else None, "reason": assignment.comment}

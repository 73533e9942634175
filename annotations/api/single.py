"""One passage or one read mark: short forms of an operation with a single change."""

import uuid
from typing import Annotated

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from annotations.actions import coding
from annotations.actions.changes import Change
from annotations.api import telling
from annotations.api.entering import enter_paragraph, enter_passage
from annotations.api.sent import PassageChangeSent, PassageSent, PassageWithdrawalSent, ReadingSent
from annotations.api.telling import Done
from annotations.api.told import PassageGone, PassageNow, ReadingNow
from annotations.models import Assignment
from ledger.problems import Problem
from projects.access import MemberRequest
from projects.wire import Number

router = Router()

Now = PassageNow | PassageGone


@router.post("/paragraphs/{int:paragraph}/passages", response={200: Now, 201: PassageNow})
def passage_create(request: MemberRequest, paragraph: int, sent: PassageSent) -> HttpResponse:
    """Select words of a paragraph and give them themes."""
    assignment = enter_paragraph(request, paragraph, sent.round)
    done = _change(request, assignment, sent.change(paragraph=paragraph), sent.op)
    return telling.passage(done, sent.id, first=201)


@router.patch("/passages/{uuid:passage}", response={200: Now})
def passage_change(request: MemberRequest, passage: uuid.UUID, sent: PassageChangeSent) -> HttpResponse:
    """Change words, themes, doubt or note of one's own passage, from the version that one saw."""
    assignment = enter_passage(request, passage)
    return telling.passage(_change(request, assignment, sent.change(id=passage), sent.op), passage)


@router.api_operation(["DELETE"], "/passages/{uuid:passage}", response={200: Now})
def passage_withdraw(
    request: MemberRequest,
    passage: uuid.UUID,
    op: uuid.UUID | None = None,
    version: Annotated[Number | None, Query()] = None,
    sent: Annotated[PassageWithdrawalSent | None, Body()] = None,
) -> HttpResponse:
    """Take one's own passage back; its history stays. `op` and `version` stand in the query or in the body."""
    assignment = enter_passage(request, passage)
    asked = sent or PassageWithdrawalSent(op=op, version=version)
    if asked.op is None:
        raise Problem(_("Say under which id this is done: op."), field="op")
    return telling.passage(_change(request, assignment, asked.change(id=passage), asked.op), passage)


@router.post("/paragraphs/{int:paragraph}/reading", response={200: ReadingNow})
def reading_change(request: MemberRequest, paragraph: int, sent: ReadingSent) -> HttpResponse:
    """Mark a paragraph as read, or take the mark back."""
    assignment = enter_paragraph(request, paragraph, sent.round)
    return telling.reading(_change(request, assignment, sent.change(paragraph), sent.op), paragraph)


def _change(request: MemberRequest, assignment: Assignment, change: Change, op: uuid.UUID) -> Done:
    return telling.do(
        assignment,
        lambda: coding.change_document(assignment=assignment, changes=[change], actor=request.user, op=op),
    )

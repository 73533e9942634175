"""Handing one's work in, and reopening it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from annotations.actions import assigning
from annotations.addresses import annotate_page, coding_page
from annotations.models import Assignment
from annotations.views.coding import enter
from projects.access import MemberRequest


@require_POST
def handin_create(request: MemberRequest, document: int) -> HttpResponse:
    """Hand the document in: from now on nothing in it changes."""
    assignment, sent = enter(request, document)
    assigning.hand_in(assignment=assignment, actor=request.user, op=sent["op"])
    messages.success(request, _("Handed in “%s”.") % assignment.document.title)
    return redirect(f"{_page(assignment, sent)}#hand-in")


@require_POST
def handin_withdraw(request: MemberRequest, document: int) -> HttpResponse:
    """Open one's handed-in work again."""
    assignment, sent = enter(request, document)
    assigning.reopen(assignment=assignment, actor=request.user, op=sent["op"])
    messages.success(request, _("Reopened “%s”: you can change it again.") % assignment.document.title)
    return redirect(_page(assignment, sent))


def _page(assignment: Assignment, sent: dict[str, Any]) -> str:
    """Where it was asked from."""
    return annotate_page(assignment) if sent["is_annotating"] else coding_page(assignment)

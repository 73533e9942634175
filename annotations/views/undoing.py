"""One step back, and forth again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from annotations.actions import undoing
from annotations.addresses import coding_page
from annotations.histories import steps
from annotations.views.coding import enter
from projects.access import MemberRequest


@require_POST
def coding_undo(request: MemberRequest, document: int) -> HttpResponse:
    """Take the last step back, and go to where it was."""
    assignment, sent = enter(request, document)
    step = steps.next_steps(assignment, request.user).undo
    undoing.undo(assignment=assignment, actor=request.user, op=sent["op"])
    if step:
        messages.success(request, _("Undone: %s.") % step.words)
    return redirect(coding_page(assignment, step.ordinal if step else None))


@require_POST
def coding_redo(request: MemberRequest, document: int) -> HttpResponse:
    """Do the step again that was undone last."""
    assignment, sent = enter(request, document)
    step = steps.next_steps(assignment, request.user).redo
    undoing.redo(assignment=assignment, actor=request.user, op=sent["op"])
    if step:
        messages.success(request, _("Done again: %s.") % step.words)
    return redirect(coding_page(assignment, step.ordinal if step else None))

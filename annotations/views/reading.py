"""Read marks: this paragraph, no theme here, the rest of the document, not read after all."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from annotations.actions import coding
from annotations.actions.changes import Read, Unread
from annotations.addresses import coding_page
from annotations.models import Assignment
from annotations.views.coding import enter, enter_paragraph
from ledger.problems import Problem
from projects.access import MemberRequest


@require_POST
def reading_change(request: MemberRequest, document: int) -> HttpResponse:
    """Mark one paragraph as read, with `do=unread` as unread, with `do=rest` all that are not marked yet."""
    assignment, sent = enter(request, document)
    change, said, place = _asked(assignment, request.POST.get("do"), sent)
    coding.change_document(assignment=assignment, changes=[change], actor=request.user, op=sent["op"])
    messages.success(request, said)
    return redirect(place)


def _asked(assignment: Assignment, do: str | None, sent: dict[str, Any]) -> tuple[Read | Unread, str, str]:
    """The change, what to say about it, and where to go then."""
    codebook = sent["codebook_version"]
    if do not in (None, "read", "unread", "rest"):
        raise Problem(_("Say what to do with the paragraph: read, unread or rest."), field="do")
    if do == "rest":
        said = _("Marked the rest of the document as read.")
        return Read(None, codebook_version=codebook), said, f"{coding_page(assignment)}#hand-in"
    paragraph = enter_paragraph(assignment, sent["paragraph"])
    place = coding_page(assignment, paragraph.ordinal)
    if do == "unread":
        return Unread((paragraph.pk,)), _("Paragraph %d is unread again.") % paragraph.ordinal, place
    read = Read((paragraph.pk,), codebook_version=codebook)
    return read, _("Marked paragraph %d as read.") % paragraph.ordinal, place

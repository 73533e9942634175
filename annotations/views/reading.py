"""Read marks: this paragraph, no theme here, the rest of the document, not read after all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from annotations.actions import coding
from annotations.actions.changes import Read, Unread
from annotations.actions.passages import paragraph_of
from annotations.addresses import coding_page
from annotations.views.coding import enter
from projects.access import MemberRequest


@require_POST
def reading_change(request: MemberRequest, document: int) -> HttpResponse:
    """Mark one paragraph as read or unread, or with `do=rest` all that are not marked yet."""
    assignment, sent = enter(request, document)
    if request.POST.get("do") == "rest":
        paragraph, which = None, None
    else:
        paragraph = paragraph_of(assignment, sent["paragraph"])
        which = (paragraph.pk,)
    is_unread = request.POST.get("do") == "unread" and which is not None
    change = Unread(which) if is_unread and which else Read(which, codebook_version=sent["codebook_version"])
    coding.change_document(assignment=assignment, changes=[change], actor=request.user, op=sent["op"])
    messages.success(request, _say(paragraph.ordinal if paragraph else None, is_unread))
    place = coding_page(assignment, paragraph.ordinal if paragraph else None)
    return redirect(place if paragraph else f"{place}#hand-in")


def _say(ordinal: int | None, is_unread: bool) -> str:
    if ordinal is None:
        return _("Marked the rest of the document as read.")
    return (_("Paragraph %d is unread again.") if is_unread else _("Marked paragraph %d as read.")) % ordinal

"""The annotate screen of a document."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from annotations import annotate_page, workspace
from annotations.annotate_frame import Frame
from annotations.forms.passages import Sent
from corpus.models import Document
from projects.access import MemberRequest


@require_safe
@gzip_page  # a long document is a tenth of its size; the CSRF token is another each time, so BREACH learns nothing
def annotate_detail(request: MemberRequest, document: int) -> HttpResponse:
    """The document as its coder works on it; who has no assignment of it is told so."""
    text = get_object_or_404(Document.objects.in_project(request.project).active(), pk=document)
    assignments = workspace.assignments_of(request.member, text)
    assignment = workspace.choose(assignments, Sent.in_(request.GET)["round"])
    if assignment is None:
        return render(request, "annotations/coding_unassigned.html", {"document": text}, status=404)
    page = annotate_page.open_page(assignments, assignment, request.user)
    frame = Frame(page, request.member)
    return render(request, "annotations/annotate_detail.html", {"page": page, "frame": frame})

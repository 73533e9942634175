"""What happened to one document."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from annotations.document_history import DocumentHistory
from corpus.models import Document
from projects.access import MemberRequest


@require_safe
def document_history(request: MemberRequest, document: int) -> HttpResponse:
    """The operations of this document that the member may see, newest first."""
    found = get_object_or_404(Document.objects.in_project(request.project), pk=document)
    history = DocumentHistory(request.member, found, request.GET.get("page"))
    return render(request, "annotations/document_history.html", {"document": found, "history": history})

"""Reading: the list of documents, one document with its provenance, the file it came from."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from corpus import originals
from corpus.catalogue import Catalogue
from corpus.models import Document, Paragraph
from projects.access import MemberRequest


@require_safe
def document_list(request: MemberRequest) -> HttpResponse:
    """Sorted, filtered, found."""
    return render(request, "corpus/document_list.html", {"catalogue": Catalogue(request.project, request.GET)})


@require_safe
def document_detail(request: MemberRequest, document: int) -> HttpResponse:
    """The text as it is read, and where it comes from."""
    found = get_object_or_404(Document.objects.in_project(request.project).with_counts(), pk=document)
    page = {
        "document": found,
        "revision": found.revisions.current().first(),
        "paragraphs": Paragraph.objects.of(found),
    }
    return render(request, "corpus/document_detail.html", page)


@require_safe
def document_original(request: MemberRequest, document: int) -> FileResponse:
    """The bytes as they were imported, to be saved and never shown."""
    found = get_object_or_404(Document.objects.in_project(request.project), pk=document)
    revision = get_object_or_404(found.revisions.current())
    try:
        file = originals.path_of(revision.original.sha256).open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is not there.") from error
    name = revision.file_name.rsplit("/", 1)[-1]
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")

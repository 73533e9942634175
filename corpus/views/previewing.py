"""Previewing: what an import will do, or did, file by file, and one file with its documents."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from corpus import import_report as reports
from corpus.import_file_page import ImportFilePage
from corpus.import_page import ImportPage
from corpus.models import ImportBatch, ImportFile
from projects.access import MemberRequest


@require_safe
def import_detail(request: MemberRequest, batch: int) -> HttpResponse:
    """How far it is, its files, what will be done with each; the button."""
    batches = ImportBatch.objects.in_project(request.project).select_related("project", "by")
    page = ImportPage(get_object_or_404(batches, pk=batch), request.GET)
    return render(request, "corpus/import_detail.html", {"page": page, "batch": page.batch})


@require_safe
def import_file_detail(request: MemberRequest, batch: int, number: int) -> HttpResponse:
    """One file: its documents with their paragraphs."""
    files = ImportFile.objects.in_project(request.project).select_related("batch__project")
    page = ImportFilePage(get_object_or_404(files, batch=batch, number=number), request.GET)
    return render(request, "corpus/import_file_detail.html", {"page": page, "file": page.file})


@require_safe
def import_difference(request: MemberRequest, batch: int, number: int) -> HttpResponse:
    """A document of a file beside the one of the project that has nearly its text."""
    files = ImportFile.objects.in_project(request.project).select_related("batch__project")
    page = ImportFilePage(get_object_or_404(files, batch=batch, number=number), request.GET)
    return render(request, "corpus/import_difference.html", {"page": page, "file": page.file})


@require_safe
def import_report(request: MemberRequest, batch: int, suffix: str) -> HttpResponse:
    """What will be done or was done, as a table or as JSON in the shape of the command's."""
    found = get_object_or_404(ImportBatch.objects.in_project(request.project), pk=batch)
    if suffix not in reports.WRITERS:
        raise Http404("No such report.")
    media_type, written = reports.WRITERS[suffix]
    answer = HttpResponse(written(found), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="import-{found.pk}.{suffix}"'
    return answer

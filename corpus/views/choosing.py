"""Choosing: what somebody decides about a file of an import before it is stored."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from corpus.actions import choosing, filling
from corpus.actions.sourcing import WrongValue
from corpus.import_file_page import ImportFilePage
from corpus.import_grid import ImportGrid
from corpus.models import ImportBatch, ImportFile
from projects.access import MemberRequest
from projects.forms import OperationForm


@require_POST
def import_file_encoding(request: MemberRequest, batch: int, number: int) -> HttpResponse:
    """Read it again in another encoding."""
    file, sent = _found(request, batch, number), OperationForm(request.POST).checked()
    encoding = request.POST.get("other") or request.POST.get("encoding", "")
    now = choosing.choose_encoding(
        file=file, encoding=encoding, version=sent["version"], actor=request.user, op=sent["op"]
    )
    if now.state == ImportFile.State.REFUSED:
        messages.warning(request, now.report["reason"])
    else:
        messages.success(request, _("The file was read again."))
    return _to(request, file)


@require_POST
def import_file_change(request: MemberRequest, batch: int, number: int) -> HttpResponse:
    """Title, author, source, date and the rest of one of its documents."""
    file = _found(request, batch, number)
    page = ImportFilePage(file, request.GET, request.POST)
    if not page.form.is_valid():
        return render(request, "corpus/import_file_detail.html", {"page": page, "file": file}, status=422)
    sent, part = page.form.cleaned_data, request.POST.get("part", "")
    said = {"fields": page.form.fields_said(), "version": sent["version"]}
    choosing.describe_document(file=file, part=part, actor=request.user, op=sent["op"], **said)
    messages.success(request, _("The document is described anew."))
    return _to(request, file)


@require_http_methods(["GET", "HEAD", "POST"])
def import_grid(request: MemberRequest, batch: int) -> HttpResponse:
    """What is known of all documents of an import, as a grid: cell by cell, or one value for many."""
    batches = ImportBatch.objects.in_project(request.project).select_related("project")
    grid = ImportGrid(get_object_or_404(batches, pk=batch), request.GET, request.POST)
    if request.method != "POST":
        return render(request, "corpus/import_grid.html", {"grid": grid, "batch": grid.batch})
    sent = OperationForm(request.POST).checked()
    try:
        n = _fill(request, grid, sent)
    except WrongValue as wrong:
        grid.wrong = wrong
        return render(request, "corpus/import_grid.html", {"grid": grid, "batch": grid.batch}, status=422)
    said = ngettext("%(n)s document is described anew.", "%(n)s documents are described anew.", n)
    messages.success(request, said % {"n": n})
    return redirect(request.get_full_path())


def _fill(request: MemberRequest, grid: ImportGrid, sent: dict[str, Any]) -> int:
    """Of how many documents something is different now."""
    by = {"batch": grid.batch, "actor": request.user, "op": sent["op"]}
    if request.POST.get("do") not in ("unknown", "all"):
        return filling.describe_rows(rows=grid.said(), **by)
    only_unknown = request.POST["do"] == "unknown"
    return filling.fill_down(fields=grid.filling(), only_unknown=only_unknown, version=sent["version"], **by)


@require_POST
def import_file_correct(request: MemberRequest, batch: int, number: int) -> HttpResponse:
    """Take a text that is nearly that of a document as its corrected text, or add it by itself after all."""
    file, sent = _found(request, batch, number), OperationForm(request.POST).checked()
    said = {"is_correction": request.POST.get("do") != "add", "version": sent["version"]}
    part = request.POST.get("part", "")
    choosing.correct_document(file=file, part=part, actor=request.user, op=sent["op"], **said)
    return _to(request, file)


@require_POST
def import_file_leave(request: MemberRequest, batch: int, number: int) -> HttpResponse:
    """Leave it out, or take it in after all."""
    file, sent = _found(request, batch, number), OperationForm(request.POST).checked()
    said = {"is_left_out": request.POST.get("do") != "take", "version": sent["version"]}
    choosing.leave_out(file=file, actor=request.user, op=sent["op"], **said)
    return _to(request, file)


def _found(request: MemberRequest, batch: int, number: int) -> ImportFile:
    files = ImportFile.objects.in_project(request.project).select_related("batch__project")
    return get_object_or_404(files, batch=batch, number=number)


def _to(request: MemberRequest, file: ImportFile) -> HttpResponse:
    """The same document of the file."""
    page = reverse("import_file_detail", args=[request.project.slug, file.batch_id, file.number])
    document = request.GET.get("document", "")
    return redirect(f"{page}?document={document}" if document.isdecimal() and len(document) < 10 else page)

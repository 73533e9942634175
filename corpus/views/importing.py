"""Importing: choose files, let them be read, let them be stored, or not; take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from corpus.actions import finishing, receiving, undoing
from corpus.forms import LARGEST_FILE, UploadForm
from corpus.models import ImportBatch
from projects.access import MemberRequest
from projects.forms import OperationForm

SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def document_import(request: MemberRequest) -> HttpResponse:
    """Choose files: they are an import, that is read and waits. Below, the imports there are."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        op = OperationForm(request.POST).checked()["op"]
        batch = receiving.open_import(project=request.project, actor=request.user, op=op)
        return _receive(request, form, batch)
    imports = ImportBatch.objects.in_project(request.project).with_counts().newest_first()
    page = {
        "form": form,
        "open": imports.unfinished(),
        "earlier": imports.finished().with_files()[:SHOWN],
        "largest": LARGEST_FILE,
    }
    return render(request, "corpus/document_import.html", page, status=422 if form.errors else 200)


@require_POST
def import_file_create(request: MemberRequest, batch: int) -> HttpResponse:
    """More files for an import, as a script sends them one request after the other."""
    found, form = _found(request, batch), UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "corpus/document_import.html", {"form": form, "largest": LARGEST_FILE}, status=422)
    return _receive(request, form, found)


def _receive(request: MemberRequest, form: UploadForm, batch: ImportBatch) -> HttpResponse:
    receiving.add_files(batch=batch, files=form.read(request.POST.getlist("path")), actor=request.user)
    if not form.cleaned_data["more"]:
        receiving.begin_reading(batch=batch, actor=request.user)
    return _to(request, batch)


@require_POST
def import_read(request: MemberRequest, batch: int) -> HttpResponse:
    """Read what has come, or go on reading."""
    found, op = _found(request, batch), OperationForm(request.POST).checked()["op"]
    receiving.begin_reading(batch=found, actor=request.user, op=op)
    return _to(request, found)


@require_POST
def import_store(request: MemberRequest, batch: int) -> HttpResponse:
    """The one button: everything that was seen is stored."""
    found, sent = _found(request, batch), OperationForm(request.POST).checked()
    finishing.begin_storing(batch=found, version=sent["version"], actor=request.user, op=sent["op"])
    return _to(request, found)


@require_POST
def import_cancel(request: MemberRequest, batch: int) -> HttpResponse:
    """Nothing more is stored, and the files that were sent are forgotten."""
    found, sent = _found(request, batch), OperationForm(request.POST).checked()
    receiving.cancel_import(batch=found, version=sent["version"], actor=request.user, op=sent["op"])
    messages.success(request, _("The import was cancelled; the files that were sent are no longer kept."))
    return _to(request, found)


@require_POST
def import_undo(request: MemberRequest, batch: int) -> HttpResponse:
    """All its documents are withdrawn, as one."""
    found, sent = _found(request, batch), OperationForm(request.POST).checked()
    n = undoing.undo_import(batch=found, version=sent["version"], actor=request.user, op=sent["op"])
    words = ngettext("%(n)s document was withdrawn.", "%(n)s documents were withdrawn.", n)
    messages.success(request, words % {"n": n})
    return _to(request, found)


def _found(request: MemberRequest, batch: int) -> ImportBatch:
    return get_object_or_404(ImportBatch.objects.in_project(request.project).select_related("project"), pk=batch)


def _to(request: MemberRequest, batch: ImportBatch) -> HttpResponse:
    return redirect("import_detail", request.project.slug, batch.pk)

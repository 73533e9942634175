"""Importing: choose files, see what will happen, let it happen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from corpus import uploads
from corpus.actions import importing
from corpus.drafting import File
from corpus.forms import UploadForm
from projects.access import MemberRequest
from projects.forms import OperationForm


@require_http_methods(["GET", "HEAD", "POST"])
def document_import(request: MemberRequest) -> HttpResponse:
    """Step 1 checks the chosen files and keeps them; step 2 imports the kept ones."""
    if request.POST.getlist("kept"):
        return _store(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        return _check(request, [File(file.name, file.read()) for file in form.cleaned_data["upload"]])
    return render(request, "corpus/document_import.html", {"form": form}, status=422 if form.errors else 200)


def _check(request: MemberRequest, files: list[File]) -> HttpResponse:
    uploads.forget(request.project, request.user)
    page = {
        "form": UploadForm(),
        "report": importing.check_files(project=request.project, files=files),
        "kept": uploads.keep(request.project, request.user, files),
    }
    return render(request, "corpus/document_import.html", page)


def _store(request: MemberRequest) -> HttpResponse:
    op = OperationForm(request.POST).checked()["op"]
    files = uploads.fetch(request.project, request.user, request.POST.getlist("kept"))
    report = importing.import_files(project=request.project, files=files, actor=request.user, op=op)
    uploads.forget(request.project, request.user)
    done = ngettext("%(n)s document was imported.", "%(n)s documents were imported.", report["added"])
    messages.success(request, done % {"n": report["added"]})
    return redirect("document_list", request.project.slug)

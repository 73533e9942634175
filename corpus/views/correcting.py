"""Correcting: a new text of a document is put up, or rejected again; annotations adopts it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from corpus.actions import correcting
from corpus.forms import CorrectionForm
from corpus.models import Document
from ledger.problems import Problem, Replayed
from projects.access import MemberRequest
from projects.forms import OperationForm


@require_http_methods(["GET", "HEAD", "POST"])
def revision_create(request: MemberRequest, document: int) -> HttpResponse:
    """A file or a text, which then waits to be compared and adopted."""
    found = get_object_or_404(Document.objects.in_project(request.project).active(), pk=document)
    form = CorrectionForm(request.POST, request.FILES) if request.method == "POST" else CorrectionForm()
    if request.method == "POST" and form.is_valid():
        try:
            correcting.propose_revision(
                document=found, file=form.file_of(found.title), actor=request.user, op=form.cleaned_data["op"]
            )
        except Replayed:
            return redirect("revision_detail", request.project.slug, found.pk)
        except Problem as problem:
            form.add_error(None, problem.message)
        else:
            return redirect("revision_detail", request.project.slug, found.pk)
    status = 422 if form.errors else 200
    return render(request, "corpus/revision_create.html", {"document": found, "form": form}, status=status)


@require_POST
def revision_reject(request: MemberRequest, document: int) -> HttpResponse:
    """The corrected text is not wanted."""
    found = get_object_or_404(Document.objects.in_project(request.project), pk=document)
    sent = OperationForm(request.POST).checked()
    correcting.reject_revision(document=found, version=sent["version"], actor=request.user, op=sent["op"])
    messages.success(request, _("The corrected text was rejected; nothing changed."))
    return redirect("document_detail", request.project.slug, found.pk)

"""Describing: what is said about a document and about a source."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from corpus.actions import describing, remembering, sourcing
from corpus.forms import DocumentForm, SourceForm
from corpus.models import Document, Source, SourceHabit
from projects.access import MemberRequest
from projects.forms import OperationForm


@require_http_methods(["GET", "HEAD", "POST"])
def document_change(request: MemberRequest, document: int) -> HttpResponse:
    """Title, author, source, date and the rest."""
    documents = Document.objects.in_project(request.project).select_related("source")
    found = get_object_or_404(documents, pk=document)
    form = DocumentForm(request.POST if request.method == "POST" else None, document=found)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        describing.change_document(
            document=found, fields=form.fields_said(), version=sent["version"], actor=request.user, op=sent["op"]
        )
        messages.success(request, _("The document is described anew."))
        return redirect("document_detail", request.project.slug, found.pk)
    status = 422 if form.errors else 200
    return render(request, "corpus/document_change.html", {"document": found, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def source_change(request: MemberRequest, source: int) -> HttpResponse:
    """The name of a source and its authority; they count for all its documents."""
    found = get_object_or_404(Source.objects.in_project(request.project), pk=source)
    now = {"name": found.name, "authority": found.authority, "version": found.version}
    form = SourceForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        said = {"name": sent["name"], "authority": sent["authority"]}
        sourcing.change_source(source=found, version=sent["version"], actor=request.user, op=sent["op"], **said)
        messages.success(request, _("The source is described anew."))
        return redirect("document_list", request.project.slug)
    status = 422 if form.errors else 200
    page = {"source": found, "form": form, "habits": found.habits.by_value()}
    return render(request, "corpus/source_change.html", page, status=status)


@require_POST
def habit_forget(request: MemberRequest, source: int, habit: int) -> HttpResponse:
    """Let the rules decide again about a line of a source."""
    kept = get_object_or_404(SourceHabit.objects.in_project(request.project), pk=habit, source=source)
    sent = OperationForm(request.POST).checked()
    remembering.forget(habit=kept, version=sent["version"], actor=request.user, op=sent["op"])
    messages.success(request, _("Forgotten: in imports to come the rules decide again."))
    return redirect("source_change", request.project.slug, source)

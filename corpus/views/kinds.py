"""Kinds: what each paragraph is, changed one by one or many at a time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from corpus.actions import kinds
from corpus.kind_table import KindTable, read_changes
from corpus.models import Document
from projects.access import MemberRequest
from projects.forms import OperationForm


@require_http_methods(["GET", "HEAD", "POST"])
def paragraph_kinds(request: MemberRequest, document: int) -> HttpResponse:
    """Save the rows that were changed, or mark the ticked ones; the button says which."""
    found = get_object_or_404(Document.objects.in_project(request.project), pk=document)
    if request.method != "POST":
        return render(request, "corpus/paragraph_kinds.html", {"table": KindTable(found, request.GET)})
    op = OperationForm(request.POST).checked()["op"]
    changes = read_changes(request.POST)
    n = kinds.change_kinds(document=found, changes=changes, actor=request.user, op=op)
    done = ngettext("%(n)s paragraph was changed.", "%(n)s paragraphs were changed.", n) % {"n": n}
    messages.success(request, done)
    return redirect(request.get_full_path())

"""Kinds: what each paragraph is, changed one by one or many at a time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from corpus.actions import kinds
from corpus.kind_table import KindTable, bulk_form, n_unmarked, read_changes
from corpus.models import Document
from projects.access import MemberRequest
from projects.forms import OperationForm


@require_http_methods(["GET", "HEAD", "POST"])
def paragraph_kinds(request: MemberRequest, document: int) -> HttpResponse:
    """Save the rows that were changed, and mark the ticked ones when that button was pressed."""
    found = get_object_or_404(Document.objects.in_project(request.project), pk=document)
    sent = request.POST if request.method == "POST" else None
    if sent is None or (sent.get("do") == "ticked" and not bulk_form(sent).is_valid()):
        page = {"table": KindTable(found, request.GET, sent)}
        return render(request, "corpus/paragraph_kinds.html", page, status=422 if sent else 200)
    op = OperationForm(sent).checked()["op"]
    changed = kinds.change_kinds(document=found, changes=read_changes(sent), actor=request.user, op=op)
    messages.success(request, _in_words(changed))
    if n := n_unmarked(sent):
        unmarked = ngettext("%(n)s ticked paragraph was not marked.", "%(n)s ticked paragraphs were not marked.", n)
        messages.warning(request, unmarked % {"n": n})
    return redirect(request.get_full_path())


def _in_words(changed: kinds.Changed) -> str:
    said = [ngettext("%(n)s paragraph was changed", "%(n)s paragraphs were changed", changed.n) % {"n": changed.n}]
    if n := changed.n_closed:
        said += [ngettext("%(n)s of them is no longer codable", "%(n)s of them are no longer codable", n) % {"n": n}]
    if n := changed.n_opened:
        said += [ngettext("%(n)s of them can be coded now", "%(n)s of them can be coded now", n) % {"n": n}]
    return "; ".join(said) + "."

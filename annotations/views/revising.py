"""Revising: a corrected text beside the current one, what becomes of the passages, and its adoption."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from annotations.actions import revising
from annotations.forms.revising import AnchorForm
from annotations.revision_page import RevisionPage
from corpus.models import Document
from ledger.problems import NotAllowed
from projects.access import MemberRequest
from projects.forms import OperationForm


@require_safe
def revision_detail(request: MemberRequest, document: int) -> HttpResponse:
    """Both texts side by side, and the places that wait for a word."""
    page = RevisionPage(_document(request, document), request.GET.get("page"))
    return render(request, "annotations/revision_detail.html", {"document": page.document, "page": page})


@require_POST
def revision_adopt(request: MemberRequest, document: int) -> HttpResponse:
    """The corrected text becomes the current one, with everything that was done."""
    found, sent = _document(request, document), OperationForm(request.POST).checked()
    n = revising.adopt(document=found, version=sent["version"], actor=request.user, op=sent["op"])
    done = ngettext(
        "The corrected text is adopted; %(n)s passage went with it.",
        "The corrected text is adopted; %(n)s passages went with it.",
        n,
    )
    messages.success(request, done % {"n": n})
    return redirect("document_detail", request.project.slug, found.pk)


@require_POST
def revision_undo(request: MemberRequest, document: int) -> HttpResponse:
    """Take the adoption back."""
    found, sent = _document(request, document), OperationForm(request.POST).checked()
    revising.take_back(document=found, version=sent["version"], actor=request.user, op=sent["op"])
    messages.success(request, _("The adoption was taken back; the corrected text waits again."))
    return redirect("revision_detail", request.project.slug, found.pk)


@require_POST
def anchor_create(request: MemberRequest, document: int) -> HttpResponse:
    """What becomes of the passages of one place; the next one that waits has the focus then."""
    found, form = _document(request, document), AnchorForm(request.POST)
    chosen = form.chosen(found)
    revising.anchor(document=found, chosen=chosen, actor=request.user, op=form.cleaned_data["op"])
    return redirect("revision_detail", request.project.slug, found.pk)


@require_POST
def anchor_withdraw(request: MemberRequest, document: int) -> HttpResponse:
    """Withdraw all passages of which nothing is left."""
    found, sent = _document(request, document), OperationForm(request.POST).checked()
    revising.withdraw_gone(document=found, version=sent["version"], actor=request.user, op=sent["op"])
    return redirect("revision_detail", request.project.slug, found.pk)


def _document(request: MemberRequest, pk: int) -> Document:
    """Raises NotAllowed for who codes blind with those whose passages are moved: their words would be seen."""
    documents = Document.objects.in_project(request.project).active().select_related("project")
    found = get_object_or_404(documents, pk=pk)
    if request.project.rounds.closed_to_coder(request.member).on(found).exists():
        words = _("You code in a blind round in which this text is coded. Another manager may adopt the corrected one.")
        raise NotAllowed(words)
    return found

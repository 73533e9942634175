"""The coder's page of a document: what it shows, and making, changing and taking back passages."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from annotations import workspace
from annotations.actions import coding
from annotations.actions.changes import Withdraw
from annotations.actions.passages import paragraph_of
from annotations.addresses import coding_page
from annotations.forms.passages import PassageForm, Sent, known_passage, new_passage
from annotations.histories.steps import shorten
from annotations.models import Assignment, Passage
from annotations.problems import PassageExists
from corpus.models import Document, Paragraph
from projects.access import MemberRequest
from vocabulary import codebook


@require_safe
def coding_detail(request: MemberRequest, document: int) -> HttpResponse:
    """The document as its coder sees it; who has no assignment of it is told so."""
    text = get_object_or_404(Document.objects.in_project(request.project).active(), pk=document)
    asked = Sent.in_(request.GET)
    assignments = workspace.assignments_of(request.member, text)
    assignment = workspace.choose(assignments, asked["round"])
    if assignment is None:
        return render(request, "annotations/coding_unassigned.html", {"document": text}, status=404)
    page = workspace.open_workspace(assignments, assignment, request.user)
    return render(request, "annotations/coding_detail.html", {"page": page, "panel": _panel(page, asked, request.GET)})


@require_POST
def passage_create(request: MemberRequest, document: int) -> HttpResponse:
    """Tag sentences, a whole paragraph or exact words."""
    assignment, sent = enter(request, document)
    paragraph = enter_paragraph(assignment, sent["paragraph"])
    themes = codebook.current(request.project)
    form = PassageForm(request.POST, assignment=assignment, paragraph=paragraph, codebook=themes)
    if not form.is_valid():
        return again(request, assignment, form)
    return _store(request, assignment, form, sent, _("Tagged “%(quote)s” with %(codes)s."))


@require_POST
def passage_change(request: MemberRequest, document: int, passage: uuid.UUID) -> HttpResponse:
    """Other words, other themes, doubt, another note; with `open`, only show the form again as it was typed."""
    assignment, sent = enter(request, document)
    tagged = workspace.own_passage(assignment, passage)
    paragraph, themes = tagged.passage.paragraph, codebook.current(request.project)
    form = PassageForm(request.POST, assignment=assignment, paragraph=paragraph, codebook=themes, tagged=tagged)
    if "open" in request.POST or not form.is_valid():
        return again(request, assignment, form)
    return _store(request, assignment, form, sent, _("“%(quote)s” now has %(codes)s."))


@require_POST
def passage_withdraw(request: MemberRequest, document: int, passage: uuid.UUID) -> HttpResponse:
    """Take a passage back; its history stays."""
    assignment, sent = enter(request, document)
    taken = Passage.objects.of(assignment).with_place().named(passage)
    change = Withdraw(id=passage, version=sent["version"])
    coding.change_document(assignment=assignment, changes=[change], actor=request.user, op=sent["op"])
    messages.success(request, _("Took back “%s”.") % (shorten(taken.quote) if taken else ""))
    return redirect(coding_page(assignment, taken.paragraph.ordinal if taken else None))


def enter(request: MemberRequest, document: int) -> tuple[Assignment, dict[str, Any]]:
    """The asker's own assignment of a document (404 where there is none), and what they sent beside the form."""
    sent = Sent.in_(request.POST)
    text = get_object_or_404(Document.objects.in_project(request.project).active(), pk=document)
    assignments = workspace.assignments_of(request.member, text)
    assignment = workspace.choose(assignments, sent["round"])
    if assignment is None:
        raise Http404("No such assignment.")
    return assignment, sent


def enter_paragraph(assignment: Assignment, pk: int | None) -> Paragraph:
    """A paragraph that may be coded; 404 for one that never was in the document, a Problem for one that cannot be."""
    found = get_object_or_404(Paragraph, revision__document=assignment.document_id, pk=pk)
    return paragraph_of(assignment, found.pk)


def again(request: MemberRequest, assignment: Assignment, form: PassageForm) -> HttpResponse:
    """The page once more with the form as it was typed and what is wrong with it."""
    page = workspace.open_workspace([assignment], assignment, request.user)
    status = 422 if form.errors else 200
    return render(request, "annotations/coding_detail.html", {"page": page, "panel": form}, status=status)


def _store(
    request: MemberRequest, assignment: Assignment, form: PassageForm, sent: dict[str, Any], done: str
) -> HttpResponse:
    """Do what the valid form asks for and say so; where the words are marked already, lead there instead."""
    change = form.change(sent)
    try:
        coding.change_document(assignment=assignment, changes=[change], actor=request.user, op=sent["op"])
    except PassageExists as known:
        form.lead_to(known)
        return again(request, assignment, form)
    messages.success(request, done % {"quote": shorten(change.quote or ""), "codes": form.codes() or _("a note")})
    return redirect(coding_page(assignment, form.paragraph.ordinal))


def _panel(page: workspace.Workspace, asked: dict[str, Any], query: Any) -> PassageForm | None:
    """The form that the address opens: at one of the passages, or at a paragraph."""
    if not page.is_open:
        return None
    found = page.tagged(asked["passage"])
    paragraph, tagged = found or (page.paragraph(asked["paragraph"]), None)
    if paragraph is None:
        return None
    start = known_passage(paragraph, tagged, query) if tagged else new_passage(paragraph, asked["sentence"])
    place = page.assignment
    return PassageForm(assignment=place, paragraph=paragraph, codebook=page.codebook, tagged=tagged, initial=start)

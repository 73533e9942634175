"""Deciding: the documents that wait for it, one document's differences, and what is decided about them."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from annotations.actions import deciding
from annotations.deciding_list import DecidingList
from annotations.deciding_page import DecidingPage
from annotations.deciding_rows import Refused
from annotations.forms.deciding import DecidingQuery, DecisionForm, RuleForm, StepForm
from corpus.models import Document
from ledger.problems import Problem, Replayed
from projects.access import MemberRequest
from vocabulary import codebook

PART = "X-Tifa-Part"  # sent by the script, which needs only the unit that changed


@require_safe
def deciding_list(request: MemberRequest) -> HttpResponse:
    """The documents of a round with what is open and decided in each."""
    return render(request, "annotations/deciding_list.html", {"list": DecidingList(request.member, request.GET)})


@require_safe
def decision_list(request: MemberRequest, document: int) -> HttpResponse:
    """The differences of a document, some paragraphs at a time."""
    page = _page(request, document, request.GET)
    return render(request, "annotations/decision_list.html", {"page": page})


@require_POST
def decision_create(request: MemberRequest, document: int) -> HttpResponse:
    """Decide one difference, or all of a unit; where it is refused, the page says so beside the cell."""
    page, form = _entered(request, document), DecisionForm(request.POST)
    refused = None
    try:
        verdicts = form.verdicts(codebook.current(request.project))
        place = {"round": page.round, "document": page.document}
        with suppress(Replayed):  # the first of two sends decided it: what is there now is told
            deciding.decide(**place, decisions=verdicts, actor=request.user, op=form.cleaned_data["op"])
    except Problem as problem:
        refused = form.refused(problem)
    now = _page(request, document, request.POST, refused)
    return _part(request, now, form) if PART in request.headers else _whole(request, now, form)


@require_POST
def decision_by_rule(request: MemberRequest, document: int) -> HttpResponse:
    """Decide at once what a rule decides, as one step."""
    page, sent = _entered(request, document), RuleForm(request.POST).checked()
    place: dict[str, Any] = {"round": page.round, "document": page.document}
    work = deciding.decide_by_rule(**place, rule=sent["rule"], actor=request.user, op=sent["op"])
    n = sum(event.kind == "decision" for event in work.events.values())
    words = ngettext(
        "%d difference is decided. Undo takes it back.", "%d differences are decided. Undo takes them back.", n
    )
    messages.success(request, words % n)
    return redirect(page.address)


@require_POST
def decision_undo(request: MemberRequest, document: int) -> HttpResponse:
    """Take one's last deciding step on this document back; with `do=redo` do again what was undone last."""
    page, sent = _entered(request, document), StepForm(request.POST).checked()
    place: dict[str, Any] = {"round": page.round, "document": page.document}
    is_redo = sent["do"] == "redo"
    step = (page.steps.redo if is_redo else page.steps.undo) if page.is_ready else None
    act = deciding.redo_decision if is_redo else deciding.undo_decision
    act(**place, actor=request.user, op=sent["op"])
    messages.success(request, (_("Done again: %s.") if is_redo else _("Undone: %s.")) % (step or ""))
    return redirect(_page(request, document, request.POST).address_at(step.key) if step else page.address)


def _page(request: MemberRequest, document: int, data: Any, refused: Refused | None = None) -> DecidingPage:
    text = get_object_or_404(Document.objects.in_project(request.project).active(), pk=document)
    return DecidingPage(request.member, text, DecidingQuery.in_(data), refused)


def _entered(request: MemberRequest, document: int) -> DecidingPage:
    """The page from which something was sent; 404 where nobody codes the document in the round."""
    page = _page(request, document, request.POST)
    if page.round is None:
        raise Http404("No such round of this document.")
    return page


def _part(request: MemberRequest, page: DecidingPage, form: DecisionForm) -> HttpResponse:
    """What the script puts in place: the counts, and the unit that was decided about."""
    paragraph, number, _slug = form.place
    told = {"page": page, "said": _said(page, form), "unit_key": f"unit-{paragraph}-{number}"}
    told["unit"] = page.unit(paragraph, number) if page.is_ready else None
    status = page.refused.problem.status if page.refused else 200
    return render(request, "annotations/_deciding_answer.html", told, status=status)


def _whole(request: MemberRequest, page: DecidingPage, form: DecisionForm) -> HttpResponse:
    """The page again with what was refused; else on to the next open difference."""
    if page.refused:
        return render(request, "annotations/decision_list.html", {"page": page}, status=page.refused.problem.status)
    messages.success(request, _said(page, form))
    return redirect(page.address_behind(*form.place[:2]))


def _said(page: DecidingPage, form: DecisionForm) -> str:
    if page.refused:
        return page.refused.message
    paragraph, _unit, slug = form.place
    return page.said(paragraph, slug, form.chosen)

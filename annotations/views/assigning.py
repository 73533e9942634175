"""The coder's queue, and giving work and returning it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from annotations.actions import assigning
from annotations.board import Board
from annotations.forms.assigning import AssignForm, ReturnForm
from annotations.models import Assignment, Round
from annotations.pool_offer import Offer
from annotations.pool_page import Pool
from annotations.queue import Queue
from projects.access import MemberRequest, may


@require_safe
def assignment_list(request: MemberRequest) -> HttpResponse:
    """What one has to read, the next on top; for those who assign also who has what."""
    return _page(request, AssignForm(request.project))


@require_POST
def assignment_create(request: MemberRequest) -> HttpResponse:
    """Give documents to coders, all of them in one operation."""
    form = AssignForm(request.project, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    sent = form.cleaned_data
    round, pairs = sent["round"], form.pairs
    had = set(Assignment.objects.in_round(round).kept().on_any(each[0] for each in pairs).values_list("pk", flat=True))
    given = assigning.assign_pairs(
        round=round, pairs=pairs, actor=request.user, priority=sent["priority"], op=sent["op"]
    )
    messages.success(request, _said(round, [each for each in given if each.pk not in had], sent["priority"]))
    return redirect(f"{reverse('assignment_list', args=[request.project.slug])}?round={round.pk}")


@require_POST
def assignment_return(request: MemberRequest, assignment: int) -> HttpResponse:
    """Give handed-in work back to its coder, with a comment."""
    work = get_object_or_404(Assignment.objects.known_to(request.member).with_all(), pk=assignment)
    sent = ReturnForm(request.POST).checked()
    assigning.reopen(assignment=work, actor=request.user, comment=sent["comment"], op=sent["op"])
    words = {"title": work.document.title, "coder": work.coder.name}
    messages.success(request, _("“%(title)s” is open again for %(coder)s.") % words)
    return redirect(f"{reverse('assignment_list', args=[request.project.slug])}?round={work.round_id}")


def _said(round: Round, new: list[Assignment], priority: int | None) -> str:
    """Which work is new to somebody, in words."""
    if not new and priority is not None:
        return _("They have it already; its priority is %d now.") % priority
    if not new:
        return _("They have it already; nothing changed.")
    documents, coders = len({each.document_id for each in new}), len({each.coder_id for each in new})
    what = ngettext("%d document", "%d documents", documents) % documents
    whom = ngettext("%d coder", "%d coders", coders) % coders
    words = {"round": round.name, "documents": what, "coders": whom}
    return _("In %(round)s: %(documents)s given to %(coders)s.") % words


def _page(request: MemberRequest, form: AssignForm, status: int = 200) -> HttpResponse:
    page = {"queue": Queue(request.member, request.GET), "offer": Offer(request.member), "form": form}
    if may(request, "assign"):
        round = request.POST.get("round") or request.GET.get("round")
        board = Board(request.member, round, request.GET.get("documents"))
        page |= {"board": board, "pool": Pool(request.member, request.GET, board.round)}
    return render(request, "annotations/assignment_list.html", page, status=status)

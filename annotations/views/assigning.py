"""The coder's queue, and giving work and returning it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from annotations.actions import assigning
from annotations.forms.assigning import AssignForm, op_of
from annotations.models import Assignment
from annotations.queue import Board, Queue
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
    given = form.cleaned_data
    round, documents, coders = given["round"], list(given["documents"]), list(given["coders"])
    assigning.assign_all(round=round, documents=documents, coders=coders, actor=request.user, op=given["op"])
    counts = {"documents": len(documents), "coders": len(coders), "round": round.name}
    messages.success(request, _("In %(round)s: %(documents)d documents given to %(coders)d coders.") % counts)
    return redirect(f"{reverse('assignment_list', args=[request.project.slug])}?round={round.pk}")


@require_POST
def assignment_return(request: MemberRequest, assignment: int) -> HttpResponse:
    """Give handed-in work back to its coder."""
    work = get_object_or_404(Assignment.objects.known_to(request.member).with_all(), pk=assignment)
    assigning.reopen(assignment=work, actor=request.user, op=op_of(request.POST))
    words = {"title": work.document.title, "coder": work.coder.name}
    messages.success(request, _("“%(title)s” is open again for %(coder)s.") % words)
    return redirect(f"{reverse('assignment_list', args=[request.project.slug])}?round={work.round_id}")


def _page(request: MemberRequest, form: AssignForm, status: int = 200) -> HttpResponse:
    page = {"queue": Queue(request.member, request.GET.get("page")), "form": form}
    if may(request, "assign"):
        round = request.POST.get("round") or request.GET.get("round")
        page["board"] = Board(request.project, round, request.GET.get("documents"))
    return render(request, "annotations/assignment_list.html", page, status=status)

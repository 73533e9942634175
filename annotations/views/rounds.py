"""The rounds of a project: starting, planning, opening, locking."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations.actions import assigning, rounds
from annotations.forms.rounds import OpeningForm, RoundForm
from annotations.models import Round
from annotations.problems import NotAllHandedIn, RoundBegun, RoundNameTaken
from annotations.rounds_page import Rounds
from projects.access import MemberRequest
from projects.forms import OperationForm


@require_safe
def round_list(request: MemberRequest) -> HttpResponse:
    """All rounds with their plans and progress, and the form that starts one."""
    return _list(request, RoundForm(initial={"kind": "pilot"}))


@require_POST
def round_create(request: MemberRequest) -> HttpResponse:
    """Start a round."""
    form = RoundForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    try:
        started = assigning.start_round(
            project=request.project, actor=request.user, op=form.cleaned_data["op"], **form.plan
        )
    except RoundNameTaken as taken:
        form.add_error("name", taken.message)
        return _list(request, form, status=taken.status)
    messages.success(request, _("Started the round “%s”.") % started.name)
    return redirect("round_list", request.project.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def round_change(request: MemberRequest, round: int) -> HttpResponse:
    """Another name, kind, seed or end."""
    planned = _round(request, round)
    form = RoundForm(request.POST) if request.method == "POST" else RoundForm.of(planned)
    if not form.is_valid():
        return _form(request, planned, form, 422 if form.is_bound else 200)
    sent = form.cleaned_data
    try:
        rounds.change_plan(round=planned, version=sent["version"], actor=request.user, op=sent["op"], **form.plan)
    except (RoundNameTaken, RoundBegun) as refused:
        form.add_error(refused.field, refused.message)
        return _form(request, planned, form, refused.status)
    messages.success(request, _("The round “%s” is changed.") % form.plan["name"])
    return redirect("round_list", request.project.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def round_open(request: MemberRequest, round: int) -> HttpResponse:
    """What opening a blind round shows to whom; then do it."""
    row = Rounds(request.member).row(round)
    if row is None:
        raise Http404("No such round.")
    if request.method != "POST":
        return render(request, "annotations/round_open.html", {"row": row})
    sent = OpeningForm(request.POST).checked()
    try:
        who = {"version": sent["version"], "actor": request.user, "op": sent["op"]}
        rounds.open_round(round=row.round, is_early=sent["is_early"], **who)
    except NotAllHandedIn as refused:
        return render(request, "annotations/round_open.html", {"row": row, "refused": refused}, status=refused.status)
    messages.success(request, _("The round “%s” is open: its coding can be seen.") % row.round.name)
    return redirect("round_list", request.project.slug)


@require_POST
def round_lock(request: MemberRequest, round: int) -> HttpResponse:
    """Nobody changes anything in it any more."""
    sent, given = OperationForm(request.POST).checked(), _round(request, round)
    rounds.lock_round(round=given, version=sent["version"], actor=request.user, op=sent["op"])
    messages.success(request, _("The round “%s” is locked: what is in it stays as it is.") % given.name)
    return redirect("round_list", request.project.slug)


@require_POST
def round_unlock(request: MemberRequest, round: int) -> HttpResponse:
    """Coding goes on."""
    sent, given = OperationForm(request.POST).checked(), _round(request, round)
    rounds.unlock_round(round=given, version=sent["version"], actor=request.user, op=sent["op"])
    messages.success(request, _("The round “%s” is unlocked: coding goes on.") % given.name)
    return redirect("round_list", request.project.slug)


def _round(request: MemberRequest, pk: int) -> Round:
    return get_object_or_404(Round.objects.in_project(request.project).select_related("project"), pk=pk)


def _list(request: MemberRequest, form: RoundForm, status: int = 200) -> HttpResponse:
    page = {"rounds": Rounds(request.member), "form": form}
    return render(request, "annotations/round_list.html", page, status=status)


def _form(request: MemberRequest, round: Round, form: RoundForm, status: int) -> HttpResponse:
    return render(request, "annotations/round_change.html", {"round": round, "form": form}, status=status)

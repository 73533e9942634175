"""The pool as supervisors see, fill and empty it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from annotations.actions import pooling
from annotations.forms.pooling import FillForm, IdleForm, RoundForm
from annotations.idleness import SETTING
from annotations.models import Round
from annotations.pool_page import Pool
from annotations.querysets import sees_only_own
from projects.access import MemberRequest
from projects.actions import founding


@require_safe
def pool_detail(request: MemberRequest) -> HttpResponse:
    """A round's pool; with a number of coders in the address also what filling it would make."""
    form = FillForm(request.member, request.GET if "each" in request.GET else None)
    return _page(request, form)


@require_POST
def pool_fill(request: MemberRequest) -> HttpResponse:
    """Let documents have as many slots as they lack, all in one operation."""
    form = FillForm(request.member, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    sent = form.cleaned_data
    wanted = {name: sent[name] for name in ("round", "each", "priority", "expected", "op")}
    n = pooling.fill(documents=form.found(), actor=request.user, **wanted)
    words = ngettext("%(n)d slot is new in the pool of %(round)s.", "%(n)d slots are new in the pool of %(round)s.", n)
    messages.success(request, words % {"n": n, "round": sent["round"].name})
    return _back(request, sent["round"], "free")


@require_POST
def pool_empty(request: MemberRequest) -> HttpResponse:
    """Take the slots out again that nobody has taken."""
    sent = RoundForm(request.project, request.POST).checked()
    n = pooling.empty(round=sent["round"], actor=request.user, op=sent["op"])
    words = _("What nobody had taken is out of the pool.")
    counted = ngettext("%d slot is out of the pool.", "%d slots are out of the pool.", n) % n
    messages.success(request, words if sees_only_own(request.member, sent["round"]) else counted)
    return _back(request, sent["round"])


@require_POST
def idle_return(request: MemberRequest) -> HttpResponse:
    """Let idle work go back now, without waiting for the hour."""
    round = RoundForm(request.project, request.POST).checked()["round"]
    n = pooling.return_idle(round=round, now=timezone.now(), actor=request.user)
    words = _("What was idle is back in the pool.")
    counted = ngettext("%d document went back to the pool.", "%d documents went back to the pool.", n) % n
    messages.success(request, words if sees_only_own(request.member, round) else counted)
    return _back(request, round, "returned")


@require_POST
def idle_change(request: MemberRequest) -> HttpResponse:
    """Say after how many days work is idle, in all rounds of the project."""
    sent, project = IdleForm(request.POST).checked(), request.project
    settings = {**project.settings, SETTING: sent["days"]}
    founding.change_project(
        project=project, version=sent["version"], actor=request.user, op=sent["op"], settings=settings
    )
    messages.success(request, _("Saved."))
    return redirect(reverse("pool_detail", args=[project.slug]))


def _back(request: MemberRequest, round: Round, state: str = "taken") -> HttpResponse:
    return redirect(f"{reverse('pool_detail', args=[request.project.slug])}?round={round.pk}&show={state}")


def _page(request: MemberRequest, form: FillForm, status: int = 200) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    page = {"pool": Pool(request.member, asked), "form": form}
    if form.is_bound and form.is_valid():
        page["plan"] = form.plan()
    return render(request, "annotations/pool_detail.html", page, status=status)

"""Giving documents by rule and by chance: shown first, then done with one button."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from annotations.actions import distributing
from annotations.distribution import Plan
from annotations.forms.distributing import DistributionForm
from annotations.querysets import sees_only_own
from projects.access import MemberRequest

LINES_PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def distribution_create(request: MemberRequest) -> HttpResponse:
    """The form; with an address that asks for something the plan; a POST does what was shown."""
    if request.method != "POST":
        return _page(request, DistributionForm.asked(request.member, request.GET))
    form = DistributionForm(request.member, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    sent = form.cleaned_data
    done = distributing.distribute(wish=form.wish, digest=sent["digest"], actor=request.user, op=sent["op"])
    messages.success(request, _said(done))
    return redirect(f"{reverse('assignment_list', args=[request.project.slug])}?round={done.wish.round.pk}#board")


def _page(request: MemberRequest, form: DistributionForm, status: int = 200) -> HttpResponse:
    plan = form.plan() if form.is_bound and status == 200 else None
    page: dict[str, Any] = {"form": form, "plan": plan}
    if plan:
        page["lines"] = Paginator(plan.given, LINES_PER_PAGE).get_page(request.GET.get("documents"))
        page["is_own_only"] = sees_only_own(request.member, plan.wish.round)
    return render(request, "annotations/distribution_create.html", page, status=status)


def _said(done: Plan) -> str:
    """What was given, in words."""
    n = len(done.given)
    if not n:
        return _("Enough coders have them already; nothing changed.")
    documents = ngettext("%d document", "%d documents", n) % n
    words = {"round": done.wish.round.name, "documents": documents, "n": done.n_assignments}
    return _("In %(round)s: %(documents)s given, %(n)d assignments.") % words

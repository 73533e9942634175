"""What coders do with the pool: take the next document, skip one, take one up again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from annotations.actions import pooling
from annotations.addresses import annotate_page
from annotations.forms.pooling import SkipForm, TakeForm
from annotations.pool_offer import coder_of, round_meant
from annotations.problems import PoolEmpty
from annotations.views.coding import enter
from projects.access import MemberRequest


@require_POST
def next_create(request: MemberRequest) -> HttpResponse:
    """Take the next document of a pool, and open it."""
    sent = TakeForm(request.POST).checked()
    round, coder = round_meant(request.project, sent["round"]), coder_of(request.member)
    if coder is None:
        raise Http404("No such coder.")
    try:
        taken = pooling.take_next(round=round, coder=coder, actor=request.user, op=sent["op"])
    except PoolEmpty as nothing:
        messages.info(request, nothing.message)
        return redirect(reverse("assignment_list", args=[request.project.slug]))
    return redirect(annotate_page(taken))


@require_POST
def skip_create(request: MemberRequest, document: int) -> HttpResponse:
    """Give a document back, with the reason."""
    assignment, _sent = enter(request, document)
    sent = SkipForm(request.POST).checked()
    pooling.skip(assignment=assignment, reason=sent["reason"], actor=request.user, op=sent["op"])
    messages.success(request, _("Skipped “%s”. Your supervisor sees why.") % assignment.document.title)
    return redirect(reverse("assignment_list", args=[request.project.slug]))


@require_POST
def skip_withdraw(request: MemberRequest, document: int) -> HttpResponse:
    """Take a document up again that one gave back, and open it."""
    assignment, sent = enter(request, document)
    pooling.resume(assignment=assignment, actor=request.user, op=sent["op"])
    return redirect(annotate_page(assignment))

"""The method of a round in words, for the paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.access import MemberRequest
from reports.forms import AgreementForm
from reports.method import Method


@require_safe
def method_detail(request: MemberRequest) -> HttpResponse:
    """The paragraphs, to be copied, and the table of agreement with its files."""
    form = AgreementForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = Method(scope, form.compared(), form.asked()) if scope else None
    return render(request, "reports/method_detail.html", {"form": form, "page": page})

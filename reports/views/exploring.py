"""The pages with a picture: where themes stand in a text."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.access import MemberRequest
from reports.exploring.forms import PositionsForm
from reports.exploring.positions import Positions


@require_safe
def position_detail(request: MemberRequest) -> HttpResponse:
    """Where in one document each theme stands."""
    form = PositionsForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = Positions(scope, form.cleaned_data) if scope else None
    return render(request, "reports/position_detail.html", {"form": form, "page": page})

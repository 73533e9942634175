"""The pages with a picture: where themes stand in a text, and which go together."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.access import MemberRequest
from reports.exploring.cooccurrence import Cooccurrence
from reports.exploring.forms import CooccurrenceForm, PositionsForm, TogetherForm, TrendsForm
from reports.exploring.positions import Positions
from reports.exploring.together_list import TogetherList
from reports.exploring.trends import Trends


@require_safe
def position_detail(request: MemberRequest) -> HttpResponse:
    """Where in one document each theme stands."""
    form = PositionsForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = Positions(scope, form.cleaned_data) if scope else None
    return render(request, "reports/position_detail.html", {"form": form, "page": page})


@require_safe
def cooccurrence_detail(request: MemberRequest) -> HttpResponse:
    """Which themes go together."""
    form = CooccurrenceForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = Cooccurrence(scope, form.cleaned_data) if scope else None
    return render(request, "reports/cooccurrence_detail.html", {"form": form, "page": page})


@require_safe
def cooccurrence_list(request: MemberRequest) -> HttpResponse:
    """What carries two themes: the sentences, paragraphs or documents behind a number of co-occurrence."""
    form = TogetherForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = TogetherList(scope, form.cleaned_data) if scope else None
    return render(request, "reports/cooccurrence_list.html", {"form": form, "page": page})


@require_safe
def trend_detail(request: MemberRequest) -> HttpResponse:
    """How the shares of themes change over time."""
    form = TrendsForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = Trends(scope, form.cleaned_data) if scope else None
    return render(request, "reports/trend_detail.html", {"form": form, "page": page})

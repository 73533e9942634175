"""The pages with a picture: where themes stand in a text, which go together, how they change, how two groups differ."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.access import MemberRequest
from reports.exploring import two_groups
from reports.exploring.base import Exploration, explored
from reports.exploring.cooccurrence import Cooccurrence
from reports.exploring.couples import Couples
from reports.exploring.forms import CooccurrenceForm, ExplorationForm, PositionsForm, TogetherForm, TrendsForm
from reports.exploring.positions import Positions
from reports.exploring.together_list import TogetherList
from reports.exploring.trends import Trends
from reports.exploring.two_groups_form import TwoGroupsForm


@require_safe
def position_detail(request: MemberRequest) -> HttpResponse:
    """Where in one document each theme stands."""
    return _page(request, Positions, PositionsForm)


@require_safe
def cooccurrence_detail(request: MemberRequest) -> HttpResponse:
    """Which themes go together."""
    return _page(request, Cooccurrence, CooccurrenceForm, couples=Couples)


@require_safe
def cooccurrence_list(request: MemberRequest) -> HttpResponse:
    """What carries two themes, the sentences, paragraphs or documents behind a number; without themes all pairs."""
    form = TogetherForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    if not form.cleaned_data["theme"]:
        return render(request, "reports/cooccurrence_list.html", {"form": form, "couples": explored(Couples, form)})
    scope = form.scope()
    page = TogetherList(scope, form.cleaned_data, form.filters(), form.told) if scope else None
    return render(request, "reports/cooccurrence_list.html", {"form": form, "page": page})


@require_safe
def trend_detail(request: MemberRequest) -> HttpResponse:
    """How the shares of themes change over time."""
    return _page(request, Trends, TrendsForm)


@require_safe
def two_groups_detail(request: MemberRequest) -> HttpResponse:
    """How two groups of documents differ."""
    form = TwoGroupsForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    return render(request, "reports/two_groups_detail.html", {"form": form, "page": two_groups.page(form)})


def _page(
    request: MemberRequest, kind: type[Exploration], asks: type[ExplorationForm], **more: type[Exploration]
) -> HttpResponse:
    """One page with its form, and more figures of the same; its template is named as its route is."""
    form = asks(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    figures = {name: explored(each, form) for name, each in more.items()}
    return render(request, f"reports/{kind.route}.html", {"form": form, "page": explored(kind, form), **figures})

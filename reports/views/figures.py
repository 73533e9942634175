"""The pages of figures: coverage and agreement, and the units behind their numbers."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.access import MemberRequest
from reports.coverage import Coverage
from reports.coverage_forms import CoverageForm, UnitsForm
from reports.unit_page import UnitPage


@require_safe
def coverage_detail(request: MemberRequest) -> HttpResponse:
    """Themes by documents, sources, years, coders or rounds, and how far the reading is."""
    form = CoverageForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = Coverage(scope, form.view(), form.asked()) if scope else None
    return render(request, "reports/coverage_detail.html", {"form": form, "page": page})


@require_safe
def unit_list(request: MemberRequest) -> HttpResponse:
    """The units that a number counts, in their paragraphs."""
    form = UnitsForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = UnitPage(scope, form.cleaned_data, form.filters()) if scope else None
    return render(request, "reports/unit_list.html", {"form": form, "page": page})

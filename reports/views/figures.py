"""The pages of figures: coverage and agreement, and the units behind their numbers."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.access import MemberRequest
from reports.agreement import Agreement
from reports.agreement_units import AgreementUnits
from reports.coverage import Coverage, View
from reports.forms import AgreementForm, AgreementUnitsForm, CoverageForm, UnitsForm
from reports.unit_page import UnitPage


@require_safe
def coverage_detail(request: MemberRequest) -> HttpResponse:
    """Theme by document, and how far the reading is."""
    form = CoverageForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    asked, scope = form.asked(), form.scope()
    chosen = {name: asked[name] for name in ("figure", "sub", "sort", "by", "page") if asked[name]}
    page = Coverage(scope, View(**chosen), asked) if scope else None
    return render(request, "reports/coverage_detail.html", {"form": form, "page": page})


@require_safe
def unit_list(request: MemberRequest) -> HttpResponse:
    """The units that a number counts, in their paragraphs."""
    form = UnitsForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = UnitPage(scope, form.cleaned_data) if scope else None
    return render(request, "reports/unit_list.html", {"form": form, "page": page})


@require_safe
def agreement_detail(request: MemberRequest) -> HttpResponse:
    """Per theme, how far coders agree on the same units."""
    form = AgreementForm(request.GET, member=request.member)
    return render(request, "reports/agreement_detail.html", {"form": form, "page": _agreement(form)})


@require_safe
def agreement_download(request: MemberRequest) -> HttpResponse:
    """The table of the agreement page as CSV; the same work gives the same bytes."""
    page = _agreement(AgreementForm(request.GET, member=request.member))
    if page is None:
        raise Http404("No round yet.")
    headers = {"Content-Disposition": f'attachment; filename="{page.file_name}"'}
    return HttpResponse(page.csv(), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def agreement_units(request: MemberRequest) -> HttpResponse:
    """The units that a number of the agreement page counts, in their paragraphs."""
    form = AgreementUnitsForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = AgreementUnits(scope, form.compared(), form.cleaned_data) if scope else None
    return render(request, "reports/agreement_units.html", {"form": form, "page": page})


def _agreement(form: AgreementForm) -> Agreement | None:
    """Nothing when the project has no round yet."""
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    return Agreement(scope, form.compared(), form.asked()) if scope else None

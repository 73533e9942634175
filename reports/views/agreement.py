"""The pages of agreement, and the units behind their numbers."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest
from reports import agreement_figures, agreement_sets_figures
from reports.actions import measuring
from reports.agreement import Agreement
from reports.agreement_confusion import Confusion
from reports.agreement_groups import Grouped
from reports.agreement_pairs import Pairs
from reports.agreement_sets import Sets
from reports.agreement_units import AgreementUnits
from reports.forms import AgreementForm, AgreementUnitsForm, GroupsForm, PairsForm
from reports.links import address


@require_safe
def agreement_detail(request: MemberRequest) -> HttpResponse:
    """Per theme, how far coders agree on the same units."""
    form = AgreementForm(request.GET, member=request.member)
    page = _agreement(form)
    figure = agreement_figures.themes(page) if page and page.is_shown else None
    return render(request, "reports/agreement_detail.html", {"form": form, "page": page, "figure": figure})


@require_safe
def agreement_pairs(request: MemberRequest) -> HttpResponse:
    """Coders by coders: how far each two agree about a theme."""
    form = PairsForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = Pairs(scope, form.compared(), form.asked(), form.cleaned_data) if scope else None
    figure = agreement_figures.pairs(page) if page and page.is_shown and page.chosen else None
    return render(request, "reports/agreement_pairs.html", {"form": form, "page": page, "figure": figure})


@require_safe
def agreement_confusion(request: MemberRequest) -> HttpResponse:
    """Themes by themes: what the other coder gave where they differ."""
    form = AgreementForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = Confusion(scope, form.compared(), form.asked()) if scope else None
    figure = agreement_figures.confusion(page) if page and page.is_shown else None
    return render(request, "reports/agreement_confusion.html", {"form": form, "page": page, "figure": figure})


@require_safe
def agreement_groups(request: MemberRequest) -> HttpResponse:
    """Agreement on a theme over time, by source or document, and by codebook version."""
    form = GroupsForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = Grouped(scope, form.compared(), form.asked(), form.cleaned_data) if scope else None
    figure = agreement_figures.groups(page) if page and page.is_shown and page.chosen else None
    return render(request, "reports/agreement_groups.html", {"form": form, "page": page, "figure": figure})


@require_safe
def agreement_sets(request: MemberRequest) -> HttpResponse:
    """How far coders agree on whole sets of themes, and on where passages begin and end."""
    form = AgreementForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope = form.scope()
    page = Sets(scope, form.compared(), form.asked()) if scope else None
    sets = agreement_sets_figures.sets(page) if page else None
    boundaries = agreement_sets_figures.boundaries(page) if page else None
    figures = {"figure_of_sets": sets, "figure_of_boundaries": boundaries}
    return render(request, "reports/agreement_sets.html", {"form": form, "page": page, **figures})


@require_POST
def agreement_measure(request: MemberRequest) -> HttpResponse:
    """Have a large comparison measured in the background; back to the page that says how far it is."""
    form = AgreementForm(request.POST, member=request.member)
    scope = form.scope() if form.is_valid() else None
    if scope is None or scope.round.hides_others:
        raise Http404("No such selection.")
    measuring.measure(scope=scope, coders=form.compared())
    return redirect(address("agreement_sets", request.project.slug, form.asked()))


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

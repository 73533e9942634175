"""The tables and charts of whole sets and of boundaries, as they leave: what was measured now, or last by a job."""

from collections.abc import Callable

from django.http import QueryDict
from django.utils.translation import gettext as _

from projects.models import Membership
from reports import words
from reports.agreement_figures import dots, note, themed
from reports.agreement_rows import PLACES
from reports.agreement_sets import Sets, title_of
from reports.charts import Dot
from reports.charts import Row as Marks
from reports.figures import Figure
from reports.forms import AgreementForm
from reports.measures import SPAN_MEASURES
from reports.tables import Cell, Head, Table
from reports.wholes import Estimate


def sets(page: Sets) -> Figure | None:
    """A line a coefficient; nothing where a job has to measure them first."""
    if not page.is_shown or page.whole is None:
        return None
    heads = [_("Coefficient"), _("Figure"), _("from"), _("to"), _("Why there is none")]
    rows = [[Cell(title_of(each.name)), *_figures(each), Cell(each.why or each.reason)] for each in page.whole.sets]
    table = Table(_("Whole sets of themes"), _note(page), [Head(text) for text in heads], rows)
    marks = [Marks(title_of(each.name), [_dot(each)], _said(each)) for each in page.whole.sets]
    chart = dots("agreement-sets", page, table.title, marks, _("Alpha of sets"))
    return Figure("agreement-sets", table, page.links, chart)


def boundaries(page: Sets) -> Figure | None:
    """A line a theme: passages of each coder, and each coefficient with its bounds."""
    if not page.is_shown or page.whole is None:
        return None
    given = [_("Passages of %(coder)s") % {"coder": coder.pseudonym} for coder in page.coders]
    measured = [text for each in SPAN_MEASURES for text in (str(each.title), _("from"), _("to"))]
    rows = [
        [Cell(themed(theme)), *map(Cell, each.n_passages), *(cell for one in each.figures for cell in _figures(one))]
        for theme, each in page.measured
    ]
    heads = [Head(text) for text in (_("Theme"), *given, *measured)]
    table = Table(_("Boundaries of passages"), note(page), heads, rows)
    alpha = [(theme, each.figures[0]) for theme, each in page.measured]
    marks = [Marks(themed(theme), [_dot(one)], _said(one)) for theme, one in alpha]
    chart = dots("agreement-boundaries", page, table.title, marks, str(SPAN_MEASURES[0].title))
    return Figure("agreement-boundaries", table, page.links, chart)


def asked(figure_of: Callable[[Sets], Figure | None]) -> Callable[[QueryDict, Membership], Figure | None]:
    """One of them for what GET asks for."""

    def make(sent: QueryDict, member: Membership) -> Figure | None:
        form = AgreementForm(sent, member=member)
        scope = form.scope() if form.is_valid() else None
        return figure_of(Sets(scope, form.compared(), form.asked())) if scope else None

    return make


def _note(page: Sets) -> str:
    return f"{note(page)} {_('The empty set is at distance 0 from itself and at distance 1 from any other.')}"


def _figures(estimate: Estimate) -> list[Cell]:
    values = (estimate.value, estimate.low, estimate.high)
    return [Cell(value, words.MISSING if value is None else words.decimal(value, PLACES)) for value in values]


def _dot(estimate: Estimate) -> Dot | None:
    return None if estimate.value is None else Dot(estimate.value, estimate.low, estimate.high)


def _said(estimate: Estimate) -> str:
    figure, low, high = (cell.text for cell in _figures(estimate))
    if estimate.value is None:
        return estimate.why
    return figure if estimate.low is None else f"{figure} [{words.bounds(low, high)}]"

"""How often each theme was found: passages, units, shares, documents, text; with bars, or dots for estimates."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from projects.models import Membership
from reports import words
from reports.charts import Axis, Bar, Bars, Chart, Dot, Dots
from reports.charts import Row as DotRow
from reports.coverage import Coverage
from reports.coverage_forms import CoverageForm
from reports.figures import Figure
from reports.tables import Cell, Head, Table
from reports.themes_table import Figures, Row


def figure(asked: QueryDict, member: Membership) -> Figure | None:
    """The table of themes of the coverage page."""
    form = CoverageForm(asked, member=member)
    scope = form.scope() if form.is_valid() else None
    if scope is None or scope.is_closed:
        return None
    return of(Coverage(scope, form.view(), form.asked()))


def of(page: Coverage) -> Figure:
    """The same of a page that is there."""
    note = _("%(units)s were read by %(whose)s in the round “%(round)s”. %(footing)s") % {
        "units": page.read_in_words,
        "whose": page.whose,
        "round": page.scope.round.name,
        "footing": page.footing_in_words,
    }
    title = _("Themes: passages, units, shares")
    cells = [_cells(page, row, figures) for row in page.themes for figures in (row.own, row.rolled) if figures]
    return Figure("themes", Table(title, note, _heads(page), cells), page.links, _chart(page, title, note))


def _heads(page: Coverage) -> list[Head]:
    estimated = [_("Estimated share"), _("Low"), _("High")] if page.is_drawn else []
    names = [_("Theme"), _("Passages"), _("Units with it"), _("Units read"), _("Share"), *estimated]
    names += [
        _("Mean of document shares"),
        _("Of all codes"),
        _("Without unsure tags"),
        _("Documents"),
        _("Of the text"),
    ]
    return [Head(name) for name in names]


def _cells(page: Coverage, row: Row, figures: Figures) -> list[Cell]:
    values, shown = figures.values, {"passages": figures.passages, "units": figures.units}
    estimate = figures.estimate
    estimated = [Cell(one, words.share(one), is_share=True) for one in (estimate.value, estimate.low, estimate.high)]
    name = _("%s with its sub-themes") % row.theme.name if figures is row.rolled else row.theme.name
    return [
        Cell(f"{row.theme.code} {name}"),
        *(Cell(_whole(values[key]), number.text, number.href) for key, number in shown.items()),
        Cell(_whole(values["read"])),
        _share(values["share"]),
        *(estimated if page.is_drawn else []),
        _share(values["mean"]),
        _share(values["codes"]),
        Cell(_whole(values["sure"]), figures.sure.text, figures.sure.href),
        Cell(_whole(values["documents"]), figures.documents.text, figures.documents.href),
        _share(values["characters"]),
    ]


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _share(value: float | None) -> Cell:
    return Cell(value, words.share(value), is_share=True)


def _chart(page: Coverage, title: str, note: str) -> Chart:
    """Bars of what was read; dots with their intervals where the shares are estimated from a drawn sample."""
    rows = [(f"{row.theme.code} {row.theme.name}", row.own) for row in page.themes]
    if not page.is_drawn:
        bars = [Bar(label, figures.values["share"], figures.share) for label, figures in rows]
        return Bars(name="themes", title=title, note=note, bars=bars)
    dots = [DotRow(label, [_dot(figures)], figures.estimate_text) for label, figures in rows]
    highest = max((figures.estimate.high or figures.estimate.value or 0 for _label, figures in rows), default=1)
    axis = Axis(0, highest or 1, lambda value: words.share(value, 0), _("estimated share, with 95 % interval"))
    return Dots(name="themes", title=title, note=note, rows=dots, axis=axis)


def _dot(figures: Figures) -> Dot | None:
    one = figures.estimate
    return None if one.value is None else Dot(one.value, one.low, one.high)

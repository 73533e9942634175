"""The heat table and the table of reading of the coverage page, as figures that leave as files."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.models import Membership
from reports.charts import Bar, Bars
from reports.charts import Heat as HeatChart
from reports.coverage import Coverage
from reports.coverage_forms import CoverageForm
from reports.figures import Figure
from reports.heat import Cell as HeatCell
from reports.material import Number
from reports.reading import Row
from reports.tables import Cell, Head, Table

LINES = 5000  # in a file; a page has 50
DRAWN = 50  # lines of a picture


def heat(asked: QueryDict, member: Membership) -> Figure | None:
    """The heat table, turned as it stands on the page."""
    page = _page(asked, member)
    if page is None or page.scope.is_closed:
        return None
    heads = [Head(page.row_name), *(Head(head.theme.code, words=head.theme.name) for head in page.heads)]
    rows = [[Cell(row.line.name), *map(_cell, row.cells)] for row in page.heat.rows]
    rows.append([Cell(_("All together")), *map(_cell, page.whole_cells)])
    title = _("Themes by %(rows)s") % {"rows": page.rows_name}
    table = Table(title, f"{page.heat.note} {page.footing_in_words}", heads, rows)
    small = replace(table, rows=rows[:DRAWN])
    if page.view.turned:
        table, small = table.transposed(), small.transposed()
    chart = HeatChart(name="lines", title=title, note=table.note, table=small)
    return Figure("lines", table, page.links, chart)


def reading(asked: QueryDict, member: Membership) -> Figure | None:
    """The table of reading, with bars of how much of each line is read."""
    page = _page(asked, member)
    if page is None or page.scope.is_closed:
        return None
    lines, title = [*page.reading, page.total], _("Reading")
    names = (page.row_name, *(str(name) for name, _of in _COLUMNS), _("Handed in"), _("Assigned"))
    note = _("Codable units of each line, by their state; read by %(whose)s.") % {"whose": page.whose}
    table = Table(title, note, [Head(name) for name in names], [_reading(row) for row in lines])
    bars = [Bar(_name(row), _read(row), row.read_share) for row in (*page.reading[:DRAWN], page.total)]
    return Figure("reading", table, page.links, Bars(name="reading", title=title, note=note, bars=bars))


_COLUMNS: tuple[tuple[Any, Callable[[Row], Number]], ...] = (
    (gettext_lazy("Codable"), lambda row: row.codable),
    (gettext_lazy("Read"), lambda row: row.read),
    (gettext_lazy("Unread"), lambda row: row.unread),
    (gettext_lazy("Open question"), lambda row: row.asked),
    (gettext_lazy("With a theme"), lambda row: row.tagged),
    (gettext_lazy("No theme"), lambda row: row.none),
    (gettext_lazy("Unsure"), lambda row: row.unsure),
    (gettext_lazy("Read twice"), lambda row: row.double),
    (gettext_lazy("Passages"), lambda row: row.passages),
)


def _reading(row: Row) -> list[Cell]:
    numbers = [of(row) for _name, of in _COLUMNS]
    counted = [Cell(number.n, number.text, number.href) for number in numbers]
    return [Cell(_name(row)), *counted, Cell(row.handed_in), Cell(row.assigned)]


def _name(row: Row) -> str:
    return row.line.name if row.line else _("All together")


def _read(row: Row) -> float | None:
    return (row.read.n or 0) / row.codable.n if row.codable.n else None


def _cell(cell: HeatCell) -> Cell:
    text = f"{cell.text} *" if cell.is_small else cell.text
    value = None if cell.value is None else cell.value if cell.is_share else int(cell.value)
    return Cell(value, text, cell.href, cell.words, cell.level, cell.is_share)


def _page(asked: QueryDict, member: Membership) -> Coverage | None:
    form = CoverageForm(asked, member=member)
    scope = form.scope() if form.is_valid() else None
    return Coverage(scope, replace(form.view(), page=1, per_page=LINES), form.asked()) if scope else None

"""How often each theme was found: passages, units, their share of what was read, documents; with bars of the shares."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from projects.models import Membership
from reports.charts import Bar, Bars
from reports.coverage import Coverage, View
from reports.figures import Figure
from reports.forms import CoverageForm
from reports.tables import Cell, Head, Table
from reports.themes_table import Row


def figure(asked: QueryDict, member: Membership) -> Figure | None:
    """The table of themes of the coverage page."""
    form = CoverageForm(asked, member=member)
    scope = form.scope() if form.is_valid() else None
    if scope is None or scope.is_closed:
        return None
    page = Coverage(scope, View(by=form.cleaned_data["by"] or "codebook"), form.asked())
    note = _("%(units)s were read by %(whose)s in the round “%(round)s”. Shares are of what was read.") % {
        "units": page.read_in_words,
        "whose": page.whose,
        "round": scope.round.name,
    }
    heads = [_("Theme"), _("Passages"), _("Units with it"), _("Units read"), _("Share"), _("Documents")]
    title = _("Themes: passages, units, shares")
    table = Table(title, note, [Head(head) for head in heads], [_cells(page, row) for row in page.themes])
    bars = [Bar(f"{row.theme.code} {row.theme.name}", _share(page, row), row.share) for row in page.themes]
    return Figure("themes", table, page.links, Bars(name="themes", title=title, note=note, bars=bars))


def _share(page: Coverage, row: Row) -> float | None:
    read = page.material.read_for(row.theme.pk)
    return page.material.tallied(row.theme.pk).units / read if read else None


def _cells(page: Coverage, row: Row) -> list[Cell]:
    read, share = page.material.read_for(row.theme.pk), _share(page, row)
    is_read = share is not None
    return [
        Cell(f"{row.theme.code} {row.theme.name}"),
        Cell(int(row.weight["passages"]), row.passages.text, row.passages.href),
        Cell(int(row.weight["units"]) if is_read else None, row.units.text, row.units.href),
        Cell(read),
        Cell(share, row.share, is_share=True),
        Cell(int(row.weight["documents"]) if is_read else None, row.documents.text, row.documents.href),
    ]

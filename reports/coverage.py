"""The coverage page: themes by documents, groups of them, coders or rounds; and how far the reading is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports import choices, editions, page_lines, summary, themes_table, words
from reports import reading as reading_table
from reports.counting.base import Themes
from reports.cubes import drawing, loading
from reports.figures import File, offered
from reports.filters import Filters
from reports.footing import State, footing
from reports.heat import Cell, Heat
from reports.lines import Line, together
from reports.links import Links
from reports.material import Material
from reports.page_lines import Order
from reports.scope import Scope
from vocabulary.models import Theme

# What can stand in rows: one of them, and all.
ROWS = {
    "document": (gettext_lazy("Document"), gettext_lazy("documents")),
    "source": (gettext_lazy("Source"), gettext_lazy("sources")),
    "authority": (gettext_lazy("Authority"), gettext_lazy("authorities")),
    "year": (gettext_lazy("Year"), gettext_lazy("years")),
    "language": (gettext_lazy("Language"), gettext_lazy("languages")),
    "coder": (gettext_lazy("Coder"), gettext_lazy("coders")),
    "round": (gettext_lazy("Round"), gettext_lazy("rounds")),
}


@dataclass(frozen=True)
class Head:
    """A theme across the heat table, the link that orders the lines by it, and whether they are."""

    theme: Theme
    href: str
    is_sorted: str


@dataclass(frozen=True)
class View:
    """How the page is shown: what stands in rows and in cells, rolled up or not, turned or not, in which order.

    `by` orders the table of themes. Only documents that fit the `filters` count, and only the theme `under` and what is
    below it has columns (None: all themes).
    """

    rows: str = "document"
    figure: str = "share"
    sub: bool = False
    turned: bool = False
    sort: str = "name"
    by: str = "codebook"
    page: int = 1
    per_page: int | None = None
    filters: Filters = field(default_factory=Filters)
    under: Theme | None = None


class Coverage:
    """Everything the page shows, for one scope, in a fixed number of queries where lines are groups of documents.

    Sizes: the cube of the scope, and 25 documents, or 50 lines of anything else.
    """

    def __init__(self, scope: Scope, view: View, asked: dict[str, Any]) -> None:
        self.scope, self.view = scope, view
        self.links = Links(scope, asked)
        self.material = self._material()

    def _material(self) -> Material:
        scope, view = self.scope, self.view
        known = editions.load(scope.project)
        themes = choices.themes(scope.member, known)
        lines = page_lines.scopes(scope, view.rows)
        cube, *others = loading.load_all([scope, *lines], themes, known)
        rows = view.filters.rows(cube.described)
        return Material(
            scope=scope,
            editions=known,
            themes=themes,
            shown=_under(view.under, themes),
            cube=cube,
            filters=view.filters,
            rows=rows,
            footing=footing(cube, rows, scope.draws(), partial(drawing.load, scope, cube, themes, known)),
            links=self.links,
            beside=list(zip(lines, others, strict=True)),
        )

    @cached_property
    def themes(self) -> list[themes_table.Row]:
        return themes_table.rows(self.material, self.view.by)

    @cached_property
    def short(self) -> summary.Summary:
        return summary.summary(self.material)

    @property
    def _order(self) -> Order:
        view = self.view
        return Order(view.rows, view.sort, view.figure, view.sub, view.page, view.per_page)

    @cached_property
    def lines(self) -> page_lines.PageLines:
        return page_lines.page_lines(self.material, self._order)

    @cached_property
    def heat(self) -> Heat:
        sums = self.lines.sums(with_sub=self.view.sub)
        return Heat(self.material, self.view.figure, sums, self.lines.lines, with_sub=self.view.sub)

    @cached_property
    def reading(self) -> list[reading_table.Row]:
        lines = self.lines
        return reading_table.rows(self.material, lines.sums(with_sub=False), lines.lines, lines.handed_in)

    @cached_property
    def total(self) -> reading_table.Row:
        material = self.material
        [handed_in] = material.given.counts(together(material.rows), 1)
        return reading_table.total(material, handed_in)

    @cached_property
    def changed(self) -> list[themes_table.Edition]:
        return themes_table.editions_of(self.material)

    @property
    def whose(self) -> str:
        """The readers in words, as in "12 of 148 sentences read by ada"."""
        coder = self.scope.coder
        return coder.name if coder else _("at least one coder")

    @property
    def read_in_words(self) -> str:
        return words.fraction(self.material.total("read_all"), self.material.total("codable"), self.scope.unit)

    @property
    def units(self) -> str:
        return words.unit_names(self.scope.unit)

    @property
    def is_complete(self) -> bool:
        return self.material.footing.state == State.COMPLETE

    @property
    def is_drawn(self) -> bool:
        return self.material.footing.state == State.DRAWN

    @property
    def footing_in_words(self) -> str:
        """What the shares speak of, as a note to a table."""
        return self.material.footing.note

    def files(self) -> dict[str, list[File]]:
        """What can be downloaded of each table: its name in reports.downloads -> its files."""
        return {name: offered(name, self.links) for name in ("themes", "lines", "reading")}

    def sort_links(self) -> dict[str, str]:
        """For the heads of the theme table: the same page, ordered by that column."""
        return {column: self.links.here(by=column) + "#themes" for column in themes_table.ORDERS}

    @property
    def rows_name(self) -> str:
        """What stands in rows, in the plural."""
        return str(ROWS[self.view.rows][1])

    @property
    def row_name(self) -> str:
        return str(ROWS[self.view.rows][0])

    @property
    def small(self) -> int:
        return themes_table.SMALL

    @cached_property
    def whole_cells(self) -> Sequence[Cell]:
        """The last line of the heat table: all documents together, also those on other pages."""
        sums = self.material.whole_rolled if self.view.sub else self.material.whole
        whole = Heat(self.material, self.view.figure, sums, [Line("")], with_sub=self.view.sub)
        return [cell._replace(level=0) for cell in whole.rows[0].cells]

    @cached_property
    def heads(self) -> list[Head]:
        """The themes, with the links that order the lines by them."""
        return [Head(theme, self._sorted(theme.slug), self._is_sorted(theme.slug)) for theme in self.material.shown]

    @property
    def turned(self) -> list[tuple[Head, list[Cell]]]:
        """The heat table with themes down: each with its cells, that of all together last."""
        columns = [*(row.cells for row in self.heat.rows), self.whole_cells]
        return [(head, [cells[place] for cells in columns]) for place, head in enumerate(self.heads)]

    def all_link(self) -> str:
        """The same page without filters."""
        return self.links.here_without(
            "source", "authority", "year", "since", "until", "language", "document", "under", "page"
        )

    def line_links(self) -> dict[str, str]:
        """For the first head of the heat table: ordered by name, year, or what was read."""
        return {key: self._sorted(key) for key in ("name", "year", "read")}

    def turned_link(self) -> str:
        return self.links.here(turned=None if self.view.turned else 1) + "#lines"

    def page_links(self) -> dict[str, str]:
        """previous and next, where there are such pages."""
        page, found = self.lines.page, {}
        if page.has_previous():
            found["previous"] = self.links.here(page=page.previous_page_number()) + "#lines"
        if page.has_next():
            found["next"] = self.links.here(page=page.next_page_number()) + "#lines"
        return found

    def _is_sorted(self, key: str) -> str:
        """What aria-sort takes."""
        return {key: "ascending", f"-{key}": "descending"}.get(self.view.sort, "")

    def _sorted(self, key: str) -> str:
        """The same page ordered by it, the largest number or the first name first; the same again turns it round."""
        first = key if key == "name" else f"-{key}"
        turned = f"-{key}" if key == "name" else key
        return self.links.here(sort=turned if self.view.sort == first else first, page=None) + "#lines"


def _under(top: Theme | None, themes: Themes) -> list[Theme]:
    family = themes.family(top.pk) if top else None
    return [theme for theme in themes.rows if family is None or theme.pk in family]

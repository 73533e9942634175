"""How the shares of themes change over years or months, with intervals where a sample was drawn."""

from functools import cached_property, partial

import numpy as np
from django.utils.translation import gettext as _

from reports import choices, editions, words
from reports.charts import Axis, Dot, Lines, Series
from reports.counting.base import Themes
from reports.cube import Cube, Ints
from reports.cubes import drawing, loading
from reports.exploring import months
from reports.exploring.base import Exploration
from reports.figures import Figure
from reports.filters import Bools
from reports.footing import Footing, State, footing
from reports.intervals import Estimate
from reports.lines import together
from reports.sums import Sums, all_of
from reports.tables import Cell, Head, Table
from vocabulary.models import Theme

MOST_LINES = 6  # as many as have marks and dashes of their own


class Trends(Exploration):
    name = "trends"
    route = "trend_detail"

    @property
    def missing(self) -> str:
        return _("Nothing was read yet.")

    @property
    def with_sub(self) -> bool:
        return bool(self.asked.get("sub"))

    @property
    def is_by_month(self) -> bool:
        return self.asked.get("by") == "month"

    @cached_property
    def codebook(self) -> Themes:
        return choices.themes(self.scope.member, self._offered)

    @cached_property
    def _offered(self) -> editions.Editions:
        return editions.load(self.scope.project)

    @cached_property
    def cube(self) -> Cube:
        return loading.load(self.scope, self.codebook, self._offered)

    @cached_property
    def _chosen(self) -> Bools:
        """The documents that fit the filters, as rows of the cube."""
        return self.filters.rows(self.cube.described)

    @cached_property
    def themes(self) -> list[Theme]:
        """Those asked for; else the most frequent."""
        asked = {theme.pk for theme in self.asked.get("themes") or []}
        if asked:
            return [theme for theme in self.codebook.rows if theme.pk in asked]
        n = self._units()
        order = sorted(self.codebook.rows, key=lambda theme: -int(n[self.cube.column(theme.pk)]))[:MOST_LINES]
        return [theme for theme in self.codebook.rows if theme in order]

    def _units(self) -> Ints:
        """With each theme, in all that is chosen."""
        if self._chosen.all():
            found: Ints = all_of(self.cube, with_sub=self.with_sub).units[0]
            return found
        chosen: Ints = Sums(self.cube, together(self._chosen), 1, with_sub=self.with_sub).units[0]
        return chosen

    @cached_property
    def periods(self) -> list[tuple[str, Bools]]:
        """Each year or month in which something was read, with its documents as rows of the cube; undated ones last."""
        keys = months.of(self.scope, self.cube) if self.is_by_month else 100 * self.cube.described.years
        found = [(key, (keys == key) & self._chosen) for key in np.unique(keys[self._chosen]).tolist()]
        found.sort(key=lambda period: (not period[0], period[0]))
        return [(months.text(key), rows) for key, rows in found if self.cube.read_all[rows].any()]

    @cached_property
    def _sums(self) -> Sums:
        """Of each period."""
        line_of = np.full(len(self.cube.documents), -1, np.int64)
        for place, (_key, rows) in enumerate(self.periods):
            line_of[rows] = place
        columns = [self.cube.column(theme.pk) for theme in self.themes]
        return Sums(self.cube, line_of, len(self.periods), with_sub=self.with_sub, columns=columns)

    @cached_property
    def footings(self) -> list[Footing]:
        draws = self.scope.draws()
        load = partial(drawing.load, self.scope, self.cube, self.codebook, self._offered)
        return [footing(self.cube, rows, draws, load) for _key, rows in self.periods]

    @cached_property
    def estimates(self) -> list[dict[int, Estimate]]:
        """Of each period and theme the share, with its interval where there is one."""
        return [self._of(place, of) for place, of in enumerate(self.footings)]

    def _of(self, place: int, of: Footing) -> dict[int, Estimate]:
        drawn = of.shares(with_sub=self.with_sub)
        if drawn:
            return {theme.pk: drawn[self.cube.column(theme.pk)] for theme in self.themes}
        counts = {theme.pk: self._count(place, theme) for theme in self.themes}
        return {pk: Estimate(n / read if read else None) for pk, (n, read) in counts.items()}

    def _count(self, place: int, theme: Theme) -> tuple[int, int]:
        """(units with it, units read under a codebook with it)."""
        column = self.themes.index(theme)
        return int(self._sums.units[place, column]), int(self._sums.read[place, column])

    def make(self) -> Figure | None:
        if not self.periods or not self.themes:
            return None
        title, labels = _("Shares of themes over time"), [key or _("undated") for key, _rows in self.periods]
        series = [self._line(theme) for theme in self.themes[:MOST_LINES]]
        top = max((dot.high or dot.value for one in series for dot in one.dots if dot), default=0) or 0.1
        axis = Axis(0, top, _percent, _("Share of what was read"))
        chart = Lines(name=self.name, title=title, note=self.note, labels=labels, series=series, axis=axis)
        period = _("Month") if self.is_by_month else _("Year")
        columns = [Head(head) for head in (period, _("Documents"), _("Read"))]
        columns += [Head(_("What the share speaks of"), is_number=False)]
        columns += [Head(theme.code, words=theme.name) for theme in self.themes]
        rows = [self._row(place, label) for place, label in enumerate(labels)]
        return Figure(self.name, Table(title, self.note, columns, rows), self.links, chart)

    def _line(self, theme: Theme) -> Series:
        return Series(f"{theme.code} {theme.name}", [_dot(of[theme.pk]) for of in self.estimates])

    @property
    def note(self) -> str:
        said = _(
            "Units with the theme ÷ units read under a codebook with it. 95 % intervals stand where documents or "
            "paragraphs were drawn by chance and enough of them have the theme; what was read completely has none, and "
            "what was read otherwise speaks of itself only."
        )
        more = _("The picture has the first %d of these themes, the table all.") % MOST_LINES
        return " ".join([str(self.basis), said, *([more] if len(self.themes) > MOST_LINES else [])])

    def _row(self, place: int, label: str) -> list[Cell]:
        rows, of = self.periods[place][1], self.footings[place]
        read = int(self.cube.read_all[rows].sum())
        head = [
            Cell(label),
            Cell(int(rows.sum())),
            Cell(read, words.whole(read)),
            Cell(str(State(of.state).label), words=of.note),
        ]
        return head + [self._cell(place, theme) for theme in self.themes]

    def _cell(self, place: int, theme: Theme) -> Cell:
        key, estimate = self.periods[place][0], self.estimates[place][theme.pk]
        n, read = self._count(place, theme)
        if estimate.value is None:
            return Cell(None, words.MISSING)
        text = words.percent(estimate.value, 1)
        if estimate.low is not None and estimate.high is not None:
            text += f" [{words.percent(estimate.low, 1)}, {words.percent(estimate.high, 1)}]"
        period = {"month": key} if key and self.is_by_month else {"year": key or "0"}
        asked = {**self.filters.query(), **period, "theme": theme.slug, "sub": self.with_sub or None}
        href = self.links.units("tagged", **asked) if n else ""
        return Cell(estimate.value, text, href, words.fraction(n, read, self.scope.unit), is_share=True)


def _dot(estimate: Estimate) -> Dot | None:
    return None if estimate.value is None else Dot(estimate.value, estimate.low, estimate.high)


def _percent(share: float) -> str:
    return words.percent(share, 1, 0) if share else "0 %"

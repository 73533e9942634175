"""The page that says which themes coders take for each other: what the other coder gave where they differ.

With two coders, rows are the themes of the first and columns those of the second. With more, a cell counts the units on
which any of them gave the one and another the other, so that rows and columns say the same.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reports import confusions, words
from reports.agreement_rows import levels
from reports.answers import Ints, Values, is_different
from reports.comparison import Comparison
from reports.heat import step
from reports.material import Number
from vocabulary.models import Theme

COMMONEST = 10


@dataclass(frozen=True)
class Line:
    """A theme: the units on which they differ about it, those where another gave no theme, and by each other theme."""

    theme: Theme
    differ: Number
    alone: Number
    cells: list[Number]


@dataclass(frozen=True)
class Pair:
    """Two themes that are taken for each other."""

    one: Theme
    other: Theme
    number: Number


class Confusion(Comparison):
    """Themes by themes, and the commonest pairs."""

    route = "agreement_confusion"

    @property
    def rows(self) -> list[Theme]:
        return self.themes.rows

    @property
    def is_directed(self) -> bool:
        """Whether rows are one coder's themes, and columns the other's."""
        return len(self.coders) == 2

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(place, theme) for place, theme in enumerate(self.rows)]

    @cached_property
    def nothing(self) -> list[Number]:
        """Below the columns of the second coder: units on which the first gave no theme."""
        return [self._alone(theme, self._values[place], 1) for place, theme in enumerate(self.rows)]

    @cached_property
    def commonest(self) -> list[Pair]:
        """The pairs of themes that are confused most often, whoever gave which."""
        n = self.counts + self.counts.T if self.is_directed else self.counts
        places = np.argwhere(np.triu(n, 1) > 0)
        order = sorted(places.tolist(), key=lambda at: (-n[at[0], at[1]], at))[:COMMONEST]
        return [Pair(self.rows[i], self.rows[j], self._number(i, j, int(n[i, j]), None)) for i, j in order]

    @cached_property
    def _values(self) -> list[Values]:
        """Of each theme by itself."""
        own = [level for level in levels(self.themes, self.offered) if not level.is_rolled and not level.edition]
        return [self.answered.values(level.asked) for level in own]

    @cached_property
    def counts(self) -> Ints:
        """Themes × themes, the units of each cell."""
        return confusions.count(np.stack(self._values, axis=2), self._by(0))

    @cached_property
    def _top(self) -> int:
        return int(self.counts.max(initial=0)) or 1

    def _by(self, place: int) -> int | None:
        return place if self.is_directed else None

    def _line(self, place: int, theme: Theme) -> Line:
        n = int(is_different(self._values[place]).sum())
        href = self.links.compared("differ", theme=theme.slug) if n else ""
        cells = [self._number(place, other, int(n), self._by(0)) for other, n in enumerate(self.counts[place])]
        return Line(theme, Number(words.whole(n), href), self._alone(theme, self._values[place], 0), cells)

    def _alone(self, theme: Theme, values: Values, by: int) -> Number:
        n = int(confusions.alone(values, self.answered.has_any, self._by(by)).sum())
        return Number(words.whole(n), self._link("alone", self._by(by), theme=theme.slug) if n else "")

    def _number(self, one: int, other: int, n: int, by: int | None) -> Number:
        query = {"theme": self.rows[one].slug, "other": self.rows[other].slug}
        href = self._link("instead", by, **query) if n else ""
        return Number(words.whole(n), href, level=step(n, self._top))

    def _link(self, state: str, by: int | None, **query: str) -> str:
        return self.links.compared(state, by=None if by is None else self.coders[by].pk, **query)

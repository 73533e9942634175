"""The heat table of coverage: themes across, documents or groups of them down, one figure a cell (pure).

The figure stands in the cell as a number; the colour only repeats it. Turned, rows and columns change places.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any, NamedTuple

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports import words
from reports.cube import Ints
from reports.lines import Line
from reports.material import Material
from reports.sums import Floats, Lines
from reports.themes_table import SMALL

STEPS = 5


@dataclass(frozen=True)
class Figure:
    """What can stand in the cells. `n` and `of` are arrays lines × themes; without `of` the figure is a count.

    `note` says it in words, `opens` names the page that shows what `n` counts.
    """

    label: Any
    note: Any
    n: Callable[[Any], Ints]
    of: Callable[[Any], Any] | None = None
    opens: str = "units"


FIGURES: Mapping[str, Figure] = {
    "share": Figure(
        gettext_lazy("share of what was read"),
        gettext_lazy("In each cell: of each hundred %(units)s read, how many carry the theme (%%)."),
        lambda sums: sums.units,
        lambda sums: sums.read,
    ),
    "mean": Figure(
        gettext_lazy("mean of document shares"),
        gettext_lazy("In each cell: the mean of the shares of the documents, short and long ones alike (%%)."),
        lambda sums: sums.units,
        lambda sums: sums.read,
    ),
    "codes": Figure(
        gettext_lazy("share of all codes"),
        gettext_lazy("In each cell: of each hundred codes, themes given to read %(units)s, how many are this (%%)."),
        lambda sums: sums.units,
        lambda sums: sums.codes[:, None],
    ),
    "characters": Figure(
        gettext_lazy("share of the text"),
        gettext_lazy("In each cell: of each hundred codable characters, how many lie under a passage with it (%%)."),
        lambda sums: sums.characters,
        lambda sums: sums.total("characters")[:, None],
        "passages",
    ),
    "units": Figure(
        gettext_lazy("units"),
        gettext_lazy("In each cell: the %(units)s with the theme, of those that were read."),
        lambda sums: sums.units,
    ),
    "documents": Figure(
        gettext_lazy("documents"),
        gettext_lazy("In each cell: the documents in which at least one of the %(units)s read has the theme."),
        lambda sums: sums.documents,
    ),
    "passages": Figure(
        gettext_lazy("passages"),
        gettext_lazy("In each cell: the passages with the theme, read or not."),
        lambda sums: sums.passages,
        None,
        "passages",
    ),
}


class Cell(NamedTuple):
    """`value` is the figure as computed, None where it is missing; `is_small`: a share of few units."""

    value: float | None
    text: str
    href: str = ""
    words: str = ""
    level: int = 0
    is_small: bool = False
    is_share: bool = False


@dataclass(frozen=True)
class HeatRow:
    line: Line
    cells: Sequence[Cell]


class Heat:
    """The cells of some lines. `figure` is one of FIGURES; `with_sub`: themes count with their sub-themes."""

    def __init__(self, material: Material, figure: str, sums: Lines, lines: Sequence[Line], *, with_sub: bool) -> None:
        self.material, self.name, self.sums, self.lines = material, figure, sums, lines
        self.figure, self.with_sub = FIGURES[figure], with_sub
        self.n, self.values = self.figure.n(sums), values(figure, sums)
        self.of = np.broadcast_to(self.figure.of(sums), self.n.shape) if self.figure.of else None
        shown = self.values[:, material.columns]
        self.top = float(shown.max()) if shown.size else 0.0
        self._said: dict[int, str] = {}  # what denominators are in words

    @cached_property
    def rows(self) -> list[HeatRow]:
        return [HeatRow(line, self._cells(place, line)) for place, line in enumerate(self.lines)]

    @property
    def note(self) -> str:
        """What stands in the cells, with the denominator in words."""
        return str(self.figure.note) % {"units": words.unit_names(self.material.scope.unit)}

    @property
    def largest(self) -> str:
        """What the darkest colour stands for, in words."""
        return self._text(self.top) if self.top > 0 else words.MISSING

    def _cells(self, place: int, line: Line) -> list[Cell]:
        """Those of one line, in the order of the codebook; its address is made once, for the thousands of a page."""
        material, opens, columns = self.material, self.figure.opens, self.material.columns
        start = material.passages(**line.query) if opens == "passages" else material.units("tagged", **line.query)
        end = ("&sub=1" if self.with_sub else "") + ("&per=document" if self.name == "documents" else "")
        values, ns = self.values[place, columns].tolist(), self.n[place, columns].tolist()
        ofs = [0] * len(ns) if self.of is None else self.of[place, columns].tolist()
        return [
            self._cell(value, n, of, f"{start}&theme={theme.slug}{end}")
            for theme, value, n, of in zip(material.shown, values, ns, ofs, strict=True)
        ]

    def _cell(self, value: float, n: int, of: int, href: str) -> Cell:
        if value < 0:
            return Cell(None, words.MISSING)
        is_small = self.name in ("share", "mean") and 0 < of < SMALL
        said = self._words(n, of) if self.of is not None else ""
        level, is_share = step(value, self.top), self.of is not None
        return Cell(value, self._text(value), href if n else "", said, level, is_small, is_share)

    def _text(self, value: float) -> str:
        return words.whole(int(value)) if self.of is None else words.bare_percent(value, 1)

    def _words(self, n: int, of: int) -> str:
        """What the cell says in full: "12 of 148 sentences"; each denominator is put into words once."""
        if of not in self._said:
            is_units = self.name in ("share", "mean")
            self._said[of] = words.units(self.material.scope.unit, of) if is_units else words.whole(of)
        return self._pattern % {"n": words.whole(n), "of": self._said[of], "units": self._said[of]}

    @cached_property
    def _pattern(self) -> str:
        """Looked up once for the thousands of cells of a page."""
        patterns = {"codes": _("%(n)s of %(of)s codes"), "characters": _("%(n)s of %(of)s characters")}
        return patterns.get(self.name) or _("%(n)s of %(units)s")


def values(figure: str, sums: Lines) -> Floats:
    """The figure of each line and theme, -1 where it is missing."""
    chosen = FIGURES[figure]
    n = chosen.n(sums).astype(float)
    if figure == "mean":
        means: Floats = sums.means
        return means
    if chosen.of is None:
        return np.where((sums.read > 0) | (figure == "passages"), n, -1.0)
    of = np.broadcast_to(chosen.of(sums), n.shape)
    found: Floats = np.divide(n, of, out=np.full(n.shape, -1.0), where=of > 0)
    return found


def step(value: float, top: float) -> int:
    """The step of the colour scale: 0 for nothing, STEPS for the largest value."""
    return ceil(round(STEPS * value / top, 9)) if value > 0 and top > 0 else 0

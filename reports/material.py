"""What the tables of the coverage page are made from, and the sums they share (pure)."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from corpus.models import Document
from reports.counting.base import NO_GAP, Figures, Tally, Themes
from reports.editions import Editions
from reports.links import Links
from reports.passages import PassageCounts
from reports.scope import Scope

Summed = TypeVar("Summed", int, Tally)


@dataclass(frozen=True)
class Number:
    """A number to show: its text, where it leads, what it says in words, and its step of the colour scale (0 to 5)."""

    text: str
    href: str = ""
    words: str = ""
    level: int = 0


@dataclass
class Material:
    scope: Scope
    editions: Editions
    themes: Themes
    documents: list[Document]
    figures: Figures
    passages: PassageCounts
    handed_in: dict[int, tuple[int, int]]
    links: Links

    @cached_property
    def parents(self) -> frozenset[int]:
        return frozenset(self.themes.parents())

    @cached_property
    def n_codable(self) -> int:
        return sum(self.figures.codable.values())

    @cached_property
    def n_read(self) -> int:
        return sum(self.figures.read[NO_GAP].values())

    def read_for(self, theme: int, document: int | None = None) -> int:
        """Units read under a version that contained the theme: the denominator of its share."""
        read = self.figures.read[self.editions.gap(theme)]
        return sum(read.values()) if document is None else read.get(document, 0)

    def tally(self, theme: int, document: int, with_sub: bool = False) -> Tally:
        """Read units with the theme, or with it or anything below it."""
        source = self.figures.rolled if with_sub and theme in self.parents else self.figures.own
        return source.get((theme, document), Tally())

    def tallied(self, theme: int, with_sub: bool = False) -> Tally:
        """All documents together."""
        return self._totals[with_sub and theme in self.parents].get(theme, Tally())

    def n_passages(self, theme: int, document: int, with_sub: bool = False) -> int:
        source = self.passages.rolled if with_sub and theme in self.parents else self.passages.own
        return source.get((theme, document), 0)

    def all_passages(self, theme: int, with_sub: bool = False) -> int:
        return self._all_passages[with_sub and theme in self.parents].get(theme, 0)

    @cached_property
    def _totals(self) -> dict[bool, dict[int, Tally]]:
        """theme -> tally, alone (False) and with what is below it (True)."""
        return {False: _by_theme(self.figures.own, Tally()), True: _by_theme(self.figures.rolled, Tally())}

    @cached_property
    def _all_passages(self) -> dict[bool, dict[int, int]]:
        return {False: _by_theme(self.passages.own, 0), True: _by_theme(self.passages.rolled, 0)}


def _by_theme(cells: dict[tuple[int, int], Summed], nothing: Summed) -> dict[int, Summed]:
    """The sums over documents."""
    sums: dict[int, Summed] = {}
    for (theme, _document), value in cells.items():
        sums[theme] = sums.get(theme, nothing) + value
    return sums

"""What the tables of the coverage page are made from, and the sums they share (pure)."""

from dataclasses import dataclass
from functools import cached_property

from corpus.models import Document
from reports.counting.base import NO_GAP, Figures, Tally, Themes
from reports.editions import Editions
from reports.links import Links
from reports.passages import PassageCounts
from reports.scope import Scope


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
        return sum((self.tally(theme, document.pk, with_sub) for document in self.documents), Tally())

    def n_passages(self, theme: int, document: int, with_sub: bool = False) -> int:
        source = self.passages.rolled if with_sub and theme in self.parents else self.passages.own
        return source.get((theme, document), 0)

    def all_passages(self, theme: int, with_sub: bool = False) -> int:
        return sum(self.n_passages(theme, document.pk, with_sub) for document in self.documents)

"""The codebook as arrays need it: which themes have columns, what is below what, and which version lacked what (pure).

Two books that are equal count alike, so a stored count is true under every book that equals its own.
"""

import json
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reports.counting.base import NO_GAP, Gap, Themes
from reports.editions import Editions


@dataclass(frozen=True)
class Book:
    """`themes`: ids, ascending; `families`: parent -> it and all below it; `gaps`: theme -> versions that lacked it.

    `editions`: (theme, edition) -> the versions that did not show this edition, where a definition changed. `versions`:
    all that were published.
    """

    unit: str
    themes: tuple[int, ...]
    families: dict[int, frozenset[int]]
    gaps: dict[int, Gap]
    editions: dict[tuple[int, int], Gap]
    versions: frozenset[int] = NO_GAP

    def gap(self, theme: int) -> Gap:
        return self.gaps.get(theme, NO_GAP)

    @cached_property
    def all_gaps(self) -> tuple[Gap, ...]:
        """Each gap once, that of nothing first."""
        found = {*self.gaps.values(), *self.editions.values()} - {NO_GAP}
        return (NO_GAP, *sorted(found, key=sorted))

    def columns(self, themes: NDArray[np.int64]) -> NDArray[np.int64]:
        """The column of each theme id; -1 for themes that were never published."""
        known = np.array(self.themes, np.int64)
        places = np.searchsorted(known, themes)
        inside = places < len(known)
        found = np.full(len(themes), -1, np.int64)
        found[inside] = np.where(known[places[inside]] == themes[inside], places[inside], -1)
        return found


def bind(unit: str, themes: Themes, editions: Editions) -> Book:
    """The book of a project: what its pages show and count."""
    ids = tuple(sorted(row.pk for row in themes.rows))
    gaps = {theme: editions.gap(theme) for theme in ids if editions.gap(theme)}
    published = {version for shown in editions.editions.values() for version in shown}
    versions = frozenset(published.union(*editions.lacking.values()))
    return Book(unit, ids, themes.parents(), gaps, editions.changed(), versions)


def to_json(book: Book) -> str:
    """As it is kept beside what was counted under it; equal books give equal text."""
    return json.dumps(
        [
            book.unit,
            book.themes,
            [[parent, sorted(family)] for parent, family in sorted(book.families.items())],
            [[theme, sorted(gap)] for theme, gap in sorted(book.gaps.items())],
            [[theme, edition, sorted(gap)] for (theme, edition), gap in sorted(book.editions.items())],
            sorted(book.versions),
        ]
    )


def from_json(text: str) -> Book:
    """The book that gave this text."""
    unit, themes, families, gaps, editions, versions = json.loads(text)
    return Book(
        unit,
        tuple(themes),
        {parent: frozenset(family) for parent, family in families},
        {theme: frozenset(gap) for theme, gap in gaps},
        {(theme, edition): frozenset(gap) for theme, edition, gap in editions},
        frozenset(versions),
    )

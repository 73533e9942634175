"""How often two themes stand together: counts, Jaccard's index and lift at one level, from pairs by document (pure).

Of N units n1 carry the one theme, n2 the other and n12 both. Jaccard = n12 / (n1 + n2 - n12), in [0, 1] (Jaccard 1901,
*Bulletin de la Société vaudoise des sciences naturelles* 37). Lift = n12 N / (n1 n2): 1 where the themes have nothing
to do with each other, 2 where they stand together twice as often as that (Brin, Motwani, Ullman & Tsur 1997, SIGMOD).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reports.cubes.evidence import Ints
from reports.cubes.pairs import WHATEVER, Pairs
from reports.cubes.together import Tables, add_up


@dataclass(frozen=True)
class Together:
    """`level` is unit, paragraph or document; themes are ids. A document counts where it has any such unit.

    `added_up` is what the pairs add up to, where that is known already.
    """

    pairs: Pairs
    themes: Sequence[int]
    level: str
    added_up: Tables | None = None

    @cached_property
    def sums(self) -> Tables:
        return self.added_up or add_up(self.pairs, self.themes)

    @property
    def n(self) -> Ints:
        """Themes × themes, symmetric: those with both; on the diagonal those with the one."""
        return self.sums.of(self.level)

    @property
    def total(self) -> int:
        """All that was answered."""
        return self.sums.total(self.level)

    def jaccard(self, one: int, other: int) -> float | None:
        """By places of themes; None where neither was given."""
        either = int(self.n[one, one] + self.n[other, other] - self.n[one, other])
        return int(self.n[one, other]) / either if either else None

    def lift(self, one: int, other: int) -> float | None:
        """None where one of the two was never given."""
        expected = int(self.n[one, one]) * int(self.n[other, other])
        return int(self.n[one, other]) * self.total / expected if expected else None

    @cached_property
    def _counted(self) -> Ints:
        """What each row counts at this level."""
        if self.level == "document":
            return np.minimum(self.pairs.units, 1)
        return self.pairs.paragraphs if self.level == "paragraph" else self.pairs.units

    def tables(self, couples: Sequence[tuple[int, int]], documents: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Documents (ascending) × couples of ids: those with both themes, with the one, with the other, and all.

        Not for the level of documents.
        """
        rows = np.isin(self.pairs.documents, documents)
        at = np.searchsorted(documents, self.pairs.documents[rows])
        first, second, counted = self.pairs.first[rows], self.pairs.second[rows], self._counted[rows]
        shape = len(documents), len(couples)
        found = [np.zeros(shape, np.int64) for _table in range(3)]
        for column, (one, other) in enumerate(couples):
            low, high = min(one, other), max(one, other)
            for table, pair in zip(found, ((low, high), (one, one), (other, other)), strict=True):
                there = (first == pair[0]) & (second == pair[1])
                table[at[there], column] = counted[there]
        there = first == WHATEVER
        everything = np.zeros(len(documents), np.int64)
        everything[at[there]] = counted[there]
        return found[0], found[1], found[2], np.broadcast_to(everything[:, None], shape)

    def by_document(self, one: int, other: int, documents: Ints) -> Ints:
        """How many stand in each of these documents with both themes, by ids of themes; documents ascending."""
        if self.level == "document":
            alone = (
                self.pairs.documents[(self.pairs.first == each) & (self.pairs.second == each)] for each in (one, other)
            )
            return np.isin(documents, np.intersect1d(*alone)).astype(np.int64)
        low, high = min(one, other), max(one, other)
        rows = (self.pairs.first == low) & (self.pairs.second == high)
        at = np.searchsorted(documents, self.pairs.documents[rows])
        return np.bincount(at, self._counted[rows], len(documents)).astype(np.int64)

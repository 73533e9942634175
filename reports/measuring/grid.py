"""How often each row of answers occurs in each document, and the same with the answers told otherwise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.measures.base import Pattern, Ratings, Value
from reports.measures.patterns import Floats

Ints = NDArray[np.int64]
# From what one coder said of a unit to a value, None where missing.
Change = Callable[[Any], Value | None]


@dataclass(frozen=True)
class Grid:
    """`patterns` that differ; entry by entry a document's place, a pattern's place, and how many units."""

    patterns: list[Pattern]
    documents: Ints
    places: Ints
    units: Ints
    n_documents: int

    def tables(self, changes: Sequence[Change]) -> tuple[list[Pattern], Floats]:
        """Patterns of changed answers, and tables × documents × patterns: one table for each change."""
        seen: dict[Pattern, int] = {}
        codes = []
        for change in changes:
            rows = (tuple(change(answer) for answer in pattern) for pattern in self.patterns)
            codes.append(np.array([seen.setdefault(row, len(seen)) for row in rows], dtype=np.int64))
        width = len(seen)
        cells = [
            np.bincount(self.documents * width + code[self.places], self.units, self.n_documents * width)
            for code in codes
        ]
        return list(seen), np.array(cells, dtype=np.float64).reshape(len(changes), self.n_documents, width)

    def ratings(self, change: Change) -> Ratings:
        """All documents together."""
        patterns, tables = self.tables([change])
        return {row: int(n) for row, n in zip(patterns, tables[0].sum(axis=0), strict=True) if n}

    def of(self, *coders: int) -> "Grid":
        """The answers of some of the coders, by place."""
        rows = [tuple(pattern[coder] for coder in coders) for pattern in self.patterns]
        return Grid(rows, self.documents, self.places, self.units, self.n_documents)


def grid(documents: Sequence[Ratings]) -> Grid:
    """From the ratings of each document."""
    places: dict[Pattern, int] = {}
    entries = [
        (document, places.setdefault(row, len(places)), n)
        for document, ratings in enumerate(documents)
        for row, n in ratings.items()
    ]
    where, which, units = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    return Grid(list(places), where, which, units, len(documents))

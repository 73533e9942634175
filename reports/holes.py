"""Where the reading has holes: the sources and years of which text is unread (pure)."""

from dataclasses import dataclass

import numpy as np

from reports.cube import Cube

YEARS = 10_000  # of four digits, so that source and year are one number


@dataclass(frozen=True)
class Hole:
    """One source (0: none) and year (0: undated): units unread of all, documents with such units of all."""

    source: int
    year: int
    unread: int
    codable: int
    n_documents: int
    of_documents: int


def holes(cube: Cube) -> list[Hole]:
    """The largest first."""
    described = cube.described
    keys, which = np.unique(described.sources * YEARS + described.years, return_inverse=True)
    cells = np.stack(np.divmod(keys, YEARS), axis=1)
    sums = [np.bincount(which.ravel(), weights=row, minlength=len(cells)) for row in _columns(cube)]
    found = [Hole(*map(int, (*cell, *numbers))) for cell, *numbers in zip(cells, *sums, strict=True)]
    return sorted((hole for hole in found if hole.unread), key=lambda hole: -hole.unread)


def _columns(cube: Cube) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    ones = np.ones(len(cube.documents))
    return [cube.unread.astype(float), cube.totals.codable.astype(float), (cube.unread > 0).astype(float), ones]

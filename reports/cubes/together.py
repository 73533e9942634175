"""What pairs of themes add up to over documents: how many units, paragraphs and documents carry both (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reports.cubes.evidence import Ints
from reports.cubes.packing import pack, unpack
from reports.cubes.pairs import WHATEVER, Pairs

NAME = "together"  # of the piece in a fold
LEVELS = ("unit", "paragraph", "document")


@dataclass(frozen=True)
class Tables:
    """`n` is levels × themes × themes, symmetric, the themes alone on the diagonal; `answered` all there is, a level.

    They are sums over documents, so those of some documents are added to or taken from those of others.
    """

    themes: Ints
    n: Ints
    answered: Ints

    def of(self, level: str) -> Ints:
        """Themes × themes."""
        table: Ints = self.n[LEVELS.index(level)]
        return table

    def total(self, level: str) -> int:
        """All that was answered."""
        return int(self.answered[LEVELS.index(level)])

    def __add__(self, other: "Tables") -> "Tables":
        return Tables(self.themes, self.n + other.n, self.answered + other.answered)

    def __sub__(self, other: "Tables") -> "Tables":
        return Tables(self.themes, self.n - other.n, self.answered - other.answered)

    def under(self, themes: Sequence[int]) -> "Tables":
        """For these themes in this order; 0 for those that were not known."""
        place = {theme: at for at, theme in enumerate(self.themes.tolist())}
        known = [at for at, theme in enumerate(themes) if theme in place]
        there = [place[themes[at]] for at in known]
        n = np.zeros((len(LEVELS), len(themes), len(themes)), np.int64)
        n[:, np.array(known, int)[:, None], known] = self.n[:, np.array(there, int)[:, None], there]
        return Tables(np.array(themes, np.int64), n, self.answered)

    def packed(self) -> bytes:
        return pack({"themes": self.themes, "n": self.n, "answered": self.answered})


def unpacked(data: bytes) -> Tables:
    return Tables(**{name: array.astype(np.int64) for name, array in unpack(data).items()})


def nothing(themes: Sequence[int]) -> Tables:
    """Of no documents."""
    size = len(themes)
    return Tables(np.array(themes, np.int64), np.zeros((3, size, size), np.int64), np.zeros(3, np.int64))


def add_up(pairs: Pairs, themes: Sequence[int]) -> Tables:
    """Over all their documents."""
    ids = np.array(themes, np.int64)
    order = np.argsort(ids)
    known, everything = ids[order], pairs.first == WHATEVER
    rows = np.isin(pairs.first, known) & np.isin(pairs.second, known)
    first, second = (order[np.searchsorted(known, which[rows])] for which in (pairs.first, pairs.second))
    tables = [_table(first, second, counted[rows], len(ids)) for counted in (pairs.units, pairs.paragraphs)]
    tables.append(_in_documents(pairs.documents[rows], first, second, len(ids)))
    answered = [pairs.units[everything].sum(), pairs.paragraphs[everything].sum(), (pairs.units[everything] > 0).sum()]
    return Tables(ids, np.stack(tables), np.array(answered, np.int64))


def _table(first: Ints, second: Ints, counted: Ints, size: int) -> Ints:
    table = np.bincount(first * size + second, counted, size * size).reshape(size, size)
    found: Ints = (table + table.T - np.diag(np.diag(table))).astype(np.int64)
    return found


def _in_documents(documents: Ints, first: Ints, second: Ints, size: int) -> Ints:
    """From which document has which theme at all."""
    alone = first == second
    rows, at = np.unique(documents[alone], return_inverse=True)
    there = np.zeros((len(rows), size), np.float32)  # whole numbers up to 2 ** 24 are exact
    there[at, first[alone]] = 1
    return (there.T @ there).astype(np.int64)

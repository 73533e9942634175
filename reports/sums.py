"""The counts of a cube added up over groups of its documents: one line a group, one column a theme (pure).

Each figure is added up when it is asked for, since a page shows few of them and a cube may hold 40,000 documents.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.counting.base import NO_GAP
from reports.cube import Base, Cube, Ints

Floats = NDArray[np.float64]


class Sums:
    """`line_of` is the line of each document, -1 for none, and `n` how many lines there are.

    Tables are lines × themes, as in reports.cube.Counts. `columns` limits them to some columns of the cube.
    """

    def __init__(
        self, cube: Cube, line_of: Ints, n: int, *, with_sub: bool = False, columns: Sequence[int] | None = None
    ) -> None:
        self.cube, self.n = cube, n
        self.rows = np.flatnonzero(line_of >= 0)
        self.counts = cube.rolled if with_sub else cube.own
        self.columns = np.arange(len(cube.themes)) if columns is None else np.array(columns, np.int64)
        self.themes = [cube.themes[column] for column in self.columns.tolist()]
        self.lines = line_of[self.rows]
        self._totals: dict[str, Ints] = {}

    @cached_property
    def units(self) -> Ints:
        return self._table(self.counts.units)

    @cached_property
    def sure(self) -> Ints:
        return self._table(self.counts.sure)

    @cached_property
    def unsure(self) -> Ints:
        return self._table(self.counts.unsure)

    @cached_property
    def passages(self) -> Ints:
        return self._table(self.counts.passages)

    @cached_property
    def characters(self) -> Ints:
        return self._table(self.counts.characters)

    @cached_property
    def read(self) -> Ints:
        """The denominators of the shares."""
        by_gap = {gap: self._line(array) for gap, array in self.cube.answered.items()}
        columns = [by_gap[self.cube.gaps.get(theme, NO_GAP)] for theme in self.themes]
        found: Ints = np.stack(columns, axis=1) if columns else np.zeros((self.n, 0), np.int64)
        return found

    @cached_property
    def documents(self) -> Ints:
        """How many documents have a unit with the theme."""
        found: Ints = self._added(self._mine(self.counts.units) > 0).astype(np.int64)
        return found

    @cached_property
    def sources(self) -> Ints:
        """How many sources have a unit with the theme; what is of no source counts as one."""
        return n_sources(self.in_sources[1])

    @cached_property
    def in_sources(self) -> tuple[Ints, Ints]:
        """Ids of sources, and how many of their documents have a unit with the theme: lines × sources × themes."""
        ids, place = np.unique(self.cube.described.sources[self.rows], return_inverse=True)
        lines, n = self.lines * len(ids) + place.reshape(-1), self.n * len(ids)
        found = _added(self._mine(self.counts.units) > 0, lines, n)
        return ids, found.reshape(self.n, len(ids), len(self.columns)).astype(np.int64)

    @cached_property
    def means(self) -> Floats:
        """The mean of the documents' shares, -1 where there is none."""
        shares, n_shares = np.zeros((self.n, len(self.columns))), np.zeros((self.n, len(self.columns)))
        of_theme = [self.cube.gaps.get(theme, NO_GAP) for theme in self.themes]
        for gap in set(of_theme):
            columns = np.array([place for place, its in enumerate(of_theme) if its == gap])
            read = self.cube.answered[gap][self.rows]
            parts = self._mine(self.counts.units)[:, columns] / np.maximum(read, 1)[:, None]
            shares[:, columns] = self._added(parts)
            n_shares[:, columns] = self._line(self.cube.answered[gap] > 0)[:, None]
        found: Floats = np.divide(shares, n_shares, out=np.full(shares.shape, -1.0), where=n_shares > 0)
        return found

    @cached_property
    def codes(self) -> Ints:
        """All themes given to units, each theme of a unit one code."""
        own = self.cube.own.units
        mine = own if len(self.rows) == len(own) else own[self.rows]
        return np.bincount(self.lines, mine.sum(axis=1), self.n).astype(np.int64)

    @cached_property
    def n_documents(self) -> Ints:
        return np.bincount(self.lines, minlength=self.n).astype(np.int64)

    def total(self, name: str) -> Ints:
        """One of reports.cube.Totals, or unread, no_theme, answered: one entry a line."""
        if name not in self._totals:
            self._totals[name] = self._line(self._total(name))
        return self._totals[name]

    def _total(self, name: str) -> Ints:
        if name == "answered":
            return self.cube.answered[NO_GAP]
        found: Ints = getattr(self.cube if name in ("unread", "no_theme") else self.cube.totals, name)
        return found

    def _mine(self, array: Any) -> Any:
        """The rows and columns that are asked for, without a copy where these are all."""
        rows = array if len(self.rows) == len(array) else array[self.rows]
        return rows if len(self.columns) == rows.shape[1] else rows[:, self.columns]

    def _table(self, array: Ints) -> Ints:
        found: Ints = self._added(self._mine(array)).astype(np.int64)
        return found

    def _added(self, array: Any) -> Any:
        return _added(array, self.lines, self.n)

    def _line(self, array: Any) -> Ints:
        return np.bincount(self.lines, array[self.rows], self.n).astype(np.int64)


def n_sources(counted: Ints) -> Ints:
    """From lines × sources × themes to how many of the sources have any."""
    found: Ints = (counted > 0).sum(axis=1)
    return found


def _added(array: Any, lines: Ints, n: int) -> Any:
    """The rows added up by line, column by column, which is exact for whole numbers below 2**53.

    As a product of matrices it took all processors, and on a busy machine a hundred times as long.
    """
    if n == 1 or not array.shape[1]:
        return array.sum(axis=0, keepdims=True) if n == 1 else np.zeros((n, 0))
    return np.stack([np.bincount(lines, column, n) for column in array.T], axis=1)


class Stack:
    """Lines of several cubes with the same themes, one below the other; it has what Sums have."""

    def __init__(self, parts: "Sequence[Lines]") -> None:
        self.parts = parts

    def __getattr__(self, name: str) -> Any:
        return np.concatenate([getattr(part, name) for part in self.parts])

    def total(self, name: str) -> Ints:
        return np.concatenate([part.total(name) for part in self.parts])


WHOLE = ("units", "sure", "unsure", "passages", "characters", "read", "documents", "codes", "n_documents")


class All:
    """One line of all documents of a cube: what Sums have, for a cube that knows of which folds it is made.

    What folds add up to is added up once, and remembered; of documents that were touched since, what they were is taken
    off and what they are is added, which is exact since all of it is whole numbers. Means of shares are none, so they
    are remembered where nothing was touched.
    """

    n = 1

    def __init__(self, cube: Cube, base: Base, *, with_sub: bool = False) -> None:
        self.cube, self.base, self.with_sub = cube, base, with_sub
        self._found: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in WHOLE:
            raise AttributeError(name)
        return self._whole(name, lambda sums: getattr(sums, name))

    def total(self, name: str) -> Ints:
        found: Ints = self._whole(f"total {name}", lambda sums: sums.total(name))
        return found

    @cached_property
    def sources(self) -> Ints:
        ids, found = self._kept("in_sources", lambda sums: sums.in_sources)
        before, now = (sums.in_sources if sums else (ids[:0], found[:, :0]) for sums in (self._gone, self._now))
        every = np.unique(np.concatenate([ids, before[0], now[0]]))
        counted = np.zeros((1, len(every), found.shape[2]), np.int64)
        for sign, (of, n) in ((1, (ids, found)), (-1, before), (1, now)):
            counted[:, np.searchsorted(every, of)] += sign * n
        return n_sources(counted)

    @cached_property
    def means(self) -> Floats:
        found: Floats = (
            self._sums(self.cube).means if self._gone or self._now else self._kept("means", lambda sums: sums.means)
        )
        return found

    def _whole(self, name: str, figure: Callable[[Sums], Ints]) -> Any:
        if name not in self._found:
            found = self._kept(name, figure)
            found = found - figure(self._gone) if self._gone else found
            self._found[name] = found + figure(self._now) if self._now else found
        return self._found[name]

    def _kept(self, name: str, figure: Callable[[Sums], Any]) -> Any:
        """That of the folds."""
        return self.base.once((name, self.with_sub), lambda: figure(self._sums(self.base.cube)))

    @cached_property
    def _gone(self) -> Sums | None:
        rows = self.base.gone
        line_of = np.full(len(self.base.cube.documents), -1, np.int64)
        line_of[rows] = 0
        return Sums(self.base.cube, line_of, 1, with_sub=self.with_sub) if len(rows) else None

    @cached_property
    def _now(self) -> Sums | None:
        return self._sums(self.base.now) if self.base.now else None

    def _sums(self, cube: Cube) -> Sums:
        return Sums(cube, np.zeros(len(cube.documents), np.int64), 1, with_sub=self.with_sub)


def all_of(cube: Cube, *, with_sub: bool = False) -> "Lines":
    """All documents of a cube as one line."""
    if cube.base:
        return All(cube, cube.base, with_sub=with_sub)
    return Sums(cube, np.zeros(len(cube.documents), np.int64), 1, with_sub=with_sub)


Lines = Sums | Stack | All

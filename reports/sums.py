"""The counts of a cube added up over groups of its documents: one line a group, one column a theme (pure).

Each figure is added up when it is asked for, since a page shows few of them and a cube may hold 40,000 documents.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.counting.base import NO_GAP
from reports.cube import Cube, Ints

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
        has = self._mine(self.counts.units) > 0
        source, found = self.cube.described.sources[self.rows], np.zeros((self.n, len(self.columns)), np.int64)
        for each in np.unique(source).tolist():
            found += self._added(has & (source == each)[:, None]) > 0
        return found

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
        return self._line(self.cube.own.units.sum(axis=1))

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
        """The rows added up by line, column by column, which is exact for whole numbers below 2**53.

        As a product of matrices it took all processors, and on a busy machine a hundred times as long.
        """
        if self.n == 1 or not array.shape[1]:
            return array.sum(axis=0, keepdims=True) if self.n == 1 else np.zeros((self.n, 0))
        return np.stack([np.bincount(self.lines, column, self.n) for column in array.T], axis=1)

    def _line(self, array: Any) -> Ints:
        return np.bincount(self.lines, array[self.rows], self.n).astype(np.int64)


class Stack:
    """Lines of several cubes with the same themes, one below the other; it has what Sums have."""

    def __init__(self, parts: Sequence[Sums]) -> None:
        self.parts = parts

    def __getattr__(self, name: str) -> Any:
        return np.concatenate([getattr(part, name) for part in self.parts])

    def total(self, name: str) -> Ints:
        return np.concatenate([part.total(name) for part in self.parts])


Lines = Sums | Stack

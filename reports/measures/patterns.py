"""The sums that coefficients are made of, for many counts of the same patterns at once (numpy).

A pattern is what coders said of a unit, one place for each coder; counts are arrays whose last axis is the patterns, so
one row is one sample of units: the whole, or a draw of the bootstrap. Sums of counts are exact, quotients are floats.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reports.measures.base import Pattern, Value

Floats = NDArray[np.float64]
Patterns = Sequence[Pattern]
AT_ONCE = 8_000_000  # numbers held at once


@dataclass(frozen=True)
class Tally:
    """How often each of the values was given in each pattern. Arrays are patterns × values, or patterns."""

    values: list[Value]
    given: Floats

    @cached_property
    def answers(self) -> Floats:
        """m_u: how many coders answered."""
        return np.asarray(self.given.sum(axis=1))

    @cached_property
    def is_pairable(self) -> NDArray[np.bool_]:
        return self.answers > 1

    @cached_property
    def paired(self) -> Floats:
        """n_uc, nothing where fewer than two coders answered."""
        return self.given * self.is_pairable[:, None]

    @cached_property
    def met(self) -> Floats:
        """o_cc of each pattern: n_uc (n_uc − 1) / (m_u − 1), how often each value meets itself."""
        others = np.maximum(self.answers - 1, 1)[:, None]
        return np.asarray(self.paired * (self.paired - 1) / others)

    @cached_property
    def agreed(self) -> Floats:
        """The share of pairs of coders who agree, nothing where there is no pair."""
        return np.asarray(self.met.sum(axis=1) / np.maximum(self.answers, 1))

    def place(self, value: Value) -> int | None:
        return self.values.index(value) if value in self.values else None


@dataclass(frozen=True)
class Sparse:
    """A matrix of which little is not 0: `values` at (`rows`, `columns`), the columns in order and none left out."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    values: Floats

    def after(self, counts: Floats) -> Floats:
        """counts @ this, in slices that fit in memory."""
        starts = np.flatnonzero(np.diff(self.columns, prepend=-1))
        step = max(1, AT_ONCE // max(len(self.rows), 1))
        parts = [
            np.add.reduceat(counts[place : place + step, self.rows] * self.values, starts, axis=1)
            for place in range(0, len(counts), step)
        ]
        return np.concatenate(parts)


def sparse(rows: NDArray[np.intp], columns: NDArray[np.intp], values: Floats) -> Sparse:
    """From entries in any order."""
    order = np.argsort(columns, kind="stable")
    return Sparse(rows[order], columns[order], values[order])


def tally(patterns: Patterns) -> Tally:
    """Count the values of patterns; values in the order in which they are met."""
    values = list(dict.fromkeys(value for row in patterns for value in row if value is not None))
    given = [[row.count(value) for value in values] for row in patterns]
    return Tally(values, np.array(given, dtype=np.float64).reshape(len(patterns), len(values)))


def quotient(above: Floats, below: Floats) -> Floats:
    """above / below, nan where `below` is 0: such a draw has no figure."""
    found: Floats = np.full(np.shape(below), np.nan)
    np.divide(above, below, out=found, where=below != 0)
    return found

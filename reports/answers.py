"""Who answered what: the value of each unit and theme for each coder, as coefficients of agreement need them (pure).

A value is 1 where the coder's passages give the unit the theme, 0 where the coder read it and they do not, and missing
where it was not read, was read under a codebook without the theme, or waits for the answer to a question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from projects.models import Coder
from reports.counting.base import NO_GAP, Gap
from reports.editions import Editions
from reports.measures import Ratings
from reports.measures.base import Pattern

MISSING = -1
LARGEST = 2**40  # of a code that stands for a row of values
Ints = NDArray[np.int64]
Values = NDArray[np.int8]  # units × coders: 1, 0 or MISSING
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Asked:
    """A theme, or a family of themes, under all codebooks but those of the gap; `is_sure`: without doubted tags."""

    family: frozenset[int]
    gap: Gap = NO_GAP
    is_sure: bool = False


@dataclass(frozen=True)
class Compared:
    """How often each row of values occurs. `patterns`: patterns × coders; `counts`: documents × patterns.

    Only of units that two or more coders answered.
    """

    patterns: Values | Ints
    counts: Ints

    @cached_property
    def totals(self) -> Ints:
        """All documents together, by pattern."""
        return np.asarray(self.counts.sum(axis=0), dtype=np.int64)

    @cached_property
    def rows(self) -> list[Pattern]:
        """The patterns as coefficients take them, with None for what is missing."""
        return [tuple(None if value == MISSING else value for value in row) for row in self.patterns.tolist()]

    @property
    def ratings(self) -> Ratings:
        """The same for coefficients that are computed exactly."""
        return {row: n for row, n in zip(self.rows, self.totals.tolist(), strict=True) if n}

    @property
    def n_documents(self) -> int:
        """Those with at least one unit that is compared."""
        return int((self.counts.sum(axis=1) > 0).sum())

    @property
    def all(self) -> Mask:
        """Every pattern."""
        return np.ones(len(self.patterns), np.bool_)

    @property
    def agreed(self) -> Mask:
        """All who answered give the theme."""
        return is_agreed(self.patterns)

    @property
    def differ(self) -> Mask:
        """Some who answered give the theme, others do not."""
        return is_different(self.patterns)

    def count(self, patterns: Mask) -> int:
        """The units whose pattern is one of these."""
        return int(self.totals[patterns].sum())

    def given(self, coder: int) -> tuple[int, int]:
        """The units to which one coder gives the theme, and those that this coder answered; by place of the coder."""
        column = self.patterns[:, coder]
        return self.count(column == 1), self.count(column != MISSING)


@dataclass(frozen=True)
class Given:
    """The tags of one theme, one entry for each unit and coder: row of the unit, place of the coder, not doubted."""

    rows: Ints
    coders: Ints
    is_sure: Mask


NOTHING = Given(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_))


@dataclass(frozen=True)
class Answers:
    """The units that two or more of the coders answered, one row each, in reading order.

    `paragraphs`, `units` and `documents` say which unit a row is: ids, and the index in its paragraph. `under`: rows ×
    coders, the place in `readings` of the codebook versions under which a coder answered, MISSING where none did.
    `tags` is by theme. Memory: some 10 bytes a unit and coder, and 17 a tag.
    """

    coders: Sequence[Coder]
    editions: Editions
    paragraphs: Ints
    units: Ints
    documents: Ints
    under: Ints
    readings: Sequence[frozenset[int]]
    tags: dict[int, Given]

    def __len__(self) -> int:
        return len(self.paragraphs)

    def values(self, asked: Asked) -> Values:
        """What each coder says of each unit."""
        values = self._blank(asked.gap).copy()
        for theme in asked.family:
            given = self.tags.get(theme, NOTHING)
            counts = self._blank(self.editions.gap(theme))[given.rows, given.coders] != MISSING
            counts &= values[given.rows, given.coders] != MISSING
            counts &= given.is_sure | (not asked.is_sure)
            values[given.rows[counts], given.coders[counts]] = 1
        return values

    def compared(self, asked: Asked, rows: Mask | None = None) -> Compared:
        """How often each row of values occurs in each document, of all rows or of these."""
        values, home = self.values(asked), self.document_places
        kept = is_compared(values)
        return count_patterns(values, kept if rows is None else kept & rows, home, len(self.document_ids))

    def ratings(self, asked: Asked) -> Ratings:
        """How many units have which values."""
        return self.compared(asked).ratings

    @cached_property
    def has_any(self) -> Mask:
        """rows × coders: whether the coder gives the unit any theme at all."""
        found = np.zeros(self.under.shape, np.bool_)
        for given in self.tags.values():
            found[given.rows, given.coders] = True
        return found

    @cached_property
    def document_ids(self) -> Ints:
        """The documents with a unit that is compared, in order."""
        return np.unique(self.documents)

    @cached_property
    def document_places(self) -> Ints:
        """The place of each row's document in `document_ids`."""
        return np.searchsorted(self.document_ids, self.documents).astype(np.int64)

    @cached_property
    def _blanks(self) -> dict[Gap, Values]:
        return {}

    def _blank(self, gap: Gap) -> Values:
        """0 where a coder answered under a version outside the gap, else MISSING."""
        if gap not in self._blanks:
            is_outside = [*(not used & gap for used in self.readings), False]  # the last for MISSING
            self._blanks[gap] = np.where(np.array(is_outside)[self.under], 0, MISSING).astype(np.int8)
        return self._blanks[gap]


def is_agreed(values: Values | Ints) -> Mask:
    """The rows in which all who answered give the theme."""
    return np.asarray((values == 1).any(axis=1) & ~(values == 0).any(axis=1), dtype=np.bool_)


def is_different(values: Values | Ints) -> Mask:
    """The rows in which some who answered give the theme, and others do not."""
    return np.asarray((values == 1).any(axis=1) & (values == 0).any(axis=1), dtype=np.bool_)


def is_compared(values: Values | Ints) -> Mask:
    """The rows that two or more answered."""
    return np.asarray((values != MISSING).sum(axis=1) > 1, dtype=np.bool_)


def count_patterns(values: Values | Ints, rows: Mask, home: Ints, n_documents: int) -> Compared:
    """Count equal rows of values by document: one pass, whatever the number of coders."""
    values, home = values[rows], home[rows]
    _codes, first, place = np.unique(_codes_of(values), return_index=True, return_inverse=True)
    cells = np.bincount(home * len(first) + place, minlength=n_documents * len(first))
    return Compared(values[first], cells.reshape(n_documents, len(first)).astype(np.int64))


def _codes_of(values: Values | Ints) -> Ints:
    """One number for each row, equal for equal rows only; packed anew before it grows too large."""
    codes, largest, base = np.zeros(len(values), np.int64), 1, int(values.max(initial=0)) + 2
    for column in values.T:
        codes, largest = codes * base + (column + 1), largest * base
        if largest > LARGEST:
            _seen, codes = np.unique(codes, return_inverse=True)
            largest = len(values)
    return codes

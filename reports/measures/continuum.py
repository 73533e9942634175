"""Texts laid end to end with the passages that coders marked in them, for measures of boundaries (numpy).

Offsets are half-open and count what the texts are measured in (Unicode code points). All coders read all of it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from reports.measures.base import NotEstimable
from reports.measures.patterns import Floats

Ints = NDArray[np.int64]
Span = tuple[int, int, int]  # document (its place), start, end


@dataclass(frozen=True)
class Marked:
    """What one coder marked, in order and without overlaps: documents, starts and ends on the whole line."""

    documents: Ints
    starts: Ints
    ends: Ints

    @property
    def lengths(self) -> Ints:
        return self.ends - self.starts


@dataclass(frozen=True)
class Meeting:
    """Each two passages of two coders that overlap, by their places; and the places of those that meet none."""

    first: Ints
    second: Ints
    first_alone: Ints
    second_alone: Ints


@dataclass(frozen=True)
class Continuum:
    """`lengths` of the documents, and what each coder marked in them, of one theme."""

    lengths: Ints
    coders: Sequence[Marked]

    @property
    def n_documents(self) -> int:
        return len(self.lengths)

    @cached_property
    def begins(self) -> Ints:
        """Where each document begins on the line."""
        return np.asarray(np.concatenate([[0], np.cumsum(self.lengths)[:-1]]), dtype=np.int64)

    @cached_property
    def n_marked(self) -> int:
        """In how many documents anybody marked anything."""
        return len(np.unique(np.concatenate([marked.documents for marked in self.coders])))

    @cached_property
    def n_alone(self) -> int:
        """In how many documents a passage of one coder overlaps none of another."""
        met = [(one, other, meet(one, other)) for one, other in self.pairs]
        alone = [each for one, _other, found in met for each in one.documents[found.first_alone].tolist()]
        alone += [each for _one, other, found in met for each in other.documents[found.second_alone].tolist()]
        return len(set(alone))

    @property
    def pairs(self) -> list[tuple[Marked, Marked]]:
        """Each two coders once."""
        return list(combinations(self.coders, 2))

    def by_document(self, documents: Ints, values: Any = None) -> Floats:
        """The sum of values, or the number of them, in each document."""
        return np.bincount(documents, values, minlength=self.n_documents).astype(np.float64)


@dataclass(frozen=True)
class SpanMeasure:
    """One figure of boundaries: `compute` gives a float, never nan, or raises NotEstimable.

    `compute_many(continuum, weights)` is the same with each document taken as often as weights (draws × documents)
    say; nan where a draw has no figure.
    """

    name: str
    title: Any
    question: Any
    source: str
    compute: Callable[[Continuum], float]
    compute_many: Callable[[Continuum, Floats], Floats]


def lay_out(lengths: Sequence[int], coders: Sequence[Iterable[Span]]) -> Continuum:
    """The continuum of spans of one theme. Those of one coder that overlap become one; those that touch stay two.

    Raises ValueError for a span that is empty, or outside its document.
    """
    sizes = np.array(lengths, dtype=np.int64)
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]]) if len(sizes) else sizes
    return Continuum(sizes, [_marked(sizes, begins, sorted(spans)) for spans in coders])


def meet(one: Marked, other: Marked) -> Meeting:
    """Which passages of two coders overlap: passages of one coder do not, so that those in question stand in a row."""
    low = np.searchsorted(other.ends, one.starts, "right")
    high = np.searchsorted(other.starts, one.ends, "left")
    n = np.maximum(high - low, 0)
    first = np.repeat(np.arange(len(n)), n)
    second = np.arange(len(first)) - np.repeat(np.cumsum(n) - n, n) + np.repeat(low, n)
    alone = np.setdiff1d(np.arange(len(other.starts)), second)
    return Meeting(first, second, np.flatnonzero(n == 0), alone)


def refuse_empty(continuum: Continuum) -> None:
    """Raise NotEstimable where there is nothing to compare."""
    if len(continuum.coders) < 2 or not continuum.lengths.sum():
        raise NotEstimable(_("no text was read by two coders"))
    if not any(len(marked.starts) for marked in continuum.coders):
        raise NotEstimable(_("no passage has it"))


def once(continuum: Continuum) -> Floats:
    """The weights of the continuum itself, as one draw."""
    return np.ones((1, continuum.n_documents))


def _marked(sizes: Ints, begins: Ints, spans: list[Span]) -> Marked:
    rows = np.array(spans, dtype=np.int64).reshape(-1, 3)
    documents, starts, ends = rows.T
    if (starts < 0).any() or (starts >= ends).any() or (ends > sizes[documents]).any():
        raise ValueError("a passage is empty, or outside its document")
    return _joined(documents, starts + begins[documents], ends + begins[documents])


def _joined(documents: Ints, starts: Ints, ends: Ints) -> Marked:
    if not len(starts):
        return Marked(documents, starts, ends)
    reach = np.maximum.accumulate(ends)
    is_new = np.concatenate([[True], starts[1:] >= reach[:-1]])
    last = np.concatenate([np.flatnonzero(is_new)[1:] - 1, [len(starts) - 1]])
    return Marked(documents[is_new], starts[is_new], reach[last])

"""Invented documents with coders: what they say of a theme, of several themes, and where they mark passages (numpy)."""

from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reports.measures.base import Pattern
from reports.measures.continuum import Continuum, lay_out

Documents = tuple[NDArray[Any], NDArray[Any]]  # units of each, and documents × patterns: how likely each pattern is
SETS = (0.3, 0.2, 0.1, 0.05)  # the shares of four themes
CORRELATED = 5  # a theme's share of a document is Beta(5 p, 5 (1 − p)): units of one are correlated by 1/6
STEADY = 20  # likewise how often a coder misses it
SEEN = 0.8  # of what is missed so much is seen where it is not
TEXT, PASSAGE = 8.0, 4.6  # the mean logarithm of characters of a text and of a passage


class Theme(NamedTuple):
    """`missed`: how often a coder misses the theme, on average; `lengths`: sd of the logarithm; `gaps`: half of the
    documents were read by two of three coders."""

    documents: int
    share: float
    missed: float
    lengths: float
    coders: int
    gaps: bool

    @property
    def patterns(self) -> list[Pattern]:
        all_ = list(product((1, 0), repeat=self.coders))
        return [*all_, *([(*row, None) for row in product((1, 0), repeat=2)] if self.gaps else [])]

    def documents_of(self, random: np.random.Generator, n: int) -> Documents:
        sizes = _sizes(random, n, self.lengths)
        found = _said(random, n, self.share, self.missed, self.coders)
        if not self.gaps:
            return sizes, found
        is_gap = (random.random(n) < 0.5)[:, None]
        of_two = found.reshape(n, 4, 2).sum(axis=2)
        return sizes, np.hstack([np.where(is_gap, 0, found), np.where(is_gap, of_two, 0)])


class CodedSets(NamedTuple):
    """`times`: what the shares of the four themes are taken by; `is_single`: a unit has one theme or none."""

    documents: int
    times: float
    missed: float
    is_single: bool

    @property
    def patterns(self) -> list[Pattern]:
        values = [frozenset()] if self.is_single else []  # type: ignore[var-annotated]
        values += [frozenset({theme}) for theme in range(4)] if self.is_single else _subsets()
        return list(product(values, repeat=2))

    def documents_of(self, random: np.random.Generator, n: int) -> Documents:
        sizes = _sizes(random, n, 0.5)
        if self.is_single:
            return sizes, self._categories(random, n)
        found = np.ones((n, 1, 1))
        for share in SETS:
            cells = _said(random, n, share * self.times, self.missed, 2).reshape(n, 2, 2)[:, ::-1, ::-1]
            found = np.einsum("nij,nab->niajb", found, cells).reshape(n, 2 * found.shape[1], -1)
        return sizes, found.reshape(n, -1)

    def _categories(self, random: np.random.Generator, n: int) -> NDArray[Any]:
        """Each coder gives a unit's own category, or another by how frequent it is."""
        shares = np.array(SETS) * self.times
        own = random.dirichlet(CORRELATED * np.array([1 - shares.sum(), *shares]), n)
        missed = random.beta(self.missed * STEADY, (1 - self.missed) * STEADY, (n, 2, 1, 1))
        says = (1 - missed) * np.eye(5) + missed * own[:, None, None, :]
        return np.asarray(np.einsum("nc,nca,ncb->nab", own, says[:, 0], says[:, 1]).reshape(n, -1))


class Marked(NamedTuple):
    """`passages` a text of average length; `missed` by a coder; `blurred`: sd of an end, in lengths of its passage."""

    documents: int
    passages: float
    missed: float
    blurred: float


def expected(random: np.random.Generator, world: Theme | CodedSets, n: int) -> NDArray[Any]:
    """How many units of n documents are like each pattern, on average."""
    sizes, chances = world.documents_of(random, n)
    return np.asarray(sizes @ chances)


def continuum(random: np.random.Generator, world: Marked, n: int) -> Continuum:
    """n texts, and what two coders marked in them."""
    lengths = np.maximum(500, random.lognormal(TEXT, 0.5, n).astype(int))
    number = random.poisson(world.passages * random.gamma(2, 0.5, n) * lengths / np.exp(TEXT))
    home = np.repeat(np.arange(n), number)
    size = np.clip(random.lognormal(PASSAGE, 0.5, len(home)), 10, 450)
    start = random.random(len(home)) * (lengths[home] - size)
    return lay_out(lengths.tolist(), [_marks(random, world, lengths, home, start, size) for _coder in range(2)])


def _marks(
    random: np.random.Generator, world: Marked, lengths: Any, home: Any, start: Any, size: Any
) -> list[tuple[int, int, int]]:
    """The passages that one coder found, with ends of their own, and some that only this coder sees."""
    missed = random.beta(world.missed * STEADY, (1 - world.missed) * STEADY, len(lengths))
    is_found = random.random(len(home)) >= missed[home]
    only = random.random(len(home)) < 0.5 * missed[home]
    elsewhere = random.random(len(home)) * (lengths[home] - size)
    begins = np.concatenate([start[is_found], elsewhere[only]])
    sizes, homes = (np.concatenate([each[is_found], each[only]]) for each in (size, home))
    ends = begins + sizes * (1 + random.normal(0, world.blurred, len(sizes)))
    begins = begins + sizes * random.normal(0, world.blurred, len(sizes))
    first = np.clip(np.minimum(begins, ends), 0, lengths[homes] - 2).astype(int)
    last = np.clip(np.maximum(begins, ends).astype(int), first + 1, lengths[homes])
    return list(zip(homes.tolist(), first.tolist(), last.tolist(), strict=True))


def _sizes(random: np.random.Generator, n: int, lengths: float) -> NDArray[Any]:
    return np.asarray(np.maximum(5, random.lognormal(3.2, lengths, n).astype(int)))


def _said(random: np.random.Generator, n: int, share: float, missed: float, coders: int) -> NDArray[Any]:
    """Documents × patterns of 1 and 0 of so many coders."""
    has = random.beta(share * CORRELATED, (1 - share) * CORRELATED, n)
    misses = random.beta(missed * STEADY, (1 - missed) * STEADY, (n, coders))
    sees = np.clip(SEEN * misses * (has / (1 - has + 1e-9))[:, None], 0, 0.5)
    found = np.zeros((n, 2**coders))
    for chance, says in ((has, 1 - misses), (1 - has, sees)):
        for place, row in enumerate(product((1, 0), repeat=coders)):
            found[:, place] += chance * np.where(np.array(row) == 1, says, 1 - says).prod(axis=1)
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def _subsets() -> list[frozenset[int]]:
    """All sets of four themes, in the order of the cells."""
    rows = product((0, 1), repeat=len(SETS))
    return [frozenset(theme for theme, has in enumerate(row) if has) for row in rows]

"""The variance of what a drawn sample estimates, from how it was drawn (pure numpy).

Documents are drawn within strata, or paragraphs are, or paragraphs of drawn documents. The variance is that between
what was drawn of a stratum, with the correction 1 - probability for what is drawn without replacement (Cochran 1977,
*Sampling Techniques*, 3rd ed., sections 2.6, 5.6 and 6.11; Hájek 1964 where probabilities differ in a stratum). Of
paragraphs of drawn documents it is that of the documents' estimated totals, times 1 - the probability of a document,
and that of the paragraphs, times this probability (Cochran 1977, sections 10.3 and 11.8; Särndal, Swensson & Wretman
1992, *Model Assisted Survey Sampling*, result 4.3.1).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Within:
    """Of each drawn paragraph: the number of its document, and the probability in (0, 1] that this was drawn."""

    documents: Ints
    probabilities: Floats

    def sums(self, table: Floats) -> Floats:
        """Rows × columns summed over the documents, in the order of `first`."""
        order = np.argsort(self.documents, kind="stable")
        starts = np.flatnonzero(np.diff(self.documents[order], prepend=-1))
        return np.asarray(np.add.reduceat(table[order], starts, axis=0))

    @cached_property
    def first(self) -> Ints:
        """The first row of each document."""
        return np.unique(self.documents, return_index=True)[1]


@dataclass(frozen=True)
class Drawn:
    """Of each row of a sample, a document or a paragraph: the probability in (0, 1] that it was drawn, its stratum.

    `within`: of what paragraphs were drawn; None where rows are documents.
    """

    probabilities: Floats
    strata: Ints
    within: Within | None = None

    @cached_property
    def weights(self) -> Floats:
        """One a row, as a column."""
        return np.asarray(1 / self.probabilities)[:, None]

    @cached_property
    def are_documents_first(self) -> bool:
        """Whether documents were drawn, of which all was given or paragraphs were drawn."""
        return self.within is None or bool((self.within.probabilities < 1).any())

    def by_unit(self, table: Floats) -> Floats:
        """Rows × columns summed over what was drawn first: documents where these were drawn, else the rows."""
        return self.within.sums(table) if self.within and self.are_documents_first else table

    @cached_property
    def units(self) -> "Stage":
        """The first draw."""
        if self.within and self.are_documents_first:
            return Stage(self.within.probabilities[self.within.first], self.strata[self.within.first])
        return Stage(self.probabilities, self.strata)

    def variance(self, residuals: Floats) -> tuple[Floats, Ints]:
        """(variance, degrees of freedom) of the sum of each column of residuals: rows × columns, weights within."""
        variance, spread = self.units.parts(self.by_unit(residuals))
        if self.within and self.are_documents_first:
            second = Stage(self.probabilities / self.within.probabilities, self.strata)
            more = second.parts(residuals, times=self.within.probabilities)
            variance, spread = variance + more[0], spread + more[1]
        most = self.units.freedom
        measured = np.where(spread > 0, 2 * variance**2 / np.where(spread > 0, spread, 1), most)
        return variance, np.maximum(np.rint(np.minimum(measured, most)), 2).astype(np.int64)


@dataclass(frozen=True)
class Stage:
    """One draw without replacement within strata; those with the probability 1 were certain, and add no variance."""

    probabilities: Floats
    strata: Ints

    @cached_property
    def is_alone(self) -> NDArray[np.bool_]:
        """Which rows are the only ones drawn by chance of their stratum."""
        by_chance = self.probabilities < 1
        n = np.bincount(self.strata[by_chance], minlength=int(self.strata.max(initial=0)) + 1)
        return np.asarray(by_chance & (n[self.strata] == 1))

    @cached_property
    def merged(self) -> Ints:
        """The strata, those of which one row was drawn put together, since one tells nothing of its stratum's spread.

        One that is alone among these joins the largest.
        """
        strata = self.strata.copy()
        if not self.is_alone.any():
            return strata
        if self.is_alone.sum() > 1:
            strata[self.is_alone] = strata.max() + 1
            return strata
        others = strata[(self.probabilities < 1) & ~self.is_alone]
        if len(others):
            strata[self.is_alone] = np.bincount(others).argmax()
        return strata

    @cached_property
    def sizes(self) -> Ints:
        """By merged stratum, how many rows were drawn by chance."""
        by_chance = self.merged[self.probabilities < 1]
        return np.bincount(by_chance, minlength=int(self.merged.max(initial=0)) + 1).astype(np.int64)

    @property
    def freedom(self) -> int:
        """Rows drawn by chance less their strata."""
        return int((self.sizes[self.sizes > 1] - 1).sum())

    def expected_freedom(self, is_inside: NDArray[np.bool_]) -> Floats:
        """Satterthwaite's degrees of freedom of each column, were all rows inside to differ alike but for weights."""
        by_chance = (self.probabilities < 1)[:, None] & is_inside
        squares = by_chance * ((1 - self.probabilities) / self.probabilities**2)[:, None]
        here = np.eye(int(self.merged.max(initial=0)) + 1)[self.merged].T
        variance, free = here @ squares, np.maximum(here @ by_chance - 1, 1)
        below = (variance**2 / free).sum(axis=0)
        return np.asarray(np.where(below > 0, variance.sum(axis=0) ** 2 / np.where(below > 0, below, 1), np.inf))

    def parts(self, residuals: Floats, times: Floats | None = None) -> tuple[Floats, Floats]:
        """Of each column: (variance, the variance of this variance). `times`: a factor of each row's square."""
        open_ = (1 - self.probabilities)[:, None]
        inflation = np.where(self.sizes > 1, self.sizes / np.maximum(self.sizes - 1, 1), 0.0)[self.merged][:, None]
        squares = open_ * inflation * (residuals - self._means(residuals, open_)) ** 2
        if times is not None:
            squares = squares * times[:, None]
        n = max(int(self.sizes.sum()), 1)
        variance = squares.sum(axis=0)
        spread = (inflation * (squares - variance / n) ** 2)[self.probabilities < 1].sum(axis=0)
        return variance, spread

    def _means(self, residuals: Floats, open_: Floats) -> Floats:
        """Of the stratum of each row."""
        order = np.argsort(self.merged, kind="stable")
        _ids, starts, back = np.unique(self.merged[order], return_index=True, return_inverse=True)
        of = np.empty(len(order), np.intp)
        of[order] = back
        whole = np.add.reduceat(open_[order], starts, axis=0)
        sums = np.add.reduceat((open_ * residuals)[order], starts, axis=0)
        return np.asarray((sums / np.where(whole > 0, whole, 1))[of])

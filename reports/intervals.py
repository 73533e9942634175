"""Intervals of shares from a drawn sample of documents (pure): design-based, weighted, clustered by document.

A share is a ratio of two totals, R = Σ w y / Σ w x, with w = 1 / probability, y the units with a theme and x the units
of a document. Its variance is that of the linearized residuals z = w (y - R x) / Σ w x within the strata, with the
correction 1 - probability for what is drawn without replacement (Cochran 1977, *Sampling Techniques*, sections 6.9 to
6.12; Hájek 1964 where probabilities differ in a stratum). Three things keep it honest in samples of tens of documents:
residuals are divided by one minus their document's part of Σ w x, as deleting each document in turn would; the degrees
of freedom fall where a few documents carry the variance (Satterthwaite's with the measured fourth moment; never more
than documents less strata); and the interval is made on the scale of the logit, so that it stays inside (0, 1) (Korn &
Graubard 1998, *Survey Methodology* 24). `benchmarks/intervals.py` measures how often 95 % intervals hold the truth.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import atan, cos, exp, floor, log, pi, sin, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

LEVEL = 0.95
DOCUMENTS = 20  # drawn documents of the selection: with fewer the interval would be too short
CARRIERS = 15  # documents with the theme, and documents with a unit without it
NORMAL = 200  # degrees of freedom from which Student's t is taken as normal

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Drawn:
    """Of each document of the sample: the probability in (0, 1] with which it was drawn, and its stratum's number."""

    probabilities: Floats
    strata: NDArray[np.int64]


@dataclass(frozen=True)
class Estimate:
    """`value` and its interval. `why` says why there is none; a value is None where the denominator is 0."""

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""

    @property
    def has_interval(self) -> bool:
        return self.low is not None


def shares(counts: Floats, of: Floats, drawn: Drawn) -> list[Estimate]:
    """The weighted share of each column with its 95 % interval; `counts` and `of`: documents × columns, counts <= of.

    Documents outside the selection stay in the sample with 0 of 0, so that a part of it is a domain of the design.
    With 1 for `of` and the share of each document for `counts` it is the mean of document shares.
    """
    return [_share(counts[:, column], of[:, column], drawn) for column in range(counts.shape[1])]


def difference(counts: tuple[Floats, Floats], of: tuple[Floats, Floats], drawn: Drawn) -> Estimate:
    """The share of one group of documents less that of another, in [-1, 1], with its 95 % interval.

    Both groups are of one sample, one place a document each, 0 of 0 where it is not of the group.
    """
    each = [_share(y, x, drawn) for y, x in zip(counts, of, strict=True)]
    first, second = (one.value for one in each)
    if first is None or second is None:
        return Estimate(None, why=each[0].why if first is None else each[1].why)
    value = first - second
    why = next((one.why for one in each if one.why), "")
    if why:
        return Estimate(value, why=why)
    variance, freedom = _variance(_residuals(counts[0], of[0], drawn) - _residuals(counts[1], of[1], drawn), drawn)
    half = student(freedom) * sqrt(variance)
    return Estimate(value, max(value - half, -1.0), min(value + half, 1.0))


def merged(drawn: Drawn) -> NDArray[np.int64]:
    """The strata, those of which one document was drawn put together, since one tells nothing of its stratum's spread.

    A document that was certain to be drawn adds no variance and needs no other beside it.
    """
    strata, uncertain = drawn.strata.copy(), drawn.probabilities < 1
    ids, sizes = np.unique(strata[uncertain], return_counts=True)
    if not (sizes == 1).any():
        return strata
    apart = strata.max() + 1
    strata[np.isin(strata, ids[sizes == 1])] = apart
    if (strata[uncertain] == apart).sum() == 1 and len(ids) > 1:
        strata[strata == apart] = ids[sizes.argmax()]
    return strata


@lru_cache(maxsize=NORMAL)
def student(freedom: int, level: float = LEVEL) -> float:
    """The two-sided quantile of Student's t for whole degrees of freedom >= 1, to 1e-9."""
    if freedom >= NORMAL:
        return NormalDist().inv_cdf((1 + level) / 2)
    low, high = 0.0, 1000.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < level else (low, middle)
    return high


def _within(t: float, freedom: int) -> float:
    """The probability of [-t, t] (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    is_odd = freedom % 2
    term = cos(angle) if is_odd else 1.0
    total = term if freedom > 1 else 0.0
    for k in range(2 + is_odd, freedom - 1, 2):
        term *= cos(angle) ** 2 * (k - 1) / k
        total += term
    return 2 / pi * (angle + sin(angle) * total) if is_odd else sin(angle) * total


def _share(y: Floats, x: Floats, drawn: Drawn) -> Estimate:
    weights = 1 / drawn.probabilities
    whole = float(weights @ x)
    if not whole:
        return Estimate(None, why=_("nothing was read"))
    value = float(weights @ y) / whole
    why = _too_little(y, x)
    if why:
        return Estimate(value, why=why)
    variance, freedom = _variance(_residuals(y, x, drawn), drawn)
    if not variance:
        return Estimate(value, why=_("all that was drawn from was drawn"))
    half = student(freedom) * sqrt(variance) / (value * (1 - value))
    middle = log(value / (1 - value))
    return Estimate(value, _back(middle - half), _back(middle + half))


def _too_little(y: Floats, x: Floats) -> str:
    """Why a sample is too small for an interval, or nothing."""
    if (x > 0).sum() < DOCUMENTS:
        return _("fewer than %d documents were drawn") % DOCUMENTS
    if (y > 0).sum() < CARRIERS:
        return _("fewer than %d documents have it") % CARRIERS
    if (y < x).sum() < CARRIERS:
        return _("fewer than %d documents have a unit without it") % CARRIERS
    return ""


def _residuals(y: Floats, x: Floats, drawn: Drawn) -> Floats:
    """The influence of each document on the share, as deleting it would show."""
    weights = 1 / drawn.probabilities
    whole = float(weights @ x)
    value = float(weights @ y) / whole
    residuals: Floats = weights * (y - value * x) / whole
    return residuals / np.maximum(1 - weights * x / whole, 0.5)


def _variance(residuals: Floats, drawn: Drawn) -> tuple[float, int]:
    """(variance, degrees of freedom)."""
    strata, open_ = merged(drawn), 1 - drawn.probabilities
    size = int(strata.max()) + 1
    n = np.bincount(strata[open_ > 0], minlength=size)
    weight = np.bincount(strata, open_, size)
    means = np.bincount(strata, open_ * residuals, size) / np.where(weight > 0, weight, 1)
    inflation = np.where(n > 1, n / np.maximum(n - 1, 1), 0.0)
    squares: Any = open_ * inflation[strata] * (residuals - means[strata]) ** 2
    variance = float(squares.sum())
    spread = float((squares**2).sum()) - variance**2 / max(int(n.sum()), 1)
    freedom = float((n[n > 1] - 1).sum())
    measured = 2 * variance**2 / spread if spread > 0 else freedom
    return variance, max(floor(min(freedom, measured)), 2)


def _back(logit: float) -> float:
    return 1 / (1 + exp(-logit))

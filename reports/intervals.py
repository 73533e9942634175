"""Intervals of shares from a drawn sample (pure): design-based, weighted, clustered by what was drawn.

A share is a ratio of two totals, R = Σ w y / Σ w x, with w = 1 / probability, y the units with a theme and x the units
of a document, or of a paragraph where these were drawn. Its variance is that of the linearized residuals
z = w (y - R x) / Σ w x (`design`). Three things keep it honest in samples of tens of documents: residuals are divided
by one minus their part of Σ w x, as deleting each in turn would; the degrees of freedom fall where a few documents
carry the variance (Satterthwaite 1946, with the measured fourth moment; never more than what was drawn less strata);
and the interval is made on the scale of the logit, so that it stays inside (0, 1) (Korn & Graubard 1998, *Survey
Methodology* 24: 193–201; Dean & Pagano 2015, *Journal of Survey Statistics and Methodology* 3: 484–503). What it needs
is in `conditions`; `benchmarks/intervals.py` measures how often the intervals hold the truth.
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from reports.conditions import why_none
from reports.design import Drawn, Floats
from reports.student import students


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


@dataclass(frozen=True)
class Bounds:
    """Of each column of a table of ratios: value, bounds, and the variance; nan where there is none."""

    value: Floats
    low: Floats
    high: Floats
    variance: Floats
    residuals: Floats


def shares(counts: Floats, of: Floats, drawn: Drawn) -> list[Estimate]:
    """The weighted share of each column with its 95 % interval; `counts` and `of`: rows × columns, counts <= of.

    Rows outside the selection stay in the sample with 0 of 0, so that a part of it is a domain of the design.
    With 1 for `of` and the share of each document for `counts` it is the mean of document shares.
    """
    found = bounds(counts, of, drawn)
    reasons = why_none(counts, of, drawn)
    return [_estimate(found, column, why) for column, why in enumerate(reasons)]


def difference(counts: tuple[Floats, Floats], of: tuple[Floats, Floats], drawn: Drawn) -> Estimate:
    """The share of one group of documents less that of another, in [-1, 1], with its 95 % interval.

    Both groups are of one sample, one place a row each, 0 of 0 where it is not of the group.
    """
    table = np.stack(counts, axis=1), np.stack(of, axis=1)
    first, second = shares(*table, drawn)
    if first.value is None or second.value is None:
        return Estimate(None, why=first.why if first.value is None else second.why)
    value, why = first.value - second.value, first.why or second.why
    if why:
        return Estimate(value, why=why)
    residuals = bounds(*table, drawn).residuals
    [half] = half_widths(residuals[:, :1] - residuals[:, 1:], drawn)
    return Estimate(value, max(value - float(half), -1.0), min(value + float(half), 1.0))


def half_widths(residuals: Floats, drawn: Drawn) -> Floats:
    """What lies to each side of a sum of residuals, for each column."""
    variance, freedom = drawn.variance(residuals)
    return np.asarray(students(freedom) * np.sqrt(variance))


def bounds(counts: Floats, of: Floats, drawn: Drawn) -> Bounds:
    """Of each column, whatever the conditions: nan without a denominator, and without width for 0 and 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = (drawn.weights * of).sum(axis=0)
        value = (drawn.weights * counts).sum(axis=0) / whole
        part = drawn.weights * of / whole
        residuals = drawn.weights * (counts - value * of) / whole / np.maximum(1 - part, 0.5)
        variance, freedom = drawn.variance(residuals)
        half = students(freedom) * np.sqrt(variance) / (value * (1 - value))
        middle = np.log(value / (1 - value))
        return Bounds(value, 1 / (1 + np.exp(half - middle)), 1 / (1 + np.exp(-middle - half)), variance, residuals)


def _estimate(found: Bounds, column: int, why: str) -> Estimate:
    value = float(found.value[column])
    if np.isnan(value):
        return Estimate(None, why=_("nothing was read"))
    if why:
        return Estimate(value, why=why)
    if not found.variance[column]:
        return Estimate(value, why=_("all that was drawn from was drawn"))
    return Estimate(value, float(found.low[column]), float(found.high[column]))

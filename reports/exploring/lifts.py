"""Lift estimated from a drawn sample of documents, with its 95 % interval (pure numpy).

Of N units n1 carry the one theme, n2 the other and n12 both: lift = n12 N / (n1 n2), each number an estimated total
T = Σ w y with w = 1 / probability. Its logarithm is a sum of four logarithms of totals. A document's residual is what
the logarithm would lose without that document, - Σ ± log(1 - w y / T), as the delete-one jackknife has it (Wolter 2007,
*Introduction to Variance Estimation*, ch. 4); the variance of their sum is that of the design (reports.design), and the
interval is Student's on the scale of the logarithm. `benchmarks/lifts.py` measures how often it holds the truth.
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from reports import words
from reports.conditions import Seen
from reports.design import Drawn, Floats
from reports.intervals import Estimate, half_widths

MOST = 0.5  # of a total in one document: what deleting it would do is told no further
WORTH = 15  # documents of one weight and number of units with both themes that would say as much
CARRIERS = 30  # documents with both themes


@dataclass(frozen=True)
class Counted:
    """Documents × pairs of themes: units with both, with the one, with the other; and all units read."""

    both: Floats
    one: Floats
    other: Floats
    all: Floats


@dataclass(frozen=True)
class Lifts:
    """Of each pair: the logarithm of the lift, and what lies to each side of it; nan where a total is 0."""

    logarithm: Floats
    half: Floats


def lifts(counted: Counted, drawn: Drawn) -> Lifts:
    """Whatever the conditions."""
    logarithm, residuals = np.zeros(counted.both.shape[1]), np.zeros(counted.both.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        for table, sign in ((counted.both, 1), (counted.all, 1), (counted.one, -1), (counted.other, -1)):
            weighted = drawn.weights * table
            total = weighted.sum(axis=0)
            logarithm = logarithm + sign * np.log(total)
            residuals = residuals - sign * np.log(1 - np.minimum(weighted / total, MOST))
        return Lifts(logarithm, half_widths(residuals, drawn))


def is_enough(counted: Counted, drawn: Drawn) -> NDArray[np.bool_]:
    """Of each pair, whether its lift has an interval: what a share of units with both needs, and more of it."""
    return np.asarray(
        Seen.of(counted.both, counted.all, drawn).is_enough
        & ((counted.both > 0).sum(axis=0) >= CARRIERS)
        & (worth(counted, drawn) >= WORTH)
    )


def worth(counted: Counted, drawn: Drawn) -> Floats:
    """How many documents of one weight and number of units with both say as much (Kish 1965, section 11.7)."""
    weighted = drawn.weights * counted.both
    squares = (weighted**2).sum(axis=0)
    return np.asarray(weighted.sum(axis=0) ** 2 / np.where(squares > 0, squares, 1))


def estimates(counted: Counted, drawn: Drawn) -> list[Estimate]:
    """Of each pair the lift with its interval, or why there is none."""
    found, enough = lifts(counted, drawn), is_enough(counted, drawn)
    n_both, worths = (counted.both > 0).sum(axis=0), worth(counted, drawn)
    return [
        _estimate(float(found.logarithm[at]), float(found.half[at]), bool(enough[at]), int(n_both[at]), worths[at])
        for at in range(len(enough))
    ]


def _estimate(logarithm: float, half: float, is_printed: bool, n_both: int, worth: float) -> Estimate:
    if not np.isfinite(logarithm):
        return Estimate(None, why=_("one of the two was never given"))
    value = float(np.exp(logarithm))
    if is_printed and half > 0:
        return Estimate(value, float(np.exp(logarithm - half)), float(np.exp(logarithm + half)))
    return Estimate(value, why=_why(n_both, worth, is_certain=not half))


def _why(n_both: int, worth: float, *, is_certain: bool) -> str:
    if is_certain:
        return _("all that was drawn from was drawn")
    if n_both < CARRIERS:
        said = _("too few documents with both themes for an interval: %(n)s, %(least)s needed")
        return said % {"n": words.whole(n_both), "least": words.whole(CARRIERS)}
    if worth < WORTH:
        said = _("few documents have most of what carries both: worth %(n)s equal ones, %(least)s needed")
        return said % {"n": words.whole(int(worth)), "least": words.whole(WORTH)}
    return _("the sample is too small or too uneven for an interval")

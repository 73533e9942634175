"""Gwet's AC1: agreement beyond chance that does not fall for rare values; never alone, since it is kind to them."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from django.utils.translation import gettext_lazy as _

from reports.measures.base import Measure, Ratings, Value, observed, refuse_constant
from reports.measures.patterns import Floats, Patterns, quotient, tally


def ac1(ratings: Ratings, categories: int = 2) -> float:
    """(p_a − p_e) / (1 − p_e) with p_e = Σ_k π_k (1 − π_k) / (q − 1), in [-1, 1].

    q is `categories`, the size of the code space and not the number of values seen; π_k is the mean over all units with
    a value of the share of their coders who gave k. Gwet 2008, British Journal of Mathematical and Statistical
    Psychology 61: 29–48; with gaps as in Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed. Raises NotEstimable
    where fewer than two coders answered any unit, or all values are the same.
    """
    agreed = observed(ratings)
    shares = _shares(ratings)
    refuse_constant(shares)
    expected = sum(share * (1 - share) for share in shares.values()) / (categories - 1)
    return float((agreed - expected) / (1 - expected))


def _shares(ratings: Ratings) -> Mapping[Value, Fraction]:
    """π_k of each value that was given."""
    sums: dict[Value, Fraction] = {}
    units = 0
    for row, n in ratings.items():
        values = [value for value in row if value is not None]
        units += n if values else 0
        for value in set(values) if n > 0 else ():
            sums[value] = sums.get(value, Fraction(0)) + Fraction(n * values.count(value), len(values))
    return {value: share / units for value, share in sums.items()}


def ac1_many(patterns: Patterns, counts: Floats, categories: int = 2) -> Floats:
    """`ac1` of each row of counts, nan where it has none."""
    told = tally(patterns)
    agreed = quotient(counts @ told.agreed, counts @ told.is_pairable)
    sums = counts @ (told.given / np.maximum(told.answers, 1)[:, None])
    shares = quotient(sums, sums.sum(axis=-1, keepdims=True).repeat(sums.shape[-1], axis=-1))
    expected = (shares * (1 - shares)).sum(axis=-1) / (categories - 1)
    is_constant = (counts @ told.given > 0).sum(axis=-1) < 2
    return quotient(agreed - expected, np.where(is_constant, 0, 1 - expected))


AC1 = Measure(
    name="ac1",
    title=_("Gwet’s AC1"),
    question=_("Agreement beyond chance that does not fall for rare themes. By itself it passes anything rare."),
    source="Gwet 2008, 2014",
    compute=ac1,
    compute_many=ac1_many,
)

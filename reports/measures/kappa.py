"""Cohen's kappa: agreement of two coders beyond the chance that their own habits give."""

from fractions import Fraction

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.base import Measure, NotEstimable, Ratings, Value, observed, refuse_constant
from reports.measures.patterns import Floats, Patterns, quotient, tally


def kappa(ratings: Ratings) -> float:
    """(p_o − p_e) / (1 − p_e) with each coder's own shares in p_e, in [-1, 1]; units that one left out do not count.

    Cohen 1960, Educational and Psychological Measurement 20: 37–46. Raises NotEstimable for other than two coders,
    where they have no unit in common, and where both gave one and the same value throughout.
    """
    if any(len(row) != 2 for row in ratings):
        raise NotEstimable(_("it compares two coders"))
    both = {row: n for row, n in ratings.items() if None not in row and n > 0}
    agreed = observed(both)
    units = sum(both.values())
    first, second = (_shares(both, place, units) for place in (0, 1))
    refuse_constant({**first, **second})
    expected = sum(share * second.get(value, Fraction(0)) for value, share in first.items())
    return float((agreed - expected) / (1 - expected))


def _shares(ratings: Ratings, place: int, units: int) -> dict[Value, Fraction]:
    """How large a share of the units one coder gave each value."""
    shares: dict[Value, Fraction] = {}
    for row, n in ratings.items():
        shares[row[place]] = shares.get(row[place], Fraction(0)) + Fraction(n, units)
    return shares


def kappa_many(patterns: Patterns, counts: Floats) -> Floats:
    """`kappa` of each row of counts, nan where it has none."""
    if any(len(row) != 2 for row in patterns):
        return np.full(counts.shape[:-1], np.nan)
    told = tally(patterns)
    first, second = (_given_by(patterns, told.values, place) for place in (0, 1))
    agreed, units = counts @ told.agreed, counts @ told.is_pairable
    expected = quotient(((counts @ first) * (counts @ second)).sum(axis=-1), units)
    return quotient(agreed - expected, units - expected)


def _given_by(patterns: Patterns, values: list[Value], place: int) -> Floats:
    """patterns × values: 1 where the coder of this place gave the value and the other one answered too."""
    rows = [[None not in row and row[place] == value for value in values] for row in patterns]
    return np.array(rows, dtype=np.float64).reshape(len(patterns), len(values))


KAPPA = Measure(
    name="kappa",
    title=gettext_lazy("Cohen’s kappa"),
    question=gettext_lazy("The same for two coders, with the chance that each one’s own habits give."),
    source="Cohen 1960",
    compute=kappa,
    compute_many=kappa_many,
    is_judged=True,
    most=2,
)

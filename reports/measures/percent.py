"""Percent agreement: how often coders say the same, chance included."""

from django.utils.translation import gettext_lazy as _

from reports.measures.base import Measure, Ratings, observed
from reports.measures.patterns import Floats, Patterns, quotient, tally


def percent(ratings: Ratings) -> float:
    """The share of units on which two coders agree, in [0, 1]; of more coders, the mean share of pairs that agree.

    Units with fewer than two values are left out; raises NotEstimable where all are. Holsti 1969, Content Analysis for
    the Social Sciences and Humanities, p. 140; for more coders and gaps the p_a of Gwet 2014, Handbook of Inter-Rater
    Reliability, 4th ed.
    """
    return float(observed(ratings))


def percent_many(patterns: Patterns, counts: Floats) -> Floats:
    """`percent` of each row of counts, nan where it has none."""
    told = tally(patterns)
    return quotient(counts @ told.agreed, counts @ told.is_pairable)


PERCENT = Measure(
    name="percent",
    title=_("Percent"),
    question=_("How often do they say the same, chance included? High by itself for a rare theme."),
    source="Holsti 1969; Gwet 2014",
    compute=percent,
    compute_many=percent_many,
)

"""Krippendorff's alpha for nominal values: agreement beyond chance, any number of coders, gaps allowed."""

from django.utils.translation import gettext_lazy as _

from reports.measures.base import Measure, Ratings, coincidences, refuse_constant, totals
from reports.measures.patterns import Floats, Patterns, quotient, tally


def alpha(ratings: Ratings) -> float:
    """1 − (n − 1) Σ_{c≠k} o_ck / Σ_{c≠k} n_c n_k, in [-1, 1]; missing is missing.

    Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, sections A to C. Raises NotEstimable where fewer than
    two coders answered any unit, or all values are the same.
    """
    met = coincidences(ratings)
    given = totals(met)
    refuse_constant(given)
    n = sum(given.values())
    differing = sum(times for (one, other), times in met.items() if one != other)
    expected = n * n - sum(times * times for times in given.values())
    return float(1 - (n - 1) * differing / expected)


def alpha_many(patterns: Patterns, counts: Floats) -> Floats:
    """`alpha` of each row of counts, nan where it has none."""
    told = tally(patterns)
    given = counts @ told.paired
    n = given.sum(axis=-1)
    differing = n - counts @ told.met.sum(axis=1)
    return 1 - quotient((n - 1) * differing, n * n - (given * given).sum(axis=-1))


ALPHA = Measure(
    name="alpha",
    title=_("Krippendorff’s alpha"),
    question=_("Do they agree beyond chance? The main figure: any number of coders, gaps allowed, nominal."),
    source="Krippendorff 2011",
    compute=alpha,
    compute_many=alpha_many,
    is_judged=True,
)

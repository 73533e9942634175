"""Fleiss' kappa: Scott's pi for any number of coders who all answered the same units."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.base import (
    Measure,
    NotEstimable,
    Ratings,
    coincidences,
    observed,
    pairable,
    refuse_constant,
    totals,
)
from reports.measures.patterns import Floats, Patterns, quotient, tally


def fleiss(ratings: Ratings) -> float:
    """(P̄ − P̄_e) / (1 − P̄_e) with P̄_e = Σ p_j² of all answers, in [-1, 1]; units that anybody left out do not count.

    Fleiss 1971, Psychological Bulletin 76: 378–382; of two coders the pi of Scott 1955, Public Opinion Quarterly 19:
    321–325. Raises NotEstimable where no unit was answered by all, or all values are the same.
    """
    whole = {row: n for row, n in ratings.items() if None not in row and n > 0}
    if not whole and any(pairable(ratings)):
        raise NotEstimable(_("no unit was answered by all coders"))
    given = totals(coincidences(whole))
    refuse_constant(given)
    n = sum(given.values())
    expected = sum(times * times for times in given.values()) / (n * n)
    return float((observed(whole) - expected) / (1 - expected))


def fleiss_many(patterns: Patterns, counts: Floats) -> Floats:
    """`fleiss` of each row of counts, nan where it has none."""
    told = tally([row if None not in row else () for row in patterns])
    given = counts @ told.paired
    n = given.sum(axis=-1)
    expected = quotient((given * given).sum(axis=-1), n * n)
    return quotient(quotient(counts @ told.agreed, counts @ told.is_pairable) - expected, 1 - expected)


FLEISS = Measure(
    name="fleiss",
    title=gettext_lazy("Fleiss’ kappa"),
    question=gettext_lazy("The same for three coders or more, on the units that all of them answered."),
    source="Fleiss 1971",
    compute=fleiss,
    compute_many=fleiss_many,
    is_judged=True,
    fewest=3,
)

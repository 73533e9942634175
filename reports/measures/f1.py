"""F1, or positive specific agreement: where one coder gives the theme, does the other?"""

from fractions import Fraction

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.base import Measure, NotEstimable, Ratings, Value, coincidences, refuse_constant, totals
from reports.measures.patterns import Floats, Patterns, quotient, tally


def f1(ratings: Ratings, positive: Value = 1) -> float:
    """2 both / (2 both + A only + B only), in [0, 1]; of more coders o_cc / n_c over all pairs within units.

    Hripcsak & Rothschild 2005, Journal of the American Medical Informatics Association 12: 296–298, who show that it
    is what F1 and positive specific agreement have in common; units that nobody gave the value do not count. Raises
    NotEstimable where fewer than two coders answered any unit, or all values are the same.
    """
    met = coincidences(ratings)
    given = totals(met)
    refuse_constant(given)
    if positive not in given:
        raise NotEstimable(_("no unit has it"))
    return float(met.get((positive, positive), Fraction(0)) / given[positive])


def f1_many(patterns: Patterns, counts: Floats, positive: Value = 1) -> Floats:
    """`f1` of each row of counts, nan where it has none."""
    told = tally(patterns)
    place = told.place(positive)
    if place is None:
        return np.full(counts.shape[:-1], np.nan)
    given = counts @ told.paired
    is_constant = given[..., place] == given.sum(axis=-1)
    return quotient(counts @ told.met[:, place], np.where(is_constant, 0, given[..., place]))


F1 = Measure(
    name="f1",
    title=gettext_lazy("F1"),
    question=gettext_lazy("Where one gives the theme, does the other? For rare themes, beside alpha."),
    source="Hripcsak & Rothschild 2005",
    compute=f1,
    compute_many=f1_many,
)

"""Precision: of the units to which a coder gives the theme, how many have it in the key?"""

from fractions import Fraction

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.base import Measure, NotEstimable, Ratings, Value
from reports.measures.patterns import Floats, Patterns, quotient


def precision(ratings: Ratings, positive: Value = 1) -> float:
    """Units with the value in key and coder ÷ those of the coder, in [0, 1]. Rows are (key, coder).

    van Rijsbergen 1979, Information Retrieval, 2nd ed., ch. 7. Units that one of the two left out do not count. Raises
    NotEstimable for rows of another length, and where the coder gave the value to none.
    """
    return share(ratings, positive, of=1)


def share(ratings: Ratings, positive: Value, of: int) -> float:
    """The units to which both places give the value ÷ those to which the place `of` gives it."""
    if any(len(row) != 2 for row in ratings):
        raise NotEstimable(_("it compares two coders"))
    rows = {row: n for row, n in ratings.items() if None not in row and n > 0}
    if not rows:
        raise NotEstimable(_("no unit was answered by two coders"))
    given = sum(n for row, n in rows.items() if row[of] == positive)
    if not given:
        raise NotEstimable(_("the key has it nowhere") if of == 0 else _("the coder gave it nowhere"))
    return float(Fraction(rows.get((positive, positive), 0), given))


def share_many(patterns: Patterns, counts: Floats, positive: Value, of: int) -> Floats:
    """`share` of each row of counts, nan where it has none."""
    whole = [len(row) == 2 and None not in row for row in patterns]
    given = [is_whole and row[of] == positive for is_whole, row in zip(whole, patterns, strict=True)]
    both = [row == (positive, positive) for row in patterns]
    return quotient(counts @ np.array(both, dtype=float), counts @ np.array(given, dtype=float))


def precision_many(patterns: Patterns, counts: Floats) -> Floats:
    """`precision` of each row of counts, nan where it has none."""
    return share_many(patterns, counts, 1, of=1)


PRECISION = Measure(
    name="precision",
    title=gettext_lazy("Precision"),
    question=gettext_lazy("Of what the coder gives the theme, how much has it in the key?"),
    source="van Rijsbergen 1979",
    compute=precision,
    compute_many=precision_many,
    most=2,
)

"""What a measure of agreement is: a name, a source, and a function from ratings to a number."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

Value = Hashable
# What coders said of a unit: one place for each coder, None where it is missing.
Pattern = tuple[Value | None, ...]
# Pattern -> how many units were answered like this.
Ratings = Mapping[Pattern, int]


class NotEstimable(Exception):
    """These ratings have no such figure; `reason` says why, in words for people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Measure:
    """One coefficient. `compute` takes ratings of 0 and 1 and gives a float, never nan, or raises NotEstimable.

    `compute_many(patterns, counts)` is the same for many counts of the same patterns at once, for the bootstrap: the
    last axis of `counts` is the patterns, the answer has the other axes, nan where that sample has no figure.
    `title` and `question` are its words for pages, translated when they are shown; `source` is where it is defined.
    `is_judged`: the limits .667 and .800 are meant for it. It is for `fewest` coders to `most` (None: any number).
    """

    name: str
    title: Any
    question: Any
    source: str
    compute: Callable[[Ratings], float]
    compute_many: Callable[[Sequence[Pattern], NDArray[np.float64]], NDArray[np.float64]]
    is_judged: bool = False
    fewest: int = 2
    most: int | None = None

    def suits(self, n_coders: int) -> bool:
        """Whether it says something of so many coders."""
        return self.fewest <= n_coders <= (self.most or n_coders)


def pairable(ratings: Ratings) -> Iterator[tuple[list[Value], int]]:
    """The values of each unit that two or more coders answered, and how many units have them; raises NotEstimable."""
    found = False
    for row, n in ratings.items():
        values = [value for value in row if value is not None]
        if n > 0 and len(values) > 1:
            found = True
            yield values, n
    if not found:
        raise NotEstimable(_("no unit was answered by two coders"))


def coincidences(ratings: Ratings) -> dict[tuple[Value, Value], Fraction]:
    """o_ck = Σ_u n_uc (n_uk − [c = k]) / (m_u − 1): how often values c and k meet in a unit; sums to all values.

    Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C. Exact, so that no order of the units
    changes the last digit. Raises NotEstimable where no unit has two values.
    """
    found: dict[tuple[Value, Value], Fraction] = {}
    for values, n in pairable(ratings):
        counts = {value: values.count(value) for value in values}
        for one, n_one in counts.items():
            for other, n_other in counts.items():
                pairs = n_one * (n_other - (one == other))
                if pairs:
                    found[one, other] = found.get((one, other), Fraction(0)) + Fraction(n * pairs, len(values) - 1)
    return found


def totals(met: Mapping[tuple[Value, Value], Fraction]) -> dict[Value, Fraction]:
    """n_c = Σ_k o_ck: how often each value was given in units with two or more values."""
    sums: dict[Value, Fraction] = {}
    for (one, _other), n in met.items():
        sums[one] = sums.get(one, Fraction(0)) + n
    return sums


def refuse_constant(given: Mapping[Value, Any]) -> None:
    """Raise NotEstimable where all values are one: agreement by chance cannot be told from any other."""
    if len(given) < 2:
        has_it = next(iter(given), 0)
        raise NotEstimable(_("all units have it") if has_it else _("no unit has it"))


def observed(ratings: Ratings) -> Fraction:
    """The mean over units of the share of pairs of coders who agree; units with fewer than two values are left out."""
    agreed, units = Fraction(0), 0
    for values, n in pairable(ratings):
        m = len(values)
        same = sum(values.count(value) * (values.count(value) - 1) for value in set(values))
        agreed += Fraction(n * same, m * (m - 1))
        units += n
    return agreed / units

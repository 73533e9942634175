"""Alpha of sets: how far apart the whole sets of themes are that coders give to one unit (numpy).

The convention for the empty set: it is at distance 0 from itself, and at 1 from any other set. Packages differ here.
"""

from collections.abc import Callable, Sequence

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from reports.measures.base import NotEstimable, Ratings, Value, pairable
from reports.measures.patterns import Floats, Patterns, quotient, sparse

# From how many elements two sets share, and how many each has, to how far they are from each other, in [0, 1].
Distance = Callable[[Floats, Floats, Floats], Floats]
Places = NDArray[np.intp]
BLOCK = 500  # sets that are compared with all others at once


def set_alpha(ratings: Ratings, distance: Distance) -> float:
    """1 − (n − 1) Σ o_ck δ_ck / Σ n_c n_k δ_ck over frozensets, in [-1, 1]; missing is missing.

    Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C, with a distance of its own. Raises
    NotEstimable where fewer than two coders answered any unit, or all gave the same set.
    """
    given = {value for values, _n in pairable(ratings) for value in values}
    if len(given) < 2:
        raise NotEstimable(_("all units have the same themes") if any(given) else _("no unit has a theme"))
    counts = np.array(list(ratings.values()), dtype=np.float64)
    return float(set_alpha_many(list(ratings), counts, distance))


def set_alpha_many(patterns: Patterns, counts: Floats, distance: Distance) -> Floats:
    """`set_alpha` of each row of counts, nan where it has none."""
    sets, rows, places = _answers(patterns)
    flat = counts.reshape(-1, counts.shape[-1])
    if not sets:
        return np.full(counts.shape[:-1], np.nan)
    far = Distances(sets, distance)
    given = sparse(rows, places, np.ones(len(rows))).after(flat)
    differing = flat @ _apart(len(patterns), rows, places, far)
    found = 1 - quotient((given.sum(axis=-1) - 1) * differing, far.among(given))
    return found.reshape(counts.shape[:-1])


class Distances:
    """Between sets, each known by its place."""

    def __init__(self, sets: Sequence[frozenset[Value]], distance: Distance) -> None:
        places = {value: place for place, value in enumerate(dict.fromkeys(value for each in sets for value in each))}
        self.distance = distance
        self.has = np.zeros((len(sets), len(places)))
        for row, each in enumerate(sets):
            self.has[row, [places[value] for value in each]] = 1
        self.sizes = self.has.sum(axis=1)

    def between(self, one: Places, other: Places) -> Floats:
        """The distances of pairs, place by place."""
        shared = np.einsum("...i,...i->...", self.has[one], self.has[other])
        return self.distance(shared, self.sizes[one], self.sizes[other])

    def among(self, given: Floats) -> Floats:
        """Σ n_c n_k δ_ck of each row of `given`, which says how often each set was given."""
        total = np.zeros(len(given))
        for place in range(0, len(self.sizes), BLOCK):
            some = slice(place, place + BLOCK)
            far = self.distance(self.has @ self.has[some].T, self.sizes[:, None], self.sizes[None, some])
            total += ((given @ far) * given[:, some]).sum(axis=-1)
        return total


def _answers(patterns: Patterns) -> tuple[list[frozenset[Value]], Places, Places]:
    """The sets given in patterns with two answers or more; and of each answer its pattern, and the place of its set."""
    places: dict[Value, int] = {}
    found = []
    for row, pattern in enumerate(patterns):
        values = [value for value in pattern if value is not None]
        if len(values) > 1:
            found += [(row, places.setdefault(value, len(places))) for value in values]
    rows, columns = np.array(found, dtype=np.intp).reshape(-1, 2).T
    return list(places), rows, columns  # type: ignore[arg-type]


def _apart(n: int, rows: Places, places: Places, far: Distances) -> Floats:
    """Σ o_ck δ_ck of each of n patterns: distances of its answers from each other ÷ how many others there are."""
    found = np.zeros(n)
    answers = np.bincount(rows, minlength=n)
    begins = np.cumsum(answers) - answers
    for m in np.unique(answers[answers > 0]):
        alike = np.flatnonzero(answers == m)
        sets = places[begins[alike][:, None] + np.arange(m)]  # patterns × answers
        for one in range(m):
            for other in range(one + 1, m):
                found[alike] += 2 * far.between(sets[:, one], sets[:, other]) / (m - 1)
    return found

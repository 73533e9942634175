"""Alpha of sets: how far apart the whole sets of themes are that coders give to one unit (numpy).

The convention for the empty set: it is at distance 0 from itself, and at 1 from any other set. Packages differ here.
"""

from collections.abc import Callable, Sequence

import numpy as np
from django.utils.translation import gettext as _

from reports.measures.base import NotEstimable, Ratings, Value, pairable
from reports.measures.patterns import Floats, Patterns, Tally, quotient, tally

# From sets to how far each is from each, sets × sets, in [0, 1].
Distance = Callable[[Sequence[frozenset[Value]]], Floats]


def overlaps(sets: Sequence[frozenset[Value]]) -> tuple[Floats, Floats]:
    """How many elements each two sets share, and how many they have together; sets × sets."""
    places = {value: place for place, value in enumerate(dict.fromkeys(value for each in sets for value in each))}
    has = np.zeros((len(sets), len(places)))
    for row, each in enumerate(sets):
        has[row, [places[value] for value in each]] = 1
    shared, sizes = has @ has.T, has.sum(axis=1)
    return shared, sizes[:, None] + sizes[None, :] - shared


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
    told = tally(patterns)
    far = distance(told.values)  # type: ignore[arg-type]
    given = counts @ told.paired
    apart = ((given @ far) * given).sum(axis=-1)
    return 1 - quotient((given.sum(axis=-1) - 1) * (counts @ _apart(told, far)), apart)


def _apart(told: Tally, far: Floats) -> Floats:
    """Σ o_ck δ_ck of each pattern; nothing is at a distance from itself."""
    return np.asarray(((told.paired @ far) * told.paired).sum(axis=1) / np.maximum(told.answers - 1, 1))

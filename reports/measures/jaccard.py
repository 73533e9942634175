"""Alpha over whole sets of themes with the distance of Jaccard: what share of all themes given is not in common?"""

from collections.abc import Sequence

import numpy as np
from django.utils.translation import gettext_lazy as _

from reports.measures.base import Measure, Ratings, Value
from reports.measures.distances import overlaps, set_alpha, set_alpha_many
from reports.measures.patterns import Floats, Patterns


def jaccard(sets: Sequence[frozenset[Value]]) -> Floats:
    """1 − |A ∩ B| / |A ∪ B|, sets × sets, in [0, 1]; ∅ is at 0 from ∅ and at 1 from any other.

    Jaccard 1901, Bulletin de la Société vaudoise des sciences naturelles 37: 547–579.
    """
    shared, together = overlaps(sets)
    is_empty = together == 0
    return np.asarray(1 - (shared + is_empty) / (together + is_empty))


def alpha_jaccard(ratings: Ratings) -> float:
    """Alpha with `jaccard`, values being frozensets; as in `set_alpha`."""
    return set_alpha(ratings, jaccard)


def alpha_jaccard_many(patterns: Patterns, counts: Floats) -> Floats:
    """`alpha_jaccard` of each row of counts, nan where it has none."""
    return set_alpha_many(patterns, counts, jaccard)


ALPHA_JACCARD = Measure(
    name="alpha_jaccard",
    title=_("Alpha of sets, Jaccard"),
    question=_(
        "Do they give a unit the same set of themes? What is not in common counts by its share. ∅ meets ∅ in 0."
    ),
    source="Jaccard 1901",
    compute=alpha_jaccard,
    compute_many=alpha_jaccard_many,
)

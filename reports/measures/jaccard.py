"""Alpha over whole sets of themes with the distance of Jaccard: what share of all themes given is not in common?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from reports.measures.base import Measure, Ratings
from reports.measures.distances import set_alpha, set_alpha_many
from reports.measures.patterns import Floats, Patterns


def jaccard(shared: Floats, one: Floats, other: Floats) -> Floats:
    """1 − |A ∩ B| / |A ∪ B|, in [0, 1], from |A ∩ B|, |A| and |B|; ∅ is at 0 from ∅ and at 1 from any other.

    Jaccard 1901, Bulletin de la Société vaudoise des sciences naturelles 37: 547–579.
    """
    together = one + other - shared
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

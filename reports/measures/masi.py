"""Alpha over whole sets of themes with MASI: as Jaccard, but milder where one set contains the other."""

import numpy as np
from django.utils.translation import gettext_lazy as _

from reports.measures.base import Measure, Ratings
from reports.measures.distances import set_alpha, set_alpha_many
from reports.measures.jaccard import jaccard
from reports.measures.patterns import Floats, Patterns


def masi(shared: Floats, one: Floats, other: Floats) -> Floats:
    """1 − J M, in [0, 1], from |A ∩ B|, |A| and |B|; thirds are exact, ∅ as for `jaccard`.

    J is Jaccard's index; M is 1 for equal sets, 2/3 where one contains the other, 1/3 where each has something of its
    own, 0 where nothing is shared.

    Passonneau 2006, Measuring agreement on set-valued items (MASI), Proceedings of LREC 2006: 831–836.
    """
    is_equal, contains = shared == np.maximum(one, other), shared == np.minimum(one, other)
    monotonic = np.select([is_equal, contains, shared > 0], [1.0, 2 / 3, 1 / 3], 0.0)
    return np.asarray(1 - (1 - jaccard(shared, one, other)) * monotonic)


def alpha_masi(ratings: Ratings) -> float:
    """Alpha with `masi`, values being frozensets; as in `set_alpha`."""
    return set_alpha(ratings, masi)


def alpha_masi_many(patterns: Patterns, counts: Floats) -> Floats:
    """`alpha_masi` of each row of counts, nan where it has none."""
    return set_alpha_many(patterns, counts, masi)


ALPHA_MASI = Measure(
    name="alpha_masi",
    title=_("Alpha of sets, MASI"),
    question=_("The same, and sets that overlap count as further apart than one that contains the other."),
    source="Passonneau 2006",
    compute=alpha_masi,
    compute_many=alpha_masi_many,
)

"""F1 of characters: how much of what the coders marked did both mark?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from reports.measures.continuum import Continuum, Marked, SpanMeasure, meet, once, refuse_empty
from reports.measures.patterns import Floats, quotient


def character_f1(continuum: Continuum) -> float:
    """2 |A ∩ B| / (|A| + |B|) in characters, in [0, 1]; of more coders, over all pairs of them.

    Dice 1945, Ecology 26: 297–302. Characters of one passage are no independent observations: long passages weigh more.
    Raises NotEstimable where nothing was marked, or read by two.
    """
    refuse_empty(continuum)
    return float(character_f1_many(continuum, once(continuum))[0])


def character_f1_many(continuum: Continuum, weights: Floats) -> Floats:
    """`character_f1` of each row of weights, nan where it has none."""
    shared, marked = np.zeros(continuum.n_documents), np.zeros(continuum.n_documents)
    for one, other in continuum.pairs:
        shared += _shared(continuum, one, other)
        for each in (one, other):
            marked += continuum.by_document(each.documents, each.lengths)
    return quotient(2 * (weights @ shared), weights @ marked)


def _shared(continuum: Continuum, one: Marked, other: Marked) -> Floats:
    """Characters that both marked, in each document."""
    met = meet(one, other)
    first, second = met.first, met.second
    ends, starts = np.minimum(one.ends[first], other.ends[second]), np.maximum(one.starts[first], other.starts[second])
    return continuum.by_document(one.documents[first], ends - starts)


CHARACTER_F1 = SpanMeasure(
    name="character_f1",
    title=_("F1 of characters"),
    question=_("How much of what they mark do both mark, in characters?"),
    source="Dice 1945",
    compute=character_f1,
    compute_many=character_f1_many,
)

"""F1 of passages: how many have a counterpart of the other coder that is mostly the same?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from reports.measures.continuum import Continuum, Marked, SpanMeasure, meet, once, refuse_empty
from reports.measures.patterns import Floats, quotient

LEAST = 0.5


def f1_iou(continuum: Continuum) -> float:
    """2 matches / all passages, in [0, 1]; a match is two that share at least half of what they cover together.

    Of more coders, over all pairs of them. A passage matches one at most: two of one coder can only both reach one half
    where they are the halves of the other's. Everingham et al. 2010, International Journal of Computer Vision 88:
    303–338, for stretches of text. Raises NotEstimable where nothing was marked, or read by two.
    """
    refuse_empty(continuum)
    return float(f1_iou_many(continuum, once(continuum))[0])


def f1_iou_many(continuum: Continuum, weights: Floats) -> Floats:
    """`f1_iou` of each row of weights, nan where it has none."""
    matches, passages = np.zeros(continuum.n_documents), np.zeros(continuum.n_documents)
    for one, other in continuum.pairs:
        matches += _matches(continuum, one, other)
        passages += continuum.by_document(one.documents) + continuum.by_document(other.documents)
    return quotient(2 * (weights @ matches), weights @ passages)


def _matches(continuum: Continuum, one: Marked, other: Marked) -> Floats:
    """Matches in each document: pairs that reach one half, each passage once."""
    met = meet(one, other)
    first, second = met.first, met.second
    shared = np.minimum(one.ends[first], other.ends[second]) - np.maximum(one.starts[first], other.starts[second])
    covered = one.lengths[first] + other.lengths[second] - shared
    is_match = shared >= LEAST * covered
    firsts, seconds = np.unique(first[is_match]), np.unique(second[is_match])
    own = continuum.by_document(one.documents[firsts]) + continuum.by_document(other.documents[seconds])
    return own - continuum.by_document(one.documents[first[is_match]])


F1_IOU = SpanMeasure(
    name="f1_iou",
    title=_("F1 of passages, IoU ≥ .5"),
    question=_("How many passages have a counterpart that shares at least half of what both cover together?"),
    source="Everingham et al. 2010",
    compute=f1_iou,
    compute_many=f1_iou_many,
)

"""Coefficients of agreement, one a file: pure functions from what coders said to a number, or a reason why not."""

from reports.measures.ac1 import AC1
from reports.measures.alpha import ALPHA
from reports.measures.alpha_u import ALPHA_U
from reports.measures.base import Measure, NotEstimable, Ratings
from reports.measures.character_f1 import CHARACTER_F1
from reports.measures.continuum import SpanMeasure
from reports.measures.f1 import F1
from reports.measures.f1_iou import F1_IOU
from reports.measures.fleiss import FLEISS
from reports.measures.jaccard import ALPHA_JACCARD
from reports.measures.kappa import KAPPA
from reports.measures.masi import ALPHA_MASI
from reports.measures.percent import PERCENT
from reports.measures.precision import PRECISION
from reports.measures.recall import RECALL

__all__ = [
    "AGAINST_KEY",
    "MEASURES",
    "SET_MEASURES",
    "SPAN_MEASURES",
    "Measure",
    "NotEstimable",
    "Ratings",
    "SpanMeasure",
]

# Of one theme, 0 or 1; in the order of the page.
MEASURES = (PERCENT, ALPHA, KAPPA, FLEISS, F1, AC1)
# Of one theme, the key first and then the coder.
AGAINST_KEY = (PRECISION, RECALL)
# Of the sets of themes of a unit, values being frozensets.
SET_MEASURES = (ALPHA_JACCARD, ALPHA_MASI)
# Of the boundaries of passages.
SPAN_MEASURES = (ALPHA_U, F1_IOU, CHARACTER_F1)

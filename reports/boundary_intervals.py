"""95 % intervals of figures of boundaries, by drawing documents again (pure numpy).

As in reports.bootstrap, and with what stands against an interval there: documents, and documents with disagreements,
must be enough. Ends of passages differ nearly everywhere, so counted are documents in which a passage of one coder
meets none of another's, which weighs most. Without this `benchmarks/agreement_intervals.py` found that of rare themes,
or of coders who hardly ever miss a passage, as few as 76 of a hundred intervals held the truth; with ten such documents
of thirty 91.
"""

from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from reports import bootstrap, words
from reports.bootstrap import DRAWS, FEWEST_DOCUMENTS, SEED, Interval, Resampled
from reports.measures.continuum import Continuum, SpanMeasure

ALONE = 15  # documents in which a passage of one coder meets none of another
MOST_LEFT_OUT = 2000  # documents; of more, percentiles are plain


def span_interval(measure: SpanMeasure, continuum: Continuum, *, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """The interval of one figure: documents only are drawn, since passages lie where others are not."""
    why, n = why_none(continuum), continuum.n_documents
    if why:
        return bootstrap.no_interval(draws, 0, Resampled.NOTHING, why)
    parts = [measure.compute_many(continuum, times) for _rows, times in bootstrap.weights(n, draws, seed)]
    left_out = measure.compute_many(continuum, 1 - np.eye(n)) if n <= MOST_LEFT_OUT else None
    tail = bootstrap.TAIL if left_out is None else bootstrap.tail_of(left_out)
    return bootstrap.percentiles(np.concatenate(parts), Resampled.DOCUMENTS, is_judged=False, tail=tail)


def why_none(continuum: Continuum) -> Any:
    """What there is too little of for an interval, or nothing."""
    if continuum.n_documents < FEWEST_DOCUMENTS:
        return _("boundaries in fewer than 20 documents have no interval")
    if continuum.n_marked < FEWEST_DOCUMENTS:
        said = _("too few documents with passages for an interval: %(n)s, %(least)s needed")
        return said % {"n": words.whole(continuum.n_marked), "least": FEWEST_DOCUMENTS}
    if continuum.n_alone < ALONE:
        said = _("too few documents with a passage that meets none of another coder: %(n)s, %(least)s needed")
        return said % {"n": words.whole(continuum.n_alone), "least": ALONE}
    return ""

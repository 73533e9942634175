"""Strata, as documents and paragraphs are drawn in them, and whether a sample stands for all of them (pure)."""

import numpy as np
from django.utils.translation import gettext as _

from reports import words
from reports.cube import Cube, Ints
from reports.design import Floats


def strata_of(cube: Cube) -> Ints:
    """Source and year as one number a document, as documents are drawn (annotations.distribution.stratum_of)."""
    pairs = np.stack([cube.described.sources, cube.described.years], axis=1)
    return np.unique(pairs, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)


def unlike_frame(there: Ints, drawn: Ints, probabilities: Floats, of_selection: Ints) -> str:
    """Says where what was drawn does not stand for what is there, or nothing; Σ 1 / probability is what it stands for.

    `there`: the stratum of each document, `drawn` of each drawn one; only the strata of the selection count.
    """
    size = int(max(there.max(initial=0), drawn.max(initial=0))) + 1
    stands = np.bincount(drawn, 1 / probabilities, size)[of_selection]
    n = np.bincount(there, minlength=size)[of_selection]
    if (np.abs(stands - n) < 0.5).all():
        return ""
    said = _("what was drawn and counts here stands for %(n)s of the %(all)s documents of these sources and years")
    return said % {"n": words.whole(round(float(stands.sum()))), "all": words.whole(int(n.sum()))}

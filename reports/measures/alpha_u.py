"""Krippendorff's alpha for unitizing, of 1995 and 2004: do coders mark the same stretches of text?

Of differences of boundaries, squared; the family of 2016, of lengths of overlaps, is another coefficient. Documents are
laid end to end, and what is not marked ends where its document ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.base import NotEstimable
from reports.measures.continuum import Continuum, Ints, Marked, SpanMeasure, meet, once, refuse_empty
from reports.measures.patterns import Floats, quotient


@dataclass(frozen=True)
class Disagreement:
    """D_o and D_e of one theme, one of each for a draw; both in shares of the squared length of the continuum."""

    observed: Floats
    expected: Floats


def disagreement(continuum: Continuum, weights: Floats, step: int = 1) -> Disagreement:
    """D_oc and D_ec with each document taken as often as `weights`, draws × documents, say.

    D_o = Σ_i Σ_{j≠i} Σ δ² / (m (m − 1) L²); D_e = (2 / L) Σ_units [(N − 1) / 3 (2 l³ − 3 l² + l) + l² Σ_gaps (l_gap − l
    + 1)] / (m L (m L − 1) − Σ l (l − 1)), over gaps at least as long as the unit. Krippendorff 1995, Sociological
    Methodology 25: 47–76; 2004, Content Analysis, 2nd ed., pp. 251–256. `step` is the smallest length there is: 1 for
    characters, 0 for a continuum that can be divided without end.
    """
    m, length = len(continuum.coders), weights @ continuum.lengths.astype(float)
    size, home = _units(continuum)
    times = weights[:, home]
    n = times.sum(axis=1)
    alike = (n - 1) / 3 * (times @ (2 * size**3 - 3 * size**2 * step + size * step**2))
    pairs = m * length * (m * length - step) - times @ (size * (size - step))
    observed = quotient(weights @ _differences(continuum), m * (m - 1) * length**2)
    expected = quotient(2 * (alike + _in_gaps(continuum, weights, step)), length * pairs)
    return Disagreement(observed, expected)


def alpha_u(*themes: Continuum, step: int = 1) -> float:
    """1 − Σ D_o / Σ D_e over themes, at most 1; raises NotEstimable where nothing was marked, or nothing compared."""
    kept = [theme for theme in themes if any(len(marked.starts) for marked in theme.coders)]
    refuse_empty((kept or list(themes))[0])
    found = float(alpha_u_many(kept, once(kept[0]), step=step)[0])
    if np.isnan(found):
        raise NotEstimable(_("the passages could not lie otherwise"))
    return found


def alpha_u_many(themes: Sequence[Continuum], weights: Floats, *, step: int = 1) -> Floats:
    """`alpha_u` of each row of weights, nan where it has none."""
    parts = [disagreement(theme, weights, step) for theme in themes]
    observed = np.sum([np.nan_to_num(part.observed) for part in parts], axis=0)
    expected = np.sum([np.nan_to_num(part.expected) for part in parts], axis=0)
    return 1 - quotient(observed, expected)


def _of_one(continuum: Continuum) -> float:
    return alpha_u(continuum)


def _of_one_many(continuum: Continuum, weights: Floats) -> Floats:
    return alpha_u_many([continuum], weights)


def _units(continuum: Continuum) -> tuple[Floats, Ints]:
    """Length and document of each passage of any coder."""
    lengths = np.concatenate([marked.lengths for marked in continuum.coders])
    return lengths.astype(float), np.concatenate([marked.documents for marked in continuum.coders])


def _differences(continuum: Continuum) -> Floats:
    """Σ δ² of each document, over ordered pairs of coders: of overlapping passages the squared distances of their
    beginnings and of their ends, of a passage where the other marked nothing its squared length."""
    total = np.zeros(continuum.n_documents)
    for one, other in continuum.pairs:
        met = meet(one, other)
        apart = (one.starts[met.first] - other.starts[met.second]) ** 2
        apart += (one.ends[met.first] - other.ends[met.second]) ** 2
        total += continuum.by_document(one.documents[met.first], apart)
        for marked, alone in ((one, met.first_alone), (other, met.second_alone)):
            total += continuum.by_document(marked.documents[alone], marked.lengths[alone] ** 2)
    return 2 * total


def _in_gaps(continuum: Continuum, weights: Floats, step: int) -> Floats:
    """Σ_units l² Σ_gaps (l_gap − l + step) of each draw, over gaps of any coder that hold the unit."""
    gaps, gap_home = (np.concatenate(parts) for parts in zip(*_gaps(continuum), strict=True))
    order = np.argsort(gaps, kind="stable")
    gaps, gap_home = gaps[order].astype(float), gap_home[order]
    size, home = _units(continuum)
    fits = np.searchsorted(gaps, size, "left")
    total = np.empty(len(weights))
    for row, times in enumerate(weights):
        many = _from_here(times[gap_home])[fits]
        room = _from_here(times[gap_home] * gaps)[fits]
        total[row] = (times[home] * size**2 * (room - (size - step) * many)).sum()
    return total


def _from_here(values: Floats) -> Floats:
    """The sum of all values from each place on, and 0 behind the last."""
    return np.concatenate([np.cumsum(values[::-1])[::-1], [0.0]])


def _gaps(continuum: Continuum) -> Iterator[tuple[Ints, Ints]]:
    """Of each coder the lengths of what is not marked, and in which document it lies."""
    for marked in continuum.coders:
        yield _gaps_of(continuum, marked)


def _gaps_of(continuum: Continuum, marked: Marked) -> tuple[Ints, Ints]:
    all_ = np.arange(continuum.n_documents)
    starts = np.concatenate([continuum.begins, marked.ends])
    ends = np.concatenate([continuum.begins + continuum.lengths, marked.starts])
    home = np.concatenate([all_, marked.documents])
    first, last = np.lexsort((starts, home)), np.lexsort((ends, home))
    lengths = ends[last] - starts[first]
    return lengths[lengths > 0], home[first][lengths > 0]


ALPHA_U = SpanMeasure(
    name="alpha_u",
    title=gettext_lazy("Unitizing alpha"),
    question=gettext_lazy("Do they mark the same stretches of text? Squared distances of boundaries, beyond chance."),
    source="Krippendorff 1995, 2004",
    compute=_of_one,
    compute_many=_of_one_many,
)

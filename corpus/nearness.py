"""Texts that are nearly the same: found by a few numbers kept of each, then compared (pure).

A text is the set of its shingles: runs of eight letters and digits, whatever stands between them. How much two texts
are alike is the Jaccard index of these sets, from 0 to 1. The numbers are a MinHash by one permutation with rotation
(Broder 1997; Li, Owen and Zhang 2012; Shrivastava and Li 2014), cut into bands: two texts that are alike by .8 share
two bands in about 98 of 100 cases.
"""

import sys
from functools import cache
from typing import Any

import numpy as np

NEAR = 0.8  # alike enough to be told
LENGTH, BANDS, ROWS = 8, 12, 4
BINS = BANDS * ROWS
KEPT = 4096  # of the smallest hashes: enough for the least one of each bin
_PRIME, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_EMPTY = np.uint64(2**64 - 1)


def bands(text: str) -> list[int]:
    """BANDS numbers of 64 bits with sign; none for a text of less than LENGTH letters and digits."""
    hashes = _shingles(text)
    if not len(hashes):
        return []
    least = hashes if len(hashes) <= KEPT else np.partition(hashes, KEPT)[:KEPT]
    found = np.full(BINS, _EMPTY)
    np.minimum.at(found, (least % np.uint64(BINS)).astype(np.int64), least)
    full = _rotated(found).reshape(BANDS, ROWS)
    total = np.arange(1, BANDS + 1, dtype=np.uint64)
    for column in full.T:
        total = _mixed(total * _PRIME + column)
    numbers: list[int] = total.view(np.int64).tolist()
    return numbers


def likeness(one: str, other: str) -> float:
    """From 0 to 1; two texts without a shingle are not alike."""
    first, second = (np.unique(_shingles(text)) for text in (one, other))
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / max(1, len(first) + len(second) - shared)


def _shingles(text: str) -> Any:
    """A hash of each run of LENGTH letters and digits."""
    written = np.frombuffer(text.lower().encode("utf-32-le", "surrogatepass"), np.uint32)
    points = written[_is_letter()[written]].astype(np.uint64)
    n = len(points) - LENGTH + 1
    found = np.zeros(max(0, n), np.uint64)
    for offset in range(LENGTH if n > 0 else 0):
        found = found * _PRIME + points[offset : offset + n]
    return _mixed(found)


@cache
def _is_letter() -> Any:
    """Of each code point whether it is a letter or a digit."""
    return np.fromiter((chr(point).isalnum() for point in range(sys.maxunicode + 1)), bool)


def _mixed(values: Any) -> Any:
    """Spread over all bits (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * _MIX
    return values ^ (values >> np.uint64(27))


def _rotated(found: Any) -> Any:
    """An empty bin takes what the next one has that is not, and how far away that is."""
    full = np.flatnonzero(found != _EMPTY)
    after = full[np.searchsorted(full, np.arange(BINS)) % len(full)]
    away = ((after - np.arange(BINS)) % BINS).astype(np.uint64)
    return found[after] + away * _PRIME

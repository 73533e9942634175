"""Quantiles of Student's t (pure): of one number of degrees of freedom, and of many."""

from functools import lru_cache
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
NORMAL = 200  # degrees of freedom from which Student's t is taken as normal


@lru_cache(maxsize=NORMAL)
def student(freedom: int, level: float = LEVEL) -> float:
    """The two-sided quantile of Student's t for whole degrees of freedom >= 1, to 1e-9."""
    if freedom >= NORMAL:
        return NormalDist().inv_cdf((1 + level) / 2)
    low, high = 0.0, 1000.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < level else (low, middle)
    return high


def students(freedom: NDArray[np.int64]) -> NDArray[np.float64]:
    """`student` of each of many."""
    different, places = np.unique(np.minimum(freedom, NORMAL), return_inverse=True)
    return np.array([student(int(each)) for each in different])[places]


def _within(t: float, freedom: int) -> float:
    """The probability of [-t, t] (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    is_odd = freedom % 2
    term = cos(angle) if is_odd else 1.0
    total = term if freedom > 1 else 0.0
    for k in range(2 + is_odd, freedom - 1, 2):
        term *= cos(angle) ** 2 * (k - 1) / k
        total += term
    return 2 / pi * (angle + sin(angle) * total) if is_odd else sin(angle) * total

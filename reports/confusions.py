"""What one coder gave where another gave something else: theme against theme, by units (pure numpy).

Values are units × coders: 1 has the theme, 0 has it not, -1 missing. What is missing is no confusion.
"""

import numpy as np
from numpy.typing import NDArray

from reports.answers import Ints, Mask, Values, is_different


def instead(one: Values, other: Values | None, has_any: Mask, by: int | None = None) -> Mask:
    """The units where a coder (or that of place `by`) gives `one` without `other`, and another the other way round.

    Without `other`: where another coder does not give `one` but some theme.
    """
    gives = one == 1 if other is None else (one == 1) & (other == 0)
    takes = (one == 0) & (has_any if other is None else other == 1)
    return np.asarray(_of(gives, by).any(axis=1) & takes.any(axis=1), dtype=np.bool_)


def alone(one: Values, has_any: Mask, by: int | None = None) -> Mask:
    """The units where a coder (or that of place `by`) gives the theme, and another who answered gives no theme."""
    gives, lacks = one == 1, (one == 0) & ~has_any
    return np.asarray(_of(gives, by).any(axis=1) & lacks.any(axis=1), dtype=np.bool_)


def count(values: NDArray[np.int8], by: int | None = None) -> Ints:
    """themes × themes: how many units `instead` finds; `values` are units × coders × themes."""
    n_themes = values.shape[2]
    found = np.zeros((n_themes, n_themes), np.int64)
    for place in range(n_themes):
        some = values[is_different(values[:, :, place])]
        one = some[:, :, place : place + 1]
        gives, takes = _of((one == 1) & (some == 0), by), (one == 0) & (some == 1)
        found[place] = (gives.any(axis=1) & takes.any(axis=1)).sum(axis=0)
    return found


def _of(mask: Mask, by: int | None) -> Mask:
    return mask if by is None else mask[:, by : by + 1]

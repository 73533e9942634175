"""From rows as papers print them to ratings."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from reports.measures.base import Ratings


def ratings(units: Iterable[Iterable[Any]]) -> Ratings:
    """One row a unit, one place a coder; None or "" is missing."""
    return Counter(tuple(None if value in (None, "") else value for value in row) for row in units)


def by_coder(*coders: str) -> Ratings:
    """One line a coder, one character a unit; "." is missing."""
    rows = zip(*(coder.replace(" ", "") for coder in coders), strict=True)
    return ratings([[None if value == "." else value for value in row] for row in rows])


def two_by_two(both: int, only_a: int, only_b: int, neither: int) -> Ratings:
    return {(1, 1): both, (1, 0): only_a, (0, 1): only_b, (0, 0): neither}


def by_unit(units: str) -> Ratings:
    """One word a unit, one character a coder; "." is missing."""
    return ratings([[None if value == "." else value for value in unit] for unit in units.split()])

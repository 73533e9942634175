"""What a suggester is: a name, and a way to propose themes for the units of a text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from vocabulary.entries import Codebook

Span = tuple[int, int]


@dataclass(frozen=True)
class Proposal:
    """A theme (its id) for [start, end) of a paragraph, half-open code points.

    `score` is in (0, 1], and each suggester says what it measures; `why` are words for the coder who decides.
    """

    start: int
    end: int
    theme: int
    score: float
    why: str


# A paragraph's text, its language, and the units to judge; proposals are for whole units, each theme once a unit.
Propose = Callable[[str, str, Sequence[Span]], Iterable[Proposal]]


@dataclass(frozen=True)
class Suggester:
    """`name` is that of its coder; `words` say what it does; `prepare` makes ready to propose what a codebook gives."""

    name: str
    words: Any
    prepare: Callable[[Codebook], Propose]

"""Which underline lane each passage of a paragraph is painted in (pure): overlapping passages never share one."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Span(Protocol):
    """Anything with an id and a half-open interval of code points."""

    @property
    def id(self) -> object: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Span)


def assign_lanes(spans: Iterable[Span]) -> dict[object, int]:
    """Lane by id, from 0: greedy interval colouring, which needs no more lanes than passages ever overlap at one place.

    In the order of `in_painting_order`, each passage takes the lowest lane that is free at its start; so the same
    passages always get the same lanes.
    """
    ends: list[int] = []  # where the last passage of each lane ends
    lanes: dict[object, int] = {}
    for span in in_painting_order(spans):
        lane = next((number for number, end in enumerate(ends) if end <= span.start), len(ends))
        ends[lane : lane + 1] = [span.end]
        lanes[span.id] = lane
    return lanes


def in_painting_order(spans: Iterable[S]) -> list[S]:
    """By start, the longest first, then by id."""
    return sorted(spans, key=lambda span: (span.start, -span.end, str(span.id)))

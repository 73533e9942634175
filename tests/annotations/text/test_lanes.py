"""Lanes: overlapping passages never share one, and no more are used than passages overlap."""

from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.lanes import assign_lanes


@dataclass(frozen=True)
class Stretch:
    id: int
    start: int
    end: int


stretches = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), max_size=25).map(
    lambda pairs: [Stretch(number, start, start + length) for number, (start, length) in enumerate(pairs)]
)


def lanes_of(*spans: tuple[int, int]) -> list[int]:
    """The lanes of [start, end) stretches with ids 0, 1, 2 …, in that order."""
    found = assign_lanes(Stretch(number, *span) for number, span in enumerate(spans))
    return [found[number] for number in range(len(spans))]


def test_no_passages_need_no_lane() -> None:
    assert assign_lanes([]) == {}


def test_passages_that_touch_share_a_lane() -> None:
    assert lanes_of((0, 5), (5, 9)) == [0, 0]


def test_five_nested_passages_get_five_lanes_the_outermost_first() -> None:
    assert lanes_of((4, 6), (0, 10), (1, 9), (2, 8), (3, 7)) == [4, 0, 1, 2, 3]


def test_the_longest_of_those_that_start_together_comes_first() -> None:
    assert lanes_of((0, 3), (0, 9)) == [1, 0]


def test_equal_stretches_are_ordered_by_id() -> None:
    assert lanes_of((0, 3), (0, 3), (0, 3)) == [0, 1, 2]


def test_a_lane_is_used_again_when_it_is_free() -> None:
    assert lanes_of((0, 4), (2, 8), (5, 9)) == [0, 1, 0]


@given(stretches)
def test_overlapping_passages_never_share_a_lane(spans: list[Stretch]) -> None:
    lanes = assign_lanes(spans)
    clashes = [
        (one, other)
        for one, other in combinations(spans, 2)
        if lanes[one.id] == lanes[other.id] and one.start < other.end and other.start < one.end
    ]
    assert clashes == []


@given(stretches)
def test_as_many_lanes_as_passages_lie_over_one_another(spans: list[Stretch]) -> None:
    deepest = max((sum(each.start <= place < each.end for each in spans) for place in range(61)), default=0)
    assert len(set(assign_lanes(spans).values())) == deepest


@given(stretches, st.randoms())
def test_lanes_do_not_depend_on_the_order_in_which_passages_come(spans: list[Stretch], random: object) -> None:
    shuffled = list(spans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assign_lanes(shuffled) == assign_lanes(spans)

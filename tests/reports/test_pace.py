"""The projected end: the pace of the last weeks, its interval, and nothing where there is too little to say."""

from datetime import date

import pytest

from reports.pace import DAYS, LONGEST, projected


def test_end_and_interval_by_hand() -> None:
    """Of 28 days with mean 1 and variance at least 1, T ± 2.0518 √(T (1 + T/28)) reaches 30."""
    found = projected([0, 2] * 13 + [1, 1], 30)
    assert (found.rate, found.days, found.why) == (1.0, 30, "")
    assert (found.low, found.high) == (19, 57)
    assert found.on(date(2026, 1, 1), found.days) == date(2026, 1, 31)


def test_more_uneven_work_is_less_certain() -> None:
    even, uneven = projected([1, 2] * 14, 60), projected([0, 0, 0, 6] * 7, 60)
    assert even.days == uneven.days == 40
    assert (uneven.high or 0) - (uneven.low or 0) > (even.high or 0) - (even.low or 0)


@pytest.mark.parametrize("per_day", [[], [0] * DAYS, [5] * 6, [1, 1, 1, 1, *[0] * 20]])
def test_too_little_work_has_no_end(per_day: list[int]) -> None:
    found = projected(per_day, 10)
    assert (found.days, found.low, found.high) == (None, None, None)
    assert found.why == "a pace needs 7 whole days of work and 5 documents handed in"


def test_far_ends_are_not_made_up() -> None:
    assert projected([1] * DAYS, LONGEST + 1).days is None
    bursts = projected([*[0] * 27, 5], 30)
    assert (bursts.days, bursts.low, bursts.high) == (168, None, None)
    assert bursts.why == "the days were too uneven to say how sure that is"


def test_nothing_is_left_to_be_done() -> None:
    assert projected([1] * DAYS, 0).days is None

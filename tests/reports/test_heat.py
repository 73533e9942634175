"""The steps of the colour scale under the numbers."""

import pytest

from reports.heat import STEPS, step


@pytest.mark.parametrize("of", range(1, 60))
def test_largest_share_has_the_last_step(of: int) -> None:
    assert {step(n / of, n / of) for n in range(1, of + 1)} == {STEPS}


def test_steps_go_from_nothing_to_the_largest() -> None:
    assert [step(n / 10, 0.5) for n in range(6)] == [0, 1, 2, 3, 4, 5]


def test_nothing_and_missing_have_no_colour() -> None:
    assert [step(0, 0), step(0, 1), step(-1, 1)] == [0, 0, 0]

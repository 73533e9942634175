"""The steps of the colour scale under the numbers."""

from fractions import Fraction

import pytest

from reports.matrix import STEPS, step


@pytest.mark.parametrize("of", range(1, 60))
def test_largest_share_has_the_last_step(of: int) -> None:
    assert {step(n, of, Fraction(n, of)) for n in range(1, of + 1)} == {STEPS}


def test_steps_go_from_nothing_to_the_largest() -> None:
    assert [step(n, 10, Fraction(1, 2)) for n in range(6)] == [0, 1, 2, 3, 4, 5]

"""Intervals of shares: where there is one, where not, and what it is beside formulas written out another way."""

import math

import numpy as np
import pytest

from reports.design import Drawn, Floats
from reports.intervals import Estimate, difference, shares
from reports.student import student

RANDOM = np.random.default_rng(7)
SIZES = RANDOM.integers(10, 60, 40).astype(float)
UNITS = RANDOM.binomial(SIZES.astype(int), 0.3).astype(float)
STRATA = np.repeat(np.arange(4), 10)


def drawn(probability: float = 0.2) -> Drawn:
    return Drawn(np.full(40, probability), STRATA)


def share(y: Floats, x: Floats, by: Drawn) -> Estimate:
    [found] = shares(y[:, None], x[:, None], by)
    return found


def ends(found: Estimate) -> tuple[float, float]:
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


def test_equal_documents_of_one_stratum_give_the_textbook_variance_of_a_mean() -> None:
    """Cochran 1977, theorem 2.2: v = (1 - f) s² / n, here with the correction of deleting each document in turn."""
    x, by = np.full(40, 25.0), Drawn(np.full(40, 0.2), np.zeros(40, int))
    y = np.minimum(UNITS, 20.0)
    found, part = share(y, x, by), y / x
    se = math.sqrt(0.8 * part.var(ddof=1) / 40) * 40 / 39
    p = part.mean()
    low, high = ends(found)
    half = (math.log(high / (1 - high)) - math.log(low / (1 - low))) / 2
    assert found.value == pytest.approx(p)
    assert student(39) <= half * p * (1 - p) / se <= student(20)


def test_documents_that_were_less_likely_weigh_more() -> None:
    by = Drawn(np.where(np.arange(40) < 20, 0.1, 0.5), np.repeat([0, 1], 20))
    y = np.where(np.arange(40) < 20, SIZES, 0.0)
    value = share(y, SIZES, by).value
    assert value == pytest.approx((SIZES[:20] * 10).sum() / ((SIZES[:20] * 10).sum() + (SIZES[20:] * 2).sum()))


def test_more_of_the_corpus_drawn_makes_it_shorter() -> None:
    few, many = ends(share(UNITS, SIZES, drawn(0.1))), ends(share(UNITS, SIZES, drawn(0.9)))
    assert many[1] - many[0] < (few[1] - few[0]) / 2


def test_everything_drawn_has_no_interval() -> None:
    found = share(UNITS, SIZES, drawn(1.0))
    assert (found.low, found.why) == (None, "all that was drawn from was drawn")
    assert found.value == pytest.approx(UNITS.sum() / SIZES.sum())


LONG = np.where(np.arange(40) == 0, 2000.0, SIZES)


@pytest.mark.parametrize(
    ("y", "x", "why"),
    [
        (UNITS * (STRATA == 0), SIZES * (STRATA == 0), "too few drawn documents for an interval: 10, 20 needed"),
        (UNITS * (STRATA == 0), SIZES, "too few documents with the theme for an interval: 10, 20 needed"),
        (SIZES, SIZES, "too few documents with a unit without the theme for an interval: 0, 20 needed"),
        (UNITS, LONG, "too unequal lengths and weights for an interval: the 40 drawn are worth 2 equal ones"),
    ],
)
def test_too_little_has_a_share_and_says_why_no_interval(y: Floats, x: Floats, why: str) -> None:
    found = share(y, x, drawn())
    assert (found.low, found.high, found.why, found.value) == (None, None, why, y.sum() / x.sum())


def test_nothing_read_has_no_share() -> None:
    assert share(np.zeros(40), np.zeros(40), drawn()) == Estimate(None, why="nothing was read")


def test_strata_of_one_document_give_an_interval_only_where_they_are_few() -> None:
    alone = np.where(np.arange(40) < 9, np.arange(40), 9)
    by = Drawn(np.full(40, 0.2), alone)
    why = "too many documents drawn alone from their source and year for an interval: 9 of 40"
    assert share(UNITS, SIZES, by).why == why
    assert share(UNITS, SIZES, Drawn(by.probabilities, np.maximum(alone, 2))).has_interval


def test_few_documents_that_stand_for_many_give_no_interval() -> None:
    by = Drawn(np.where(STRATA == 0, 0.02, 0.5), np.where(np.arange(40) < 8, 0, 1))
    even = np.full(40, 20.0)
    why = "too unequal lengths and weights for an interval: the 40 drawn are worth 12 equal ones"
    assert share(np.minimum(UNITS, 19), even, by).why == why
    by = Drawn(np.where(np.arange(40) < 8, 0.15, 0.5), np.where(np.arange(40) < 8, 0, 1))
    why = "too few drawn where the probability was smallest for an interval: 10 degrees of freedom, 12 needed"
    assert share(np.minimum(UNITS, 19), even, by).why == why


def test_difference_of_two_groups_lies_around_the_difference_of_their_shares() -> None:
    first = np.arange(40) % 2 == 0
    found = difference((UNITS * first, UNITS * ~first), (SIZES * first, SIZES * ~first), drawn())
    one, other = (UNITS[which].sum() / SIZES[which].sum() for which in (first, ~first))
    assert found.value == pytest.approx(one - other)
    low, high = ends(found)
    assert low < one - other < high


def test_difference_without_one_of_the_groups_is_missing() -> None:
    found = difference((UNITS, np.zeros(40)), (SIZES, np.zeros(40)), drawn())
    assert (found.value, found.why) == (None, "nothing was read")

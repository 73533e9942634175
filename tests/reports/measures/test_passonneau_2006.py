"""Passonneau 2006, Measuring agreement on set-valued items (MASI), and the nine units on which packages differ."""

from collections import Counter

import numpy as np
import pytest

from reports.measures import SET_MEASURES, Measure, NotEstimable
from reports.measures.alpha import alpha
from reports.measures.jaccard import alpha_jaccard, jaccard
from reports.measures.masi import alpha_masi, masi

PAIRS = [
    ("", ""),
    ("A", ""),
    ("A", "A"),
    ("A", "B"),
    ("AB", "A"),
    ("AB", "AC"),
    ("ABC", "ABC"),
    ("C", "AC"),
    ("C", "AC"),
]
NINE = Counter((frozenset(one), frozenset(other)) for one, other in PAIRS)
BOTH = pytest.mark.parametrize("measure", SET_MEASURES, ids=lambda measure: measure.name)


def distance(metric, one: str, other: str) -> float:
    shared = len(set(one) & set(other))
    return float(metric(np.array([float(shared)]), np.array([float(len(one))]), np.array([float(len(other))]))[0])


def test_masi_of_one_within_the_other_of_overlapping_and_of_disjoint_sets() -> None:
    """M is 2/3, 1/3 and 0."""
    found = [distance(masi, "A", "AB"), distance(masi, "AB", "BC"), distance(masi, "A", "B")]
    assert found == pytest.approx([1 - 1 / 2 * 2 / 3, 1 - 1 / 3 * 1 / 3, 1], abs=1e-12)


def test_jaccard_is_the_share_that_is_not_in_common() -> None:
    assert distance(jaccard, "AB", "BC") == pytest.approx(2 / 3, abs=1e-12)


@pytest.mark.parametrize("metric", [jaccard, masi])
def test_empty_set_is_at_0_from_itself_and_at_1_from_any_other(metric) -> None:
    assert [distance(metric, "", ""), distance(metric, "A", ""), distance(metric, "", "AB")] == [0, 1, 1]


def test_alpha_of_nine_units_with_that_convention() -> None:
    """.273, as a package with the same convention gives it; .252 with another one."""
    assert round(alpha_masi(NINE), 3) == 0.273


@BOTH
def test_many_at_once_are_the_same_as_one_by_one(measure: Measure) -> None:
    counts = np.random.default_rng(2).integers(4, size=(30, len(NINE))).astype(float)
    found = measure.compute_many(list(NINE), counts)
    for row, figure in zip(counts, found, strict=True):
        assert figure == pytest.approx(measure.compute(dict(zip(NINE, map(int, row), strict=True))), abs=1e-9)


@BOTH
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({(frozenset(), frozenset()): 4}, "no unit has a theme"),
        ({(frozenset("A"), frozenset("A")): 4}, "all units have the same themes"),
        ({(frozenset("A"), None): 4}, "no unit was answered by two coders"),
        ({}, "no unit was answered by two coders"),
    ],
)
def test_constant_sets_are_not_estimable(measure: Measure, said: dict, words: str) -> None:
    with pytest.raises(NotEstimable, match=words):
        measure.compute(said)


def test_sets_of_one_theme_are_nominal_values() -> None:
    said = {("A", "A"): 5, ("A", "B"): 2, ("B", "B"): 4, ("B", None): 3}
    sets = {tuple(value and frozenset(value) for value in row): n for row, n in said.items()}
    assert alpha_jaccard(sets) == pytest.approx(alpha(said), abs=1e-12)

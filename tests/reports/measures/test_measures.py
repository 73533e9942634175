"""What holds for every registered measure."""

from contextlib import suppress
from itertools import product

import numpy as np
import pytest

from reports.measures import AGAINST_KEY, MEASURES, SET_MEASURES, SPAN_MEASURES, Measure, NotEstimable
from tests.reports.measures.rows import ratings, two_by_two
from tests.source import ROOT

BEYOND_CHANCE = [measure for measure in MEASURES if measure.name != "percent"]
ALL = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)


def why(measure: Measure, said: dict) -> str:
    with pytest.raises(NotEstimable) as refused:
        measure.compute(said)
    return refused.value.reason


@ALL
def test_perfect_agreement_is_one(measure: Measure) -> None:
    assert measure.compute(two_by_two(3, 0, 0, 5)) == 1


@ALL
def test_order_of_units_and_of_the_two_coders_does_not_matter(measure: Measure) -> None:
    one = {(1, 1): 7, (1, 0): 3, (0, 1): 2, (0, 0): 11, (None, 1): 4, (0, None): 1}
    other = {row[::-1]: n for row, n in reversed(one.items())}
    assert measure.compute(one) == measure.compute(other)


@ALL
def test_units_of_one_coder_alone_say_nothing(measure: Measure) -> None:
    assert why(measure, {(1, None): 3, (None, 0): 2}) == "no unit was answered by two coders"
    assert why(measure, {}) == "no unit was answered by two coders"


@pytest.mark.parametrize("measure", BEYOND_CHANCE, ids=lambda measure: measure.name)
@pytest.mark.parametrize(("value", "words"), [(0, "no unit has it"), (1, "all units have it")])
def test_constant_ratings_are_not_estimable(measure: Measure, value: int, words: str) -> None:
    assert why(measure, {(value, value): 12}) == words


@ALL
def test_every_table_has_a_number_in_range_or_none(measure: Measure) -> None:
    tables = [(a, b, c, d) for a in range(3) for b in range(3) for c in range(3) for d in range(3)]
    for table in tables:
        with suppress(NotEstimable):
            assert -1 <= measure.compute(two_by_two(*table)) <= 1  # which no nan is


def sample(seed: int, n_coders: int) -> tuple[list, np.ndarray]:
    """All patterns of coders who say 0, 1 or nothing, and counts of them: dense, sparse, constant, empty."""
    draw = np.random.default_rng(seed)
    patterns = list(product((0, 1, None), repeat=n_coders))
    counts = draw.integers(9, size=(40, len(patterns))) * (draw.random((40, len(patterns))) < draw.random((40, 1)))
    return patterns, np.concatenate([counts, np.eye(len(patterns)) * 4, np.zeros((1, len(patterns)))])


@pytest.mark.parametrize("measure", [*MEASURES, *AGAINST_KEY], ids=lambda measure: measure.name)
@pytest.mark.parametrize("n_coders", [2, 3, 4])
def test_many_at_once_are_the_same_as_one_by_one(measure: Measure, n_coders: int) -> None:
    patterns, counts = sample(n_coders, n_coders)
    found = measure.compute_many(patterns, counts)
    for row, figure in zip(counts, found, strict=True):
        ratings = {pattern: int(n) for pattern, n in zip(patterns, row, strict=True) if n}
        try:
            assert figure == pytest.approx(measure.compute(ratings), abs=1e-9)
        except NotEstimable:
            assert np.isnan(figure)


@ALL
def test_no_pattern_at_all_has_no_figure(measure: Measure) -> None:
    assert np.isnan(measure.compute_many([], np.zeros((2, 0)))).all()


def test_kappa_is_for_two_coders() -> None:
    [kappa] = [measure for measure in MEASURES if measure.name == "kappa"]
    assert why(kappa, ratings([[1, 0, 1], [0, 0, 1]])) == "it compares two coders"


def test_measures_of_three_coders_weigh_each_unit_by_its_pairs() -> None:
    """Unit 1: one of three pairs agrees; unit 2: all; unit 3: its one pair does not. p_a = (1/3 + 1 + 0) / 3."""
    said = ratings([[1, 1, 0], [0, 0, 0], [1, 0, None]])
    percent, f1 = (measure for measure in MEASURES if measure.name in ("percent", "f1"))
    assert percent.compute(said) == pytest.approx(4 / 9, abs=1e-12)
    assert f1.compute(said) == pytest.approx(1 / 3, abs=1e-12)  # o_11 = 1 of n_1 = 3


@pytest.mark.parametrize(
    "measure", [*MEASURES, *AGAINST_KEY, *SET_MEASURES, *SPAN_MEASURES], ids=lambda each: each.name
)
def test_the_documentation_tells_of_it_with_its_source(measure: Measure) -> None:
    text = (ROOT / "docs" / "method.md").read_text()
    assert str(measure.title).replace("’", "'") in text.replace("’", "'")
    assert all(source.split(",")[0] in text for source in measure.source.split("; "))

"""The variance of a sample beside formulas written out another way, and what counts as a stratum."""

import numpy as np
import pytest

from reports.design import Drawn, Stage, Within

RANDOM = np.random.default_rng(3)


def test_strata_of_one_document_are_put_together() -> None:
    stage = Stage(np.array([0.5, 0.5, 0.5, 0.5, 1.0]), np.array([0, 0, 1, 2, 3]))
    assert stage.merged.tolist() == [0, 0, 4, 4, 3]


def test_one_stratum_of_one_document_joins_the_largest() -> None:
    assert Stage(np.full(4, 0.5), np.array([0, 1, 1, 2])[[0, 1, 2, 2]]).merged.tolist() == [1, 1, 1, 1]


def test_variance_of_a_stratified_total_is_the_textbook_one() -> None:
    """Cochran 1977, (5.12): Σ N² (1 - f) s² / n over strata."""
    values, strata, sizes = RANDOM.normal(5, 2, 30), np.repeat([0, 1], [10, 20]), np.array([50, 40])
    drawn = Drawn(np.repeat([10 / 50, 20 / 40], [10, 20]), strata)
    parts = [sizes[h] ** 2 * (1 - n / sizes[h]) * values[strata == h].var(ddof=1) / n for h, n in enumerate((10, 20))]
    [variance], [freedom] = drawn.variance(drawn.weights * values[:, None])
    assert variance == pytest.approx(sum(parts))
    assert 2 <= freedom <= 28


def test_what_was_certain_adds_no_variance() -> None:
    assert Drawn(np.ones(5), np.zeros(5, int)).variance(RANDOM.normal(size=(5, 1)))[0].tolist() == [0.0]


def test_two_stages_add_the_variance_of_documents_and_of_paragraphs() -> None:
    """Särndal, Swensson & Wretman 1992, result 4.3.1, (4.3.22): V̂ = a² (1 - f) s² / n + Σ of the paragraphs / p."""
    values, documents = RANDOM.normal(3, 1, (6, 4)), np.repeat(np.arange(6), 4)
    first, second = 0.3, 0.5
    drawn = Drawn(np.full(24, first * second), np.zeros(24, int), Within(documents, np.full(24, first)))
    [variance], _freedom = drawn.variance(drawn.weights * values.reshape(-1, 1))
    totals = values.sum(axis=1) / second
    between = 6 * totals.var(ddof=1) * (1 - first) / first**2
    within = values.reshape(-1).var(ddof=1) * 24 * (1 - second) / second**2
    assert variance == pytest.approx(between + within / first)


def test_expected_freedom_is_that_of_the_stratum_that_stands_for_most() -> None:
    stage = Stage(np.repeat([0.01, 0.9], [5, 95]), np.repeat([0, 1], [5, 95]))
    [freedom] = stage.expected_freedom(np.ones((100, 1), bool))
    assert freedom == pytest.approx(4, rel=0.02)

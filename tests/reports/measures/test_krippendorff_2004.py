"""Krippendorff 2004, Content Analysis, 2nd ed.: unitizing on p. 254, nominal values on pp. 224, 227 and 246."""

import pytest

from reports.measures.alpha import alpha
from reports.measures.alpha_u import alpha_u, disagreement
from reports.measures.continuum import Continuum, lay_out, once
from reports.measures.fleiss import fleiss
from reports.measures.kappa import kappa
from reports.measures.percent import percent
from tests.reports.measures.rows import by_coder

BEGIN, LENGTH = 150, 300


def observers(*units: list[tuple[int, int]]) -> Continuum:
    """From (beginning, length) on a continuum that begins at 150."""
    spans = [[(0, begin - BEGIN, begin - BEGIN + length) for begin, length in each] for each in units]
    return lay_out([LENGTH], spans)


C = observers([(225, 70), (370, 30)], [(220, 80), (355, 20), (400, 20)])
K = observers([(180, 60), (300, 50)], [(180, 60), (300, 50)])


def test_disagreement_of_category_c() -> None:
    found = disagreement(C, once(C))
    assert [round(found.observed[0], 4), round(found.expected[0], 4)] == [0.0144, 0.0532]


def test_alpha_of_each_category_and_of_both() -> None:
    assert round(alpha_u(C), 4) == 0.7286
    assert alpha_u(K) == 1
    assert alpha_u(C, K) == pytest.approx(0.8591, abs=0.0005)


def test_two_observers_three_values() -> None:
    """P. 227: .734, and .833 agree."""
    said = by_coder("a a b b b b b c c c c c", "a b b b b b c c c c c c")
    assert [round(alpha(said), 3), round(percent(said), 3)] == [0.734, 0.833]


def table(*rows: list[int]) -> dict:
    """One observer's values down, the other's across."""
    return {("abc"[i], "abc"[j]): n for i, row in enumerate(rows) for j, n in enumerate(row)}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (table([12, 9, 9], [9, 14, 9], [9, 9, 20]), [0.460, 0.186, 0.186]),
        (table([12, 18, 18], [0, 14, 18], [0, 0, 20]), [0.460, 0.186, 0.258]),
    ],
)
def test_kappa_rewards_observers_for_different_habits(said: dict, wanted: list[float]) -> None:
    """P. 246: agreement, pi and kappa of two tables that differ in the margins only."""
    assert [round(measure(said), 3) for measure in (percent, fleiss, kappa)] == wanted

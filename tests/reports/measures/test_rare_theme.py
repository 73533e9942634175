"""A theme on 5 of 300 units by both, 5 by one, 5 by the other: why F1 and AC1 stand beside alpha, and none alone."""

from reports.measures.ac1 import ac1
from reports.measures.alpha import alpha
from reports.measures.f1 import f1
from reports.measures.percent import percent
from tests.reports.measures.rows import two_by_two

RARE = two_by_two(5, 5, 5, 285)


def test_figures_are_those_of_independent_packages() -> None:
    found = [round(measure(RARE), 3) for measure in (alpha, ac1, f1, percent)]
    assert found == [0.484, 0.964, 0.5, 0.967]

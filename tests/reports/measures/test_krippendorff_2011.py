"""Krippendorff 2011, Computing Krippendorff's Alpha-Reliability: the worked examples of its sections A and C."""

from reports.measures.alpha import alpha
from reports.measures.base import coincidences, totals
from tests.reports.measures.rows import by_coder

OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def test_two_observers_ten_units_two_values() -> None:
    """Also Krippendorff 1980, p. 133, and 2004, p. 224: .095."""
    assert round(alpha(by_coder("0100000010", "0110010100")), 6) == 0.095238


def test_four_observers_twelve_units_with_gaps() -> None:
    """.743."""
    assert round(alpha(by_coder(*OBSERVERS)), 6) == 0.743421


def test_coincidences_are_those_of_the_paper() -> None:
    """Forty pairable values: 9, 13, 10, 5 and 3 of each; unit 12 has one value and pairs with nothing."""
    assert totals(coincidences(by_coder(*OBSERVERS))) == {"1": 9, "2": 13, "3": 10, "4": 5, "5": 3}

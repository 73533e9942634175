"""Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed. (and 2008): four raters, twelve subjects, five categories."""

from reports.measures.ac1 import ac1
from reports.measures.alpha import alpha
from tests.reports.measures.rows import by_coder

RATERS = by_coder(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . .",
    ". 3 3 3 2 3 4 2 2 5 1 3",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def test_ac1_of_four_raters_with_gaps() -> None:
    """.775."""
    assert round(ac1(RATERS, categories=5), 6) == 0.775444


def test_alpha_of_the_same() -> None:
    assert round(alpha(RATERS), 5) == 0.74342

"""Fleiss 1971, Measuring nominal scale agreement among many raters, Psychological Bulletin 76, p. 379 f."""

import pytest

from reports.measures import NotEstimable
from reports.measures.base import observed
from reports.measures.fleiss import fleiss
from tests.reports.measures.rows import by_unit, ratings

DIAGNOSES = """444444 222555 233335 555555 222444 113333 333355 113334 114444 555555
144444 124444 222333 144444 224445 333335 111455 111112 224444 133555
555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"""

# The standard worked example of 14 raters: how many gave each of five categories.
COUNTS = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip


def test_thirty_patients_six_raters() -> None:
    """P̄ .5556, kappa .430."""
    said = by_unit(DIAGNOSES)
    assert [round(float(observed(said)), 4), round(fleiss(said), 3)] == [0.5556, 0.430]


def test_ten_subjects_fourteen_raters() -> None:
    """.2099; .210 in its last digit's neighbourhood."""
    said = ratings([[value for value, n in enumerate(row, 1) for _rater in range(n)] for row in COUNTS])
    assert fleiss(said) == pytest.approx(0.2099, abs=0.00005)


def test_units_that_somebody_left_out_do_not_count() -> None:
    whole = ratings([[1, 1, 0], [0, 0, 0], [1, 1, 1]])
    assert fleiss({**whole, (1, 0, None): 5}) == fleiss(whole)


def test_nothing_answered_by_all_has_no_figure() -> None:
    with pytest.raises(NotEstimable, match="no unit was answered by all coders"):
        fleiss({(1, 0, None): 3, (None, 1, 1): 2})

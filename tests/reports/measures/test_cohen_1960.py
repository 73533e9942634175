"""Cohen 1960, A coefficient of agreement for nominal scales, p. 45; and the standard worked example of kappa."""

import pytest

from reports.measures.kappa import kappa
from tests.reports.measures.rows import two_by_two


def test_kappa_of_fifty_proposals() -> None:
    """20 both yes, 5 and 10 of one alone, 15 both no: p_o = .70, p_e = .50, kappa = .40."""
    assert kappa(two_by_two(20, 5, 10, 15)) == pytest.approx(0.40, abs=1e-12)


def test_kappa_of_two_hundred_diagnoses() -> None:
    """.492."""
    rows = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
    assert round(kappa({(i, j): n for i, row in enumerate(rows) for j, n in enumerate(row)}), 3) == 0.492

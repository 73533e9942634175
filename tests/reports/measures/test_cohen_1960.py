"""Cohen's kappa on its standard worked example: 20 both yes, 5 and 10 of one alone, 15 both no."""

import pytest

from reports.measures.kappa import kappa
from tests.reports.measures.rows import two_by_two


def test_kappa_of_fifty_proposals() -> None:
    """p_o = .70, p_e = .50, kappa = .40."""
    assert kappa(two_by_two(20, 5, 10, 15)) == pytest.approx(0.40, abs=1e-12)

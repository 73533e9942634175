"""Lift of a sample: its estimate by hand, its residuals as deleting each document shows, and what an interval needs."""

import numpy as np
import pytest

from reports.design import Drawn
from reports.exploring.lifts import Counted, estimates, lifts
from reports.intervals import half_widths

N = 60
RANDOM = np.random.default_rng(11)
ALL = RANDOM.integers(20, 40, (N, 1)).astype(float)
ONE, OTHER = (RANDOM.binomial(ALL.astype(int), share).astype(float) for share in (0.5, 0.4))
BOTH = np.minimum(np.minimum(ONE, OTHER), RANDOM.integers(2, 6, (N, 1))).astype(float)
COUNTED = Counted(BOTH, ONE, OTHER, ALL)


def drawn(probability: float = 0.2, n: int = N) -> Drawn:
    return Drawn(np.full(n, probability), np.zeros(n, np.int64))


def test_estimate_weighs_by_how_documents_were_drawn() -> None:
    """Drawn with 1/2 and 1/4: totals 2·1 + 4·2 = 10 both, 2·2 + 4·4 = 20, 2·5 + 4·5 = 30, 2·10 + 4·20 = 100: 5/3."""
    counted = Counted(*(np.array(rows, float)[:, None] for rows in ([1, 2], [2, 4], [5, 5], [10, 20])))
    found = lifts(counted, Drawn(np.array([0.5, 0.25]), np.array([0, 1])))
    assert np.exp(found.logarithm) == pytest.approx(10 * 100 / (20 * 30))


def test_interval_is_that_of_deleting_each_document_in_turn() -> None:
    def log_lift(rows: slice | np.ndarray) -> float:  # type: ignore[type-arg]
        both, one, other, whole = (table[rows].sum() for table in (BOTH, ONE, OTHER, ALL))
        return float(np.log(both * whole / (one * other)))

    everything = np.arange(N)
    without = np.array([[log_lift(everything)] - np.array(log_lift(everything != n)) for n in range(N)])
    [found] = estimates(COUNTED, drawn())
    [half] = half_widths(without, drawn())
    assert found.value == pytest.approx(np.exp(log_lift(everything)))
    assert (np.log(found.low or 0), np.log(found.high or 0)) == pytest.approx(
        (log_lift(everything) - half, log_lift(everything) + half)
    )


@pytest.mark.parametrize(
    ("counted", "why"),
    [
        (Counted(BOTH * 0, ONE, OTHER, ALL), "one of the two was never given"),
        (Counted(BOTH * (np.arange(N) < 29)[:, None], ONE, OTHER, ALL), "too few documents with both themes"),
        (Counted(np.where(np.arange(N) == 0, 500, 1.0)[:, None], ONE, OTHER, ALL * 50), "few documents have most"),
    ],
)
def test_what_an_interval_lacks_is_said(counted: Counted, why: str) -> None:
    [found] = estimates(counted, drawn())
    assert (found.has_interval, found.why[: len(why)]) == (False, why)


def test_nothing_is_estimated_of_what_was_all_drawn() -> None:
    [found] = estimates(COUNTED, drawn(probability=1.0))
    assert (found.has_interval, found.why) == (False, "all that was drawn from was drawn")

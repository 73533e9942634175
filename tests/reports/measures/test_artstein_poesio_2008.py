"""Artstein & Poesio 2008, Inter-coder agreement for computational linguistics, pp. 558 and 568."""

from reports.measures.fleiss import fleiss
from reports.measures.kappa import kappa
from reports.measures.percent import percent

DIALOGUE_ACTS = {("stat", "stat"): 20, ("ireq", "stat"): 20, ("stat", "ireq"): 10, ("ireq", "ireq"): 50}
THREE_ACTS = {
    ("stat", "stat"): 46, ("ireq", "stat"): 6, ("ireq", "ireq"): 32, ("ireq", "chck"): 6, ("chck", "chck"): 10,
}  # fmt: skip


def test_two_values() -> None:
    """Scott's pi, which Fleiss' kappa of two coders is, and Cohen's kappa."""
    assert [round(measure(DIALOGUE_ACTS), 3) for measure in (percent, fleiss, kappa)] == [0.7, 0.341, 0.348]


def test_three_values() -> None:
    assert [round(measure(THREE_ACTS), 4) for measure in (percent, fleiss, kappa)] == [0.88, 0.7995, 0.8013]

"""Intervals of coefficients: what is drawn again, what is counted, and when there is none."""

import numpy as np
import pytest

from reports import bootstrap
from reports.bootstrap import Resampled, Verdict
from reports.measures import MEASURES, Ratings
from reports.measures.alpha import ALPHA
from reports.measures.percent import PERCENT


def study(n: int, *, agree: float = 0.9, units: int = 25, seed: int = 5) -> list[Ratings]:
    """n documents of two coders: a theme on a third of the units, told apart as well as `agree` says."""
    draw = np.random.default_rng(seed)
    p = [agree / 3, (1 - agree) / 2, (1 - agree) / 2, 2 * agree / 3]
    rows = [(1, 1), (1, 0), (0, 1), (0, 0)]
    return [dict(zip(rows, map(int, draw.multinomial(units, p)), strict=True)) for _document in range(n)]


def together(documents: list[Ratings]) -> Ratings:
    rows = {row for ratings in documents for row in ratings}
    return {row: sum(ratings.get(row, 0) for ratings in documents) for row in rows}


def test_twenty_documents_are_drawn_again() -> None:
    found = bootstrap.interval(ALPHA, bootstrap.table(study(20)))
    assert (found.resampled, found.draws, found.undefined, found.reason) == (Resampled.DOCUMENTS, 1000, 0, "")
    assert found.low < ALPHA.compute(together(study(20))) < found.high


def test_with_fewer_units_are_drawn_again_within_each_document() -> None:
    """All units of a document are alike, so drawing them again gives the same; drawing documents would not."""
    documents = [{(1, 1): 10}, {(0, 0): 10}, {(1, 0): 10}]
    found = bootstrap.interval(PERCENT, bootstrap.table(documents))
    assert (found.resampled, found.low, found.high) == (Resampled.UNITS, 2 / 3, 2 / 3)


def test_documents_without_a_compared_unit_are_not_drawn() -> None:
    documents = [*study(19), {(1, None): 5, (None, 0): 7}]
    assert bootstrap.interval(ALPHA, bootstrap.table(documents)).resampled == Resampled.UNITS


def test_one_unit_a_document_in_few_documents_has_no_interval() -> None:
    found = bootstrap.interval(PERCENT, bootstrap.table([{(1, 1): 1}] * 6 + [{(1, 0): 1}] * 6))
    assert (found.low, found.high, found.resampled, found.verdict) == (None, None, Resampled.NOTHING, Verdict.NONE)
    assert found.reason == "too few units in too few documents to draw from"


def test_same_data_give_the_same_interval_whatever_stands_beside() -> None:
    one, other = bootstrap.table(study(30)), bootstrap.table(study(30, seed=6))
    [first, second] = bootstrap.intervals(MEASURES, one.patterns, np.stack([one.counts, other.counts]))
    assert (first["alpha"], second["alpha"]) == (bootstrap.interval(ALPHA, one), bootstrap.interval(ALPHA, other))
    assert first["alpha"] != second["alpha"]


def test_units_drawn_again_do_not_depend_on_the_order_of_patterns() -> None:
    table = bootstrap.table(study(5))
    turned = bootstrap.Table(table.patterns[::-1], table.counts[:, ::-1])
    assert bootstrap.interval(ALPHA, table) == bootstrap.interval(ALPHA, turned)


def test_draws_without_a_figure_are_counted_and_too_many_leave_no_interval() -> None:
    """A theme in one document of forty: 1 − 1/40 to the 40th, 36 %, of the draws miss it."""
    rare = [{(1, 1): 3, (0, 0): 22}, *[{(0, 0): 25}] * 39]
    found = bootstrap.interval(ALPHA, bootstrap.table(rare))
    assert (found.low, found.high, found.verdict) == (None, None, Verdict.NONE)
    assert 330 < found.undefined < 400
    assert found.reason == "more than 5 % of the draws have no figure"


def test_few_draws_without_a_figure_are_counted_and_do_no_harm() -> None:
    """Three documents of forty have it: 4 % of the draws miss them all."""
    documents = [{(1, 1): 3, (1, 0): 1, (0, 0): 22}] * 3 + [{(0, 0): 25}] * 37
    found = bootstrap.interval(ALPHA, bootstrap.table(documents))
    assert 0 < found.undefined <= 50
    assert found.reason == "too few documents with disagreements for an interval: 3, 10 needed"


@pytest.mark.parametrize(("n", "has_interval"), [(9, False), (10, True)])
def test_ten_documents_with_disagreements_have_an_interval(n: int, has_interval: bool) -> None:
    documents = [{(1, 1): 5, (1, 0): 1, (0, 0): 19}] * n + [{(1, 1): 6, (0, 0): 19}] * (30 - n)
    assert (bootstrap.interval(ALPHA, bootstrap.table(documents)).low is not None) is has_interval


@pytest.mark.parametrize(("n", "reason"), [(9, "too few disagreements for an interval: 9, 10 needed"), (10, "")])
def test_ten_disagreements_within_few_documents_have_an_interval(n: int, reason: str) -> None:
    found = bootstrap.interval(ALPHA, bootstrap.table([{(1, 1): 15, (1, 0): n, (0, 0): 30}, {(1, 1): 9, (0, 0): 30}]))
    assert (found.resampled, found.reason) == (Resampled.UNITS, reason)


@pytest.mark.parametrize(
    ("low", "verdict"),
    [(0.8, "reliable"), (0.7999, "tentative"), (0.667, "tentative"), (0.6669, "revise"), (-0.2, "revise")],
)
def test_verdict_is_on_the_lower_bound(low: float, verdict: str) -> None:
    assert bootstrap.percentiles(np.full(1000, low), Resampled.DOCUMENTS).verdict == verdict


def test_few_documents_and_few_that_matter_make_intervals_wider() -> None:
    """Student's t of 19 degrees of freedom, times √(20/19), is 2.147; of one document in twenty it is without end."""
    even = np.array([-1.0, 1.0] * 10)  # kurtosis 1: all matter alike
    one = np.array([1.0] + [0.0] * 19)
    assert bootstrap.tail_of(even) == pytest.approx(0.01588, abs=1e-5)
    assert bootstrap.tail_of(one) < 0.001
    assert bootstrap.tail_of(np.tile(even, 250)) == pytest.approx(0.025, abs=1e-4)
    assert bootstrap.tail_of(np.array([1.0, 0.0]), np.array([1.0, 19.0])) == bootstrap.tail_of(one)


def test_percent_and_ac1_pass_no_theme() -> None:
    table = bootstrap.table(study(30, agree=0.95))
    [found] = bootstrap.intervals(MEASURES, table.patterns, table.counts[None])
    judged = {name for name, each in found.items() if each.verdict}
    assert judged == {"alpha", "kappa", "fleiss"}


def test_documents_are_drawn_in_slices_as_if_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn() -> np.ndarray:
        return np.concatenate([times for _rows, times in bootstrap.weights(30, draws=100)])

    at_once = drawn()
    monkeypatch.setattr(bootstrap, "AT_ONCE", 200)
    assert (drawn() == at_once).all()
    assert (at_once.sum(axis=1) == 30).all()

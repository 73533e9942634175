"""Shares of drawn paragraphs: which sample they are, and what stands against an interval."""

from typing import Any

import numpy as np
import pytest

from reports.conditions import Seen
from reports.counting.base import NO_GAP
from reports.cubes.sheet import Sheet
from reports.drawn_paragraphs import are_of_all, first_chance
from reports.footing import Draw, Footing, State, footing
from tests.reports.test_footing import EVERYTHING, N, cube

PARAGRAPHS = np.arange(1, 10 * N + 1)  # ten a document, of one unit each
DOCUMENTS = np.repeat(np.arange(1, N + 1), 10)
DRAWN = np.concatenate([(np.arange(10) < 3) | ((np.arange(10) == 3) & (pk % 2 == 0)) for pk in range(N)])  # 3.5 of 10
UNITS = (PARAGRAPHS % 3 == 0) & DRAWN


def sheet(marked: Any = DRAWN) -> Sheet:
    ones, own = np.ones(len(PARAGRAPHS), int), UNITS[:, None].astype(int)
    marked = marked.astype(int)
    return Sheet(PARAGRAPHS, DOCUMENTS, ones, marked, own, own, {NO_GAP: marked})


def draws(chance: float = 0.35) -> list[Draw]:
    return [(pk, PARAGRAPHS[DRAWN & (pk == DOCUMENTS)].tolist(), chance) for pk in range(1, N + 1)]


def found(marked: Any = DRAWN, drawn: list[Draw] | None = None, sizes: Any = 10) -> Footing:
    def per_document(rows: Any) -> Any:
        return np.bincount(DOCUMENTS[rows] - 1, minlength=N)

    asked = cube(per_document(marked), per_document(UNITS))
    return footing(asked, EVERYTHING, drawn or draws(), lambda _ids: (sheet(marked), np.zeros(N, int) + sizes))


def test_paragraphs_that_are_all_read_give_an_interval_around_their_share() -> None:
    footed = found()
    [estimate] = footed.shares()
    assert (footed.state, footed.n_drawn, footed.n_paragraphs) == (State.DRAWN, N, DRAWN.sum())
    assert estimate.value == pytest.approx(UNITS.sum() / DRAWN.sum())
    assert estimate.low is not None
    assert estimate.high is not None
    p, n = estimate.value, DRAWN.sum()
    textbook = 2 * 1.96 * np.sqrt(0.65 * p * (1 - p) / n)  # Cochran 1977, (3.8)
    assert estimate.high - estimate.low == pytest.approx(textbook, rel=0.05)


def test_paragraphs_of_drawn_documents_are_counted_by_document() -> None:
    half = [(pk, which, 0.5 * 0.4) for pk, which, _chance in draws() if pk % 2]
    footed = found(DRAWN & (DOCUMENTS % 2 == 1), half)
    assert (footed.state, footed.n_drawn, footed.n_paragraphs) == (State.DRAWN, N // 2, 4 * N // 2)
    assert footed.sample is not None
    assert footed.sample.drawn.are_documents_first
    assert Seen.of(*footed.sample.tables(with_sub=False), footed.sample.drawn).drawn.tolist() == [N // 2]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"marked": DRAWN & (PARAGRAPHS > 2)}, "2 drawn paragraphs are not read"),
        ({"marked": DRAWN | (PARAGRAPHS == 10)}, "1 paragraph was read that was not drawn"),
        (
            {"drawn": [(pk, which, 0.3 if pk % 2 else 0.35) for pk, which, _chance in draws()]},
            "paragraphs of one source and year were drawn with different probabilities",
        ),
        (
            {"sizes": 100},
            "what was drawn and counts here stands for 600 of the 6000 paragraphs of these sources and years",
        ),
    ],
)
def test_what_stands_against_an_interval_is_said(asked: dict[str, Any], why: str) -> None:
    footed = found(**asked)
    assert (footed.state, footed.why) == (State.READ, why)


def test_probability_of_documents_is_what_that_of_paragraphs_leaves() -> None:
    """Of forty documents of fifty paragraphs ten were drawn, and of these 200 paragraphs; or 200 of all."""
    few, many = np.repeat(np.arange(10), 20), np.repeat(np.arange(40), 5)
    everything = np.full(40, 0.1), np.full(40, 50)
    assert first_chance(0.1, np.full(200, 50), few) == pytest.approx(0.25, rel=1e-3)
    assert not are_of_all(*everything, few, np.zeros(40, int))
    assert are_of_all(*everything, many, np.zeros(40, int))

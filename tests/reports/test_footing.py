"""On what shares stand: an interval only where the sample is the one of which the probabilities speak."""

from typing import Any

import numpy as np
import pytest

from reports.counting.base import NO_GAP
from reports.cube import Counts, Cube, Described, Totals
from reports.footing import Draw, Footing, State, footing

N = 60  # documents of ten sentences, of two sources; 30 of each source


def cube(read: Any, units: Any) -> Cube:
    """One theme, on so many units of each document."""
    nothing, ten = np.zeros(N, np.int64), np.full(N, 10, np.int64)
    described = Described(np.arange(1, N + 1), np.repeat([1, 2], 30), nothing, nothing + 2020, nothing, [""], ["en"])
    names = ("not_codable", "questions", "tagged", "unsure", "parents_only", "double", "covered", "passages")
    totals = Totals(codable=ten, characters=ten * 100, read_all=read, **dict.fromkeys(names, nothing))
    table = units[:, None]
    counts = Counts.of(table, table, table * 0, table, table * 100)
    return Cube(described, totals, [7], {}, counts, counts, {NO_GAP: read})


DRAWN = np.arange(N) % 2 == 0  # every second document of each source
READ = np.where(DRAWN, 10, 0)
UNITS = np.where(DRAWN, 1 + np.arange(N) % 5, 0)
EVERYTHING = np.ones(N, bool)
DRAWS: list[Draw] = [(int(pk), None, 0.5) for pk in np.flatnonzero(DRAWN) + 1]


def found(read: Any = READ, rows: Any = EVERYTHING, draws: list[Draw] = DRAWS) -> Footing:
    return footing(cube(read, UNITS), rows, draws)


def test_drawn_documents_that_are_all_read_give_an_interval_around_their_weighted_share() -> None:
    [estimate] = found().shares()
    assert (found().state, found().n_drawn) == (State.DRAWN, 30)
    assert estimate.value == pytest.approx(UNITS.sum() / READ.sum())
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.low < UNITS.sum() / READ.sum() < estimate.high


def test_part_of_the_documents_is_a_part_of_the_sample() -> None:
    rows = np.arange(N) < 50
    [estimate] = found(rows=rows).shares()
    assert found(rows=rows).n_drawn == 25
    assert estimate.value == pytest.approx(UNITS[rows].sum() / READ[rows].sum())


def test_everything_read_is_complete_however_it_was_chosen() -> None:
    assert found(read=np.full(N, 10)).state == State.COMPLETE


def test_nothing_drawn_is_of_what_was_read() -> None:
    assert (found(draws=[]).state, found(draws=[]).why) == (State.READ, "")


AGAINST: list[tuple[dict[str, Any], str]] = [
    ({"read": np.where(DRAWN | (np.arange(N) == 1), 10, 0)}, "1 document was read that was not drawn"),
    ({"read": np.where(DRAWN & (np.arange(N) > 3), 10, 0)}, "2 drawn documents are not read to their end"),
    (
        {"draws": [*DRAWS[:5], *((pk, [pk], p) for pk, _w, p in DRAWS[5:])]},
        "some documents were drawn whole, and of others paragraphs",
    ),
    (
        {"draws": [(pk, [pk], p) for pk, _w, p in DRAWS]},
        "paragraphs were drawn, not whole documents",
    ),
    (
        {"draws": [(pk, None, 0.25) for pk, _w, _p in DRAWS]},
        "what was drawn and counts here stands for 120 of the 60 documents of these sources and years",
    ),
    ({"draws": [*DRAWS, (1, None, 0.25)]}, "documents were drawn with different probabilities for different coders"),
    (
        {"draws": DRAWS[:15], "read": np.where(DRAWN & (np.arange(N) < 30), 10, 0)},
        "30 documents are of sources and years from which nothing was drawn",
    ),
]


@pytest.mark.parametrize(("asked", "why"), AGAINST)
def test_what_stands_against_an_interval_is_said(asked: dict[str, Any], why: str) -> None:
    footed = found(**asked)
    assert (footed.state, footed.why) == (State.READ, why)
    assert footed.shares() == []


def test_theme_that_part_of_the_sample_says_nothing_about_has_no_interval() -> None:
    asked = cube(READ, UNITS)
    later = Cube(
        asked.described, asked.totals, [7], {7: frozenset({1})}, asked.own, asked.rolled,
        {NO_GAP: READ, frozenset({1}): np.where(np.arange(N) < 20, 0, READ)},
    )  # fmt: skip
    [estimate] = footing(later, EVERYTHING, DRAWS).shares()
    assert (estimate.low, estimate.why) == (None, "part of the sample says nothing about it")

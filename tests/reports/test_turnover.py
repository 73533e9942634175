"""What became of given work, told from arrays."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from reports.given import NEVER, Given, moment_of, ticks
from reports.turnover import Turnover

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
ADA, BEN = 1, 2


def days_ago(days: float | None) -> int:
    return NEVER if days is None else ticks(NOW - timedelta(days=days))


@pytest.fixture
def given() -> Given:
    """Document, coder, given, handed in and returned so many days ago."""
    rows = [
        (7, ADA, 30, 20, None),
        (7, BEN, 30, 2, None),
        (8, ADA, 30, None, 5),
        (8, BEN, 28, 2.4, None),
        (9, ADA, 1, None, None),
        (9, BEN, 40, 0.1, None),
    ]
    documents, coders, assigned, handed_in, returned = zip(*rows, strict=True)
    moments = [np.array([days_ago(each) for each in column], np.int64) for column in (assigned, handed_in, returned)]
    yes, ids = np.ones(len(rows), bool), np.arange(len(rows))
    is_done = moments[1] != NEVER
    return Given(ids, np.array(documents), np.array(coders), yes, is_done, ~yes, *moments)


def test_each_coder_has_so_much_in_each_state(given: Given) -> None:
    ada, ben = Turnover(given, is_locked=False).by_coder(NOW - timedelta(days=7)).values()
    assert ada.by_state == {"all": 3, "waiting": 2, "returned": 1, "handed-in": 1, "week": 0}
    assert ben.by_state == {"all": 3, "waiting": 0, "returned": 0, "handed-in": 3, "week": 3}
    assert (ada.oldest, ben.oldest) == (NOW - timedelta(days=30), None)
    assert ben.begun == NOW - timedelta(days=40)


def test_nothing_waits_in_a_locked_round(given: Given) -> None:
    locked = Turnover(given, is_locked=True)
    assert [each.by_state["waiting"] for each in locked.by_coder(NOW).values()] == [0, 0]
    assert not locked.is_any_untouched(NOW)


def test_days_are_those_of_utc(given: Given) -> None:
    found = Turnover(given, is_locked=False).handed_in_by_day(datetime(2026, 3, 8, tzinfo=UTC))
    assert found == {date(2026, 3, 8): 2, date(2026, 3, 10): 1}


def test_what_was_given_or_returned_lately_lies_not_still(given: Given) -> None:
    turnover = Turnover(given, is_locked=False)
    assert [turnover.is_any_untouched(NOW - timedelta(days=days)) for days in (4, 6)] == [True, False]


def test_document_can_be_decided_when_all_of_two_have_handed_it_in(given: Given) -> None:
    assert Turnover(given, is_locked=False).decidable().tolist() == [7]
    alone = given.take(given.coders == BEN)
    assert Turnover(alone, is_locked=False).decidable().tolist() == []


def test_moments_come_back_to_the_microsecond() -> None:
    moment = datetime(2026, 3, 10, 12, 0, 0, 123457, tzinfo=UTC)
    assert moment_of(ticks(moment)) == moment

"""A blind round keeps its secrets at every address: who codes in it learns nothing of the others, until it is opened.

Everything is asked with GET that the URLconf knows, with one's own and the other's things in the address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from difflib import unified_diff

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from annotations.actions import rounds
from tests.security import blind
from tests.security.blind import NOW, THEN, TIMES, Blind, Told

CODERS, OTHERS = ("ada", "sam"), ("cat", "rita", "eve", None)  # who codes blind with ben, and who sees no coding at all


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Blind:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return blind.make()


@contextmanager
def at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        yield


def everybody_codes(place: Blind, monkeypatch: pytest.MonkeyPatch, *others: str) -> None:
    """ada and sam do the same whether others code or not, before and after they did."""
    for name in ("ada", "sam"):
        blind.code(place, name)
    with at(THEN, monkeypatch):
        for name in others:
            blind.code(place, name)
            blind.skip(place, name)
    for name in ("ada", "sam"):
        blind.step(place, name)
    blind.prepare(place)


def count_anew() -> None:
    """Let new rows have the ids that are free, which PostgreSQL's sequences do not do by themselves."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def found(told: dict[str, Told], words: set[str]) -> dict[str, set[str]]:
    """Where which of these words are told to somebody who did not say them in the address."""
    hits = {page: {word for word in words if word not in page and says.holds(word)} for page, says in told.items()}
    return {page: words for page, words in hits.items() if words}


def differing(one: dict[str, Told], other: dict[str, Told]) -> Iterator[tuple[str, list[str]]]:
    """The addresses that answer otherwise, with the lines that differ."""
    assert one.keys() == other.keys()
    for page in one:
        if one[page] != other[page]:
            yield page, list(unified_diff(one[page].lines, other[page].lines, lineterm="", n=0))


def test_blind_round_tells_nothing_until_it_is_opened(place: Blind, monkeypatch: pytest.MonkeyPatch) -> None:
    count_anew()  # other tests have moved them on
    with transaction.atomic():
        everybody_codes(place, monkeypatch)
        before = {spy: blind.crawl(place, spy) for spy in CODERS}
        transaction.set_rollback(True)
    count_anew()
    everybody_codes(place, monkeypatch, "ben")
    after = {spy: blind.crawl(place, spy) for spy in (*CODERS, *OTHERS, "ben", "sue", "mira")}
    canaries = place.words["ben"] | {*TIMES}
    assert [(spy, *each) for spy in CODERS for each in differing(before[spy], after[spy])] == []
    assert {spy: found(after[spy], canaries) for spy in (*CODERS, *OTHERS)} == {spy: {} for spy in (*CODERS, *OTHERS)}
    assert {word for word in canaries if not found(after["ben"], {word})} == set()  # the crawl would find them
    # Supervisors who do not code there read what is said to them, and when: questions, and why a document was skipped.
    answering = {"canary-ben-question", "canary-ben-reason", *TIMES}
    for spy in ("sue", "mira"):
        assert found(after[spy], canaries - answering - place.questions("ben")) == {}, spy
        asked = found(after[spy], {"canary-ben-question"})
        assert asked, spy
        assert [page for page in asked if after[spy][page].holds("fast. The Belt</mark>")] == [], spy

    rounds.open_round(round=place.round, version=place.round.version, actor=place.users["sue"], is_early=True)
    shown = {"canary-ben-note", "canary-ben-question"} | place.passages("ben")
    told = blind.crawl(place, "sue")
    assert {word for word in shown if not found(told, {word})} == set()
    assert found(blind.crawl(place, "ada"), canaries) == {}  # an annotator never sees another's work

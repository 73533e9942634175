"""A blind round keeps its secrets at every address: who codes in it learns nothing of the others, until it is opened.

Everything is asked with GET that the URLconf knows, with one's own and the other's things in the address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff

import pytest
from django.db import transaction
from django.utils import timezone

from annotations.actions import rounds
from tests.security import blind
from tests.security.blind import NOW, THEN, TIMES, Blind, Told


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Blind]:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    yield blind.make()


@contextmanager
def at(moment, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        yield


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def found(told: dict[str, Told], words: set[str]) -> dict[str, set[str]]:
    """Where which of these words are told by somebody who was not told them by the address."""
    hits = {page: {word for word in words if word not in page and says.holds(word)} for page, says in told.items()}
    return {page: words for page, words in hits.items() if words}


def differing(one: dict[str, Told], other: dict[str, Told]) -> list[tuple[str, list[str]]]:
    """The addresses that answer otherwise, with the lines that differ."""
    assert one.keys() == other.keys()
    return [(page, list(lines(one[page], other[page]))) for page in one if one[page] != other[page]]


def lines(one: Told, other: Told) -> Iterator[str]:
    texts = ([str(told.status), *map(str, told.headers), *told.body.splitlines()] for told in (one, other))
    for line in unified_diff(*texts, lineterm="", n=0):
        yield line[:300]


SPIES = ("ada", "cat", "sam", "rita")


def test_who_codes_blind_gets_the_same_whether_the_other_coded_or_not(place: Blind, monkeypatch) -> None:
    told = []
    for others in ((), ("ben",)):
        with taken_back():
            for name in ("ada", "sam"):
                blind.code(place, name)
            with at(THEN, monkeypatch):
                for name in others:
                    blind.code(place, name)
            for name in ("ada", "sam"):
                blind.step(place, name)
            blind.prepare(place)
            told.append({spy: blind.crawl(place, spy) for spy in SPIES})
    for spy in SPIES:
        import json; json.dump({k: [told[0][spy][k].body, told[1][spy][k].body] for k in told[0][spy] if "annotate/" in k}, open(f"/tmp/h5-{spy}.json","w"))
    print("NN", {spy: len(t) for spy, t in told[0].items()})
    assert [(spy, *each) for spy in SPIES for each in differing(told[0][spy], told[1][spy])] == []

"""A unit carries a theme when a passage holds at least one whole word of it (docs/method.md)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.units import units_of, words

TEXT = "China opens. Trade grows fast."
SENTENCES = [[0, 12], [13, 30]]


def spans(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China’s high-level opening-up", ["China’s", "high-level", "opening-up"]),
        ("don't stop", ["don't", "stop"]),
        ("the 14th Five-Year Plan (2021-2025)", ["the", "14th", "Five-Year", "Plan", "2021-2025"]),
        ("snake_case", ["snake", "case"]),
        ("对外开放", ["对", "外", "开", "放"]),
        ("用APP下载𠮷", ["用", "APP", "下", "载", "𠮷"]),
        ("cafe\u0301 au lait", ["cafe\u0301", "au", "lait"]),
        ("co\u00adoperate", ["co\u00adoperate"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("مَرْحَبًا", ["مَرْحَبًا"]),
        ("👩\u200d👩 family", ["family"]),
        ("— … !", []),
        (" - ' - ", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 12, [0]),  # a whole sentence
        (0, 5, [0]),  # one word of it
        (0, 4, []),  # "Chin": no whole word
        (6, 18, [0, 1]),  # from one sentence into the next
        (6, 16, [0]),  # "opens. Tra": of the second sentence only half a word
        (11, 13, []),  # a full stop and a space
        (0, 30, [0, 1]),
    ],
)
def test_sentence_units(start: int, end: int, expected: list[int]) -> None:
    assert units_of("sentence", TEXT, SENTENCES, start, end) == expected


@pytest.mark.parametrize("unit", ["paragraph", "document"])
def test_larger_units_count_once(unit: str) -> None:
    assert units_of(unit, TEXT, SENTENCES, 0, 30) == [0]
    assert units_of(unit, TEXT, SENTENCES, 0, 4) == []


@given(st.text(max_size=80))
def test_words_never_overlap(text: str) -> None:
    found = words(text)
    assert all(a < b for a, b in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))

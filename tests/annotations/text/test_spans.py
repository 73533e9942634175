"""Spans: from what a coder chose to code points of the paragraph, and back."""

import pytest

from annotations.text.spans import occurrence_of, of_sentences, places_of, sentences_of

SENTENCES = [[0, 4], [5, 9], [10, 16]]


def test_of_sentences_reaches_from_the_first_to_the_last() -> None:
    assert of_sentences(SENTENCES, 1, 2) == (0, 9)


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (3, 4), (-1, -1)])
def test_of_sentences_refuses_sentences_that_are_not_there(first: int, last: int) -> None:
    with pytest.raises(IndexError):
        of_sentences(SENTENCES, first, last)


def test_sentences_of_a_passage_made_of_whole_sentences() -> None:
    assert sentences_of(SENTENCES, 5, 16) == (2, 3)


@pytest.mark.parametrize(("start", "end"), [(1, 9), (5, 8), (5, 4)])
def test_sentences_of_other_words_is_none(start: int, end: int) -> None:
    assert sentences_of(SENTENCES, start, end) is None


def test_places_are_code_points() -> None:
    assert places_of("野家", "👍🏽 𠮷野家 和 野家") == [(4, 6), (9, 11)]


def test_places_may_overlap() -> None:
    assert places_of("aa", "aaa") == [(0, 2), (1, 3)]


def test_places_are_exact_when_the_words_stand_there_exactly() -> None:
    assert places_of("a b", "a\u00a0b a b") == [(4, 7)]


@pytest.mark.parametrize("typed", ["open door", "open\u00a0door", "open \r\ndoor", " open door\n"])
def test_any_white_space_stands_for_any_other_when_the_words_stand_nowhere_exactly(typed: str) -> None:
    assert places_of(typed, "the open\u00a0\tdoor is") == [(4, 14)]


@pytest.mark.parametrize("typed", ["", " \n", "\u200b"])
def test_nothing_stands_nowhere(typed: str) -> None:
    assert places_of(typed, "some text\u200b here") == []


def test_words_are_not_a_pattern() -> None:
    assert places_of("a.c (b|d)", "abc ba.c (b|d)") == [(5, 14)]


def test_occurrence_of_a_passage_counts_from_one() -> None:
    assert occurrence_of("trade and trade", 10, 15) == 2

"""What every suggester keeps, and what the lexicon finds."""

from types import SimpleNamespace
from typing import Any

import pytest

from annotations.suggesters import SUGGESTERS, Proposal, Suggester, named
from annotations.suggesters.lexicon import LEXICON
from tests.source import ROOT

OPEN, TRADE = 1, 2


def codebook(*phrases: tuple[int, str, str]) -> Any:
    """Themes with their words to look for: (theme, language, phrase)."""
    entries = [
        SimpleNamespace(
            id=theme, lexicon=[{"phrase": each, "lang": lang} for own, lang, each in phrases if own == theme]
        )
        for theme in (OPEN, TRADE)
    ]
    return SimpleNamespace(active_entries=lambda: entries)


def found(text: str, *phrases: tuple[int, str, str], language: str = "en") -> list[tuple[int, float, str]]:
    """(theme, score, why) of what is proposed for a text of one sentence."""
    proposals = LEXICON.prepare(codebook(*phrases))(text, language, [(0, len(text))])
    return [(each.theme, each.score, each.why) for each in proposals]


# all of them


@pytest.mark.parametrize("suggester", SUGGESTERS, ids=lambda each: each.name)
def test_proposals_are_for_whole_units_each_theme_once(suggester: Suggester) -> None:
    text, units = "Trade grows. Trade opens doors to trade.", [(0, 12), (13, 40)]
    propose = suggester.prepare(codebook((TRADE, "en", "trade"), (OPEN, "en", "doors")))
    proposals = list(propose(text, "en", units))
    assert proposals == list(propose(text, "en", units))  # the same again
    assert {(each.start, each.end) for each in proposals} <= set(units)
    assert len({(each.start, each.theme) for each in proposals}) == len(proposals)
    assert all(0 < each.score <= 1 and each.why for each in proposals)


@pytest.mark.parametrize("suggester", SUGGESTERS, ids=lambda each: each.name)
def test_suggester_is_found_by_its_name_and_documented(suggester: Suggester) -> None:
    assert named(suggester.name) == suggester
    assert f"`{suggester.name}`" in (ROOT / "docs" / "operating.md").read_text()


def test_no_suggester_has_an_unknown_name() -> None:
    assert named("oracle") is None


# the lexicon


def test_phrase_is_found_in_its_unit_with_its_theme() -> None:
    propose = LEXICON.prepare(codebook((TRADE, "en", "trade")))
    assert list(propose("No. Trade grows.", "en", [(0, 3), (4, 16)])) == [Proposal(4, 16, TRADE, 1.0, "Trade")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("TRADE grows", "TRADE"),
        ("world-trade", "trade"),
        ("(trade)", "trade"),
        ("trade’s end", "trade"),
        ("trades", None),
        ("e-traded", None),
        ("贸易trade贸易", "trade"),
    ],
)
def test_words_with_spaces_between_them_are_found_whole_in_any_case(text: str, why: str | None) -> None:
    assert found(text, (TRADE, "en", "trade")) == ([(TRADE, 1.0, why)] if why else [])


def test_chinese_is_found_anywhere() -> None:
    assert found("坚持对外开放政策", (OPEN, "zh", "开放"), language="zh") == [(OPEN, 1.0, "开放")]


def test_white_space_of_a_phrase_is_any_white_space() -> None:
    assert found("high-standard\n opening up", (OPEN, "en", "opening up")) == [(OPEN, 1.0, "opening up")]
    assert found("high-standard opening\n  up", (OPEN, "en", "opening up")) == [(OPEN, 1.0, "opening up")]


def test_of_phrases_that_begin_together_the_longest_counts() -> None:
    assert found("trade barriers", (TRADE, "en", "trade"), (OPEN, "en", "trade barriers")) == [
        (OPEN, 1.0, "trade barriers")
    ]
    assert found("trade barrier", (TRADE, "en", "trade"), (OPEN, "en", "trade barriers")) == [(TRADE, 1.0, "trade")]


def test_phrase_of_two_themes_proposes_both() -> None:
    both = [(OPEN, 1.0, "foreign trade"), (TRADE, 1.0, "foreign trade")]
    assert found("Foreign trade".lower(), (OPEN, "en", "foreign trade"), (TRADE, "en", "Foreign Trade")) == both


def test_score_is_the_share_of_the_phrases_that_stand_for_the_theme() -> None:
    proposed = found(
        "trade, doors, Trade, tariffs", (TRADE, "en", "trade"), (TRADE, "en", "tariffs"), (OPEN, "en", "doors")
    )
    assert proposed == [(TRADE, 0.75, "trade, tariffs"), (OPEN, 0.25, "doors")]


def test_text_is_searched_for_the_phrases_of_its_language() -> None:
    phrases = ((TRADE, "en", "trade"), (OPEN, "zh", "开放"))
    assert found("trade 开放", *phrases, language="en") == [(TRADE, 1.0, "trade")]
    assert found("trade 开放", *phrases, language="zh-Hant") == [(OPEN, 1.0, "开放")]
    assert found("trade 开放", *phrases, language="fr") == [(TRADE, 0.5, "trade"), (OPEN, 0.5, "开放")]
    assert found("trade 开放", *phrases, language="") == [(TRADE, 0.5, "trade"), (OPEN, 0.5, "开放")]


def test_phrases_are_words_and_no_expressions() -> None:
    assert found("aaaa (a+)+ b", (TRADE, "en", "(a+)+"), (OPEN, "en", ".*")) == [(TRADE, 1.0, "(a+)+")]


def test_without_words_nothing_is_proposed() -> None:
    assert found("trade") == []


def test_reason_is_no_longer_than_can_be_read() -> None:
    words = [f"word{number}" for number in range(100)]
    [(_theme, _score, why)] = found(" ".join(words), *((TRADE, "en", word) for word in words))
    assert len(why) == 200

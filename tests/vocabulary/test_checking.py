"""Every rule of a codebook: what breaks it is named by theme, field and rule."""

import pytest

from tests.vocabulary.codebooks import HOSTILE, seed, themes
from vocabulary.checking import check
from vocabulary.content import ThemeContent
from vocabulary.problems import InvalidCodebook
from vocabulary.rows import rows_of


def faults(data: object) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidCodebook) as caught:
        check(data)
    return [(fault.theme, fault.field, fault.rule) for fault in caught.value.faults]


def test_starter_codebook_is_valid_and_nothing_of_it_is_lost() -> None:
    data = seed()
    assert rows_of(check(data)) == data


def test_optional_keys_have_defaults() -> None:
    content = check({"themes": [{"slug": "trade", "code": "TRD", "parent": None, "label": {"en": "Trade"}, "hue": 2}]})
    assert content.about.languages == ["en"]
    assert content.themes == [ThemeContent("trade", "TRD", labels={"en": "Trade"}, hue=2, position=1)]


def test_child_without_hue_has_its_parents() -> None:
    content = check(themes(trade={"hue": None}))
    assert {theme.slug: theme.hue for theme in content.themes}["trade"] == 2


def test_grandchild_may_stand_below_a_child() -> None:
    content = check(themes(bri={"parent": "trade", "hue": None}))
    assert {theme.slug: theme.hue for theme in content.themes}["bri"] == 2


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"trade": {"parent": "nothing"}}, ("trade", "parent", "unknown-parent")),
        ({"trade": {"hue": 5}}, ("trade", "hue", "hue-of-parent")),
        ({"bri": {"hue": 0}}, ("bri", "hue", "range")),
        ({"bri": {"hue": 9}}, ("bri", "hue", "range")),
        ({"bri": {"hue": "3"}}, ("bri", "hue", "range")),
        ({"bri": {"hue": True}}, ("bri", "hue", "range")),
        ({"bri": {"slug": "Trade"}}, ("Trade", "slug", "slug")),
        ({"bri": {"slug": "b r i"}}, ("b r i", "slug", "slug")),
        ({"bri": {"slug": None}}, ("#4", "slug", "required")),
        ({"bri": {"slug": "trade"}}, ("trade", "slug", "duplicate")),
        ({"bri": {"former_slugs": ["trade"]}}, ("bri", "slug", "duplicate")),
        ({"bri": {"code": "trd"}}, ("bri", "code", "duplicate")),
        ({"bri": {"code": None}}, ("bri", "code", "required")),
        ({"bri": {"code": False}}, ("bri", "code", "text")),
        ({"bri": {"code": "TOO-LONG-"}}, ("bri", "code", "too-long")),
        ({"bri": {"code": "B I"}}, ("bri", "code", "code")),
        ({"bri": {"label": {"en": "TRADE", "zh": "一带一路"}}}, ("bri", "label", "duplicate")),
        ({"bri": {"label": {"en": "Belt and Road"}}}, ("bri", "label.zh", "required")),
        ({"bri": {"label": {"en": "a\nb", "zh": "一"}}}, ("bri", "label.en", "control-character")),
        ({"bri": {"label": {"en": "x" * 201, "zh": "一"}}}, ("bri", "label.en", "too-long")),
        ({"bri": {"brief_definition": "\x00"}}, ("bri", "brief_definition", "control-character")),
        ({"bri": {"brief_definition": "\ud800"}}, ("bri", "brief_definition", "control-character")),
        ({"bri": {"full_definition": "x" * 20_001}}, ("bri", "full_definition", "too-long")),
        ({"bri": {"use_when": "always"}}, ("bri", "use_when", "list")),
        ({"bri": {"use_when": [{"a": 1}]}}, ("bri", "use_when[1]", "text")),
        ({"bri": {"status": "gone"}}, ("bri", "status", "choice")),
        ({"bri": {"key": "ab"}}, ("bri", "key", "too-long")),
        ({"bri": {"key": " "}}, ("bri", "key", "key")),
        ({"bri": {"colour": "red"}}, ("bri", "colour", "unknown-field")),
        ({"bri": {"successor": "trade"}}, ("bri", "successor", "not-retired")),
        ({"bri": {"status": "retired", "successor": "none"}}, ("bri", "successor", "unknown-theme")),
        ({"bri": {"status": "retired", "successor": "bri"}}, ("bri", "successor", "cycle")),
        ({"opening_up": {"status": "retired"}}, ("trade", "parent", "retired-parent")),
        ({"bri": {"lexicon": [{"phrase": "BRI"}]}}, ("bri", "lexicon[1].lang", "required")),
        ({"bri": {"lexicon": ["BRI"]}}, ("bri", "lexicon[1]", "mapping")),
        ({"bri": {"example": {"file": "a", "start": 0, "end": 3, "text": "ab"}}}, ("bri", "example.end", "offsets")),
        (
            {"bri": {"example": {"file": "a", "start": 0, "end": 1, "text": "a", "also_coded": ["no"]}}},
            ("bri", "example.also_coded", "unknown-theme"),
        ),
    ],
)
def test_broken_rule_is_named(changes: dict[str, object], fault: tuple[str, str, str]) -> None:
    assert fault in faults(themes(**changes))


@pytest.mark.parametrize(
    "data", [None, [], "text", {}, {"themes": []}, {"themes": {}}, {"themes": [None]}, {1: 2, "a": 3}]
)
def test_what_is_no_codebook_is_refused(data: object) -> None:
    assert faults(data)


def test_cycle_of_parents_is_refused() -> None:
    found = faults(themes(opening_up={"parent": "trade"}))
    assert found == [("opening-up", "parent", "cycle"), ("trade", "parent", "cycle")]


def test_two_themes_cannot_share_a_key() -> None:
    assert faults(themes(bri={"key": "q"}, trade={"key": "q"})) == [("bri", "key", "duplicate")]


def test_all_faults_are_told_at_once() -> None:
    assert len(faults(themes(bri={"hue": 9, "code": "trd"}, trade={"parent": "nothing"}))) == 3


def test_wrong_hue_is_told_once_and_not_at_every_child() -> None:
    assert faults(themes(opening_up={"hue": 9})) == [("opening-up", "hue", "range")]


def test_fault_reads_as_a_sentence() -> None:
    with pytest.raises(InvalidCodebook) as caught:
        check(themes(bri={"hue": 9}))
    assert caught.value.message == "theme “bri”, hue: must be a whole number from 1 to 8 (range)"


@pytest.mark.parametrize("text", HOSTILE)
def test_any_script_is_kept_as_it_is(text: str) -> None:
    content = check(themes(bri={"label": {"en": text, "zh": text}, "brief_definition": text, "use_when": [text]}))
    theme = content.themes[3]
    assert (theme.labels["en"], theme.brief_definition, theme.use_when) == (text, text, [text])

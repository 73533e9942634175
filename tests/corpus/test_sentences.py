"""Sentences are half-open intervals of code points, in English, Chinese and both."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import sentences
from tests.corpus.texts import HOSTILE


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.split(text)]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aBc 。！？；….!?”’\"')）」1I-,\n\t\u00a0\u200b😀𠮷中"), max_size=80))
def test_sentences_cover_every_character_that_is_not_space(text: str) -> None:
    found = sentences.split(text)
    assert found == sorted(found)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    inside = {place for start, end in found for place in range(start, end)}
    assert {place for place, character in enumerate(text) if not character.isspace()} <= inside


@settings(deadline=None)
@given(st.text(max_size=200))
def test_sentences_of_any_text_cover_it(text: str) -> None:
    joined = "".join(text[start:end] for start, end in sentences.split(text))
    assert "".join(joined.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The U.S. is big. He works at Foo Co. Ltd. in China.",
            ["The U.S. is big.", "He works at Foo Co. Ltd. in China."],
        ),
        ("See No. 16/2024 of the journal. Then go on.", ["See No. 16/2024 of the journal.", "Then go on."]),
        (
            "Prof. J. K. Li met Dr. Wang on Jan. 5. They talked.",
            ["Prof. J. K. Li met Dr. Wang on Jan. 5.", "They talked."],
        ),
        ("1. Belt and Road cooperation grows.", ["1. Belt and Road cooperation grows."]),
        ("I. The significance of opening up", ["I. The significance of opening up"]),
        ("“It is good.” He left.", ["“It is good.”", "He left."]),
        ('Xi said, "Open up."\u00a0"Only so."\u00a0To grow', ['Xi said, "Open up."', '"Only so."', "To grow"]),
        ("It grew by 3.5 percent to $1.2 billion. So what?!", ["It grew by 3.5 percent to $1.2 billion.", "So what?!"]),
        ("Online and offline. Silk Road e-commerce grows.", ["Online and offline.", "Silk Road e-commerce grows."]),
        ("A title without a stop", ["A title without a stop"]),
        ("开放！发展？好；走。", ["开放！", "发展？", "好；", "走。"]),
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),
        ("（见下文。）「真的！」他问", ["（见下文。）", "「真的！」", "他问"]),
        ("他……走了。", ["他……走了。"]),
        ("真的吗？！好。[1]完。", ["真的吗？！", "好。[1]", "完。"]),
        ("他说hello. It is 好 here. 对吗？", ["他说hello.", "It is 好 here.", "对吗？"]),
    ],
)
def test_sentences_of(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_sentences_behind_astral_characters_are_counted_in_code_points() -> None:
    assert cut("😀😀 𠮷 one. Two came.") == ["😀😀 𠮷 one.", "Two came."]


def test_sentences_of_the_hostile_paragraph() -> None:
    assert cut(HOSTILE) == [
        "👩\u200d👩\u200d👧 and 🇨🇳🇺🇸 met cafe\u0301 𠮷野家.",
        "A soft\u00adhyphen, a zero\u200bwidth space, a\u00a0no-break one.",
        "Tab!",
        "\u202bعربي\u202c and <script>alert(1)</script> stay &amp; whole?",
        "她说：“𠮷！”",
        "然后走了。",
    ]


PARTS = (
    *("The ", "It rose ", "step", "road", "Road", "on", "years", "iv", "xviii", "No", "Art", "approx", "U.S", "3.5"),
    *(". ", ". ", ". ", ".  ", ".\n", "! ", "… ", ".” ", '." ', ".’ ", ".) ", ", ", " “", "etc.,", "self-", "a", " "),
)


@given(st.lists(st.sampled_from(PARTS), min_size=4, max_size=24).map("".join))
@settings(deadline=None, max_examples=300)
def test_asking_about_pairs_of_words_gives_the_cuts_of_asking_about_the_whole_text(text: str) -> None:
    shown_end = len(text.rstrip(sentences._CLOSING))
    cuts = sentences._between_words(text, shown_end)
    assert cuts in (None, sentences._everywhere(text, shown_end))


PLAIN = ("The ", "It rose ", "step", "road", "Road", "on", "iv", "xviii", "No", "Art", ". ", ". ", ". ", ".", " ", "x")


@given(st.lists(st.sampled_from(PLAIN), min_size=4, max_size=24).map(lambda parts: "".join(parts).strip()))
@settings(deadline=None, max_examples=300)
def test_plain_english_is_cut_as_the_whole_text_is(text: str) -> None:
    cuts = sentences._everywhere(text, len(text.rstrip(sentences._CLOSING)))
    expected = [sentences._without_outer_space(text, a, b) for a, b in pairwise((*cuts, len(text)))]
    assert sentences._plain(text) in (None, [(a, b) for a, b in expected if a < b])


def test_a_text_of_plain_sentences_is_not_given_to_the_model() -> None:
    text = "Regions open step by step. Railways are built. He wrote “trade grows.” Ports follow."
    assert sentences._between_words(text, len(text) - 1) == [0, 27, 47, 71]

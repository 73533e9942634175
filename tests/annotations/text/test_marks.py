"""Segments: whatever is marked, the segments spell the paragraph's text, and each knows what lies over it."""

import uuid
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.marks import Mark, Segment, cut

HOSTILE = "👩‍👩‍👧‍👦 𠮷野家 e\u0301a\u0300 \u202eabc\u202c שלום\u00a0soft\u00adhyphen\u200b\ttab 🇨🇳<b>&amp;"

texts = st.text(
    st.one_of(
        st.sampled_from("ab .\u0301\u200d\u202e\u2066\u00ad\u00a0\t\n<&\"'"),
        st.sampled_from("𠮷👩🇨🇳对外开放。שלום"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"),
    ),
    min_size=1,
    max_size=60,
)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark], list[tuple[int, int]]]:
    """A text, marks on it, and sentences with or without gaps between them."""
    text = draw(texts)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).filter(lambda span: span[0] < span[1]), max_size=12))
    marks = [mark(start, end, number) for number, (start, end) in enumerate(spans)]
    cuts = sorted(draw(st.sets(places, max_size=6)))
    return text, marks, list(pairwise(cuts))[:: draw(st.sampled_from([1, 2]))]


def mark(start: int, end: int, number: int = 1, code: str = "TRD", hue: int = 2) -> Mark:
    return Mark(uuid.UUID(int=number), start, end, hue, code)


def over(segment: Segment) -> list[int]:
    return [layer.mark.id.int for layer in segment.layers]


def test_a_paragraph_without_marks_is_one_segment() -> None:
    assert [segment.text for segment in cut("Trade grows.", [])] == ["Trade grows."]


def test_segments_are_cut_where_passages_and_sentences_begin_and_end() -> None:
    segments = cut("One two. Three.", [mark(4, 11)], [(0, 8), (9, 15)])
    assert [segment.text for segment in segments] == ["One ", "two.", " ", "Th", "ree."]


def test_a_sentence_is_numbered_where_it_opens() -> None:
    segments = cut("One. Two.", [], [(0, 4), (5, 9)])
    assert [(segment.text, segment.opens) for segment in segments] == [("One.", 1), (" ", 0), ("Two.", 2)]


def test_each_segment_knows_the_passages_over_it_by_lane() -> None:
    segments = cut("abcdef", [mark(2, 4, 1), mark(0, 6, 2)])
    assert [over(segment) for segment in segments] == [[2], [2, 1], [2]]
    assert [layer.lane for layer in segments[1].layers] == [1, 2]


def test_codes_stand_where_their_passages_end() -> None:
    segments = cut("abcdef", [mark(0, 6, 1, "OPEN"), mark(2, 6, 2, "TRD~"), mark(2, 3, 3, "INV")])
    assert [segment.codes for segment in segments] == ["", "INV", "OPEN TRD~"]


def test_a_fifth_nested_passage_has_a_layer_but_no_underline() -> None:
    deepest = cut("abcdefghij", [mark(number, 10 - number, number) for number in range(5)])[4]
    assert [len(deepest.layers), len(deepest.painted)] == [5, 4]


def test_a_mark_beyond_the_text_is_clipped() -> None:
    assert [(segment.text, over(segment)) for segment in cut("abc", [mark(1, 9)])] == [("a", []), ("bc", [1])]


def test_offsets_are_code_points() -> None:
    start = HOSTILE.index("𠮷")
    assert [segment.text for segment in cut(HOSTILE, [mark(start, start + 3)])][1] == "𠮷野家"


@given(marked_texts())
def test_the_segments_spell_the_text(marked: tuple[str, list[Mark], list[tuple[int, int]]]) -> None:
    segments = cut(*marked)
    assert "".join(segment.text for segment in segments) == marked[0]
    assert all(segment.text for segment in segments)


@given(marked_texts())
def test_every_code_point_lies_under_exactly_its_passages(
    marked: tuple[str, list[Mark], list[tuple[int, int]]],
) -> None:
    text, marks, sentences = marked
    shown = [sorted(over(segment)) for segment in cut(text, marks, sentences) for _ in segment.text]
    assert shown == [sorted(each.id.int for each in marks if each.start <= at < each.end) for at in range(len(text))]


@given(marked_texts())
def test_the_layers_of_a_passage_spell_its_quote(marked: tuple[str, list[Mark], list[tuple[int, int]]]) -> None:
    text, marks, _sentences = marked
    segments = cut(*marked)
    quotes = ["".join(each.text for each in segments if mark.id.int in over(each)) for mark in marks]
    assert quotes == [text[mark.start : mark.end] for mark in marks]

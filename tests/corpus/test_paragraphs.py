"""Paragraphs are slices of the text; nothing visible is outside them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import paragraphs

WRAPPED = """The quick brown fox jumps over the lazy dog and then it
runs through the forest until it meets the other fox, with
whom it talks about the weather for a while.

Then the second paragraph begins here and it also goes on
over several lines, of which the last one is short.
"""


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs.split(text)]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab 。.\n\t\u00a0\u3000\u200b\ufeff😀𠮷-1"), max_size=80))
def test_paragraphs_are_ordered_slices_without_outer_space(text: str) -> None:
    before = 0
    for start, end in paragraphs.split(text):
        assert before <= start < end
        assert text[start:end] == text[start:end].strip()
        assert paragraphs.is_blank(text[before:start])
        before = end
    assert paragraphs.is_blank(text[before:])


def test_split_at_blank_lines() -> None:
    assert cut("One.\n\nTwo.\n \u00a0 \nThree.") == ["One.", "Two.", "Three."]


def test_split_one_paragraph_a_line() -> None:
    assert cut("A title\n\nFirst line of text.\nSecond line of text.") == [
        "A title",
        "First line of text.",
        "Second line of text.",
    ]


def test_adjacent_author_and_editor_lines_are_two_paragraphs() -> None:
    assert cut("Text.\n\nAuthor: A, of B.\nEditor’s note: C.") == ["Text.", "Author: A, of B.", "Editor’s note: C."]


def test_outer_no_break_spaces_are_left_out() -> None:
    assert cut("\u00a0 One\u00a0two.\u00a0\n") == ["One\u00a0two."]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    assert [text.count("\n") for text in cut(WRAPPED)] == [2, 1]


def test_hard_wrapped_list_items_are_paragraphs_of_their_own() -> None:
    items = "\n- an item that stands in the list as the first of two ones\n- the other item that stands in the list\n"
    assert [text.count("\n") for text in cut(WRAPPED + items)] == [2, 1, 0, 0]


def test_short_chinese_lines_are_not_joined() -> None:
    lines = [
        "中国开放的大门不会关闭。",
        "坚持对外开放，这是历史的结论，也是今天的选择。",
        "开放！",
        "这是很长的一句话，" * 4 + "完。",
    ]
    assert cut("\n".join(lines)) == lines


@pytest.mark.parametrize("text", ["", "\n\n", " \u00a0\n\t\u3000", "\u200b\n\ufeff"])
def test_nothing_to_see_is_no_paragraph(text: str) -> None:
    assert cut(text) == []

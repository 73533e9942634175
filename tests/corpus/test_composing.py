"""A document made of the paragraphs that a format gives."""

import pytest

from corpus.composing import MOST, compose
from corpus.importers.base import Block, Unreadable


def test_text_is_the_blocks_with_a_blank_line_between() -> None:
    parsed = compose([Block(" One. Two.\u00a0"), Block(" \u200b"), Block("Three\r\nlines")])
    assert parsed.text == "One. Two.\n\nThree\nlines"
    assert [parsed.text[piece.start : piece.end] for piece in parsed.pieces] == ["One. Two.", "Three\nlines"]
    assert [piece.sentences for piece in parsed.pieces] == [((0, 4), (5, 9)), ((0, 11),)]


def test_empty_first_cells_of_a_row_are_kept() -> None:
    parsed = compose([Block("\t\t2019\t", "table_row", "A row."), Block("\tText that is indented.", "body", "Text.")])
    assert [parsed.text[piece.start : piece.end] for piece in parsed.pieces] == ["\t\t2019", "Text that is indented."]


def test_kind_of_the_format_stands_and_rules_guess_the_others() -> None:
    parsed = compose(
        [Block("Read more", "heading", "Styled as a heading."), Block("Read more"), Block("It is long. " * 9)]
    )
    assert next((piece.kind, piece.reason) for piece in parsed.pieces) == ("heading", "Styled as a heading.")
    assert [piece.kind for piece in parsed.pieces][1:] == ["furniture", "body"]


def test_what_a_file_says_of_itself_is_kept() -> None:
    parsed = compose([Block("Text.")], said={"title": "T"}, extra={"pages": "2"}, notes=["One comment."], part="7")
    assert (parsed.said, parsed.extra, parsed.notes, parsed.part) == (
        {"title": "T"},
        {"pages": "2"},
        ("One comment.",),
        "7",
    )


def test_nothing_to_read_is_refused() -> None:
    with pytest.raises(Unreadable, match="nothing to read") as refused:
        compose([Block(" \n\u200b")])
    assert refused.value.rule == "empty"


def test_more_paragraphs_than_any_book_has_are_refused() -> None:
    with pytest.raises(Unreadable, match="It has 20,001 paragraphs, more than the 20,000") as refused:
        compose([Block("One.")] * (MOST + 1))
    assert refused.value.rule == "too-large"


def test_characters_that_no_database_keeps_are_refused_with_their_place() -> None:
    with pytest.raises(Unreadable) as refused:
        compose([Block("One."), Block("Two\0")])
    assert (refused.value.rule, refused.value.line, refused.value.column) == ("character", 3, 4)

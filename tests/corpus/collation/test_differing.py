"""The difference of two texts, paragraph beside paragraph."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.collation.differing import Piece, pieces, rows

LONG = [f"Paragraph number {n} says something about trade and about nothing else." for n in range(4)]
TEXTS = st.lists(st.sampled_from([*LONG, "Trade", "Trade grows.", LONG[0].replace("trade", "growth")]), max_size=7)


def kinds(old: list[str], new: list[str]) -> list[tuple[str, int | None, int | None]]:
    return [(row.kind, row.old, row.new) for row in rows(old, new)]


def test_words_that_are_others_are_marked() -> None:
    before, after = pieces("Trade grows fast.", "Trade grows very fast.")
    assert before == (Piece("Trade grows ", False), Piece("fast.", False))
    assert after == (Piece("Trade grows ", False), Piece("very ", True), Piece("fast.", False))


def test_what_was_put_in_and_taken_out() -> None:
    assert kinds([LONG[0], LONG[1]], [LONG[0], LONG[2]]) == [("same", 0, 0), ("changed", 1, 1)]
    assert kinds([LONG[0], "Trade"], [LONG[0]]) == [("same", 0, 0), ("removed", 1, None)]
    assert kinds([LONG[0]], ["Growth", LONG[0]]) == [("added", None, 0), ("same", 0, 1)]


def test_what_moved_says_where_it_is() -> None:
    found = rows(LONG[:3], [LONG[1], LONG[2], LONG[0]])
    assert [(row.kind, row.other) for row in found] == [
        ("moved-from", 2),
        ("same", None),
        ("same", None),
        ("moved-to", 0),
    ]


@given(TEXTS, TEXTS)
def test_every_paragraph_of_both_is_there_once(old: list[str], new: list[str]) -> None:
    found = rows(old, new)
    assert sorted(row.old for row in found if row.old is not None) == list(range(len(old)))
    assert [row.new for row in found if row.new is not None] == list(range(len(new)))


@given(st.text(), st.text())
def test_pieces_are_the_texts(before: str, after: str) -> None:
    left, right = pieces(before, after)
    assert ("".join(each.text for each in left), "".join(each.text for each in right)) == (before, after)
    kept = ["".join(each.text for each in side if not each.is_other) for side in (left, right)]
    assert kept[0] == kept[1]

"""Which paragraphs of a text are still there in a corrected one."""

from corpus.collation.aligning import align, heaviest_chain

LONG = [f"Paragraph number {n} says something about trade and about nothing else." for n in range(4)]


def test_long_paragraphs_are_known_wherever_they_stand() -> None:
    assert align(LONG, [LONG[3], LONG[0], LONG[1]]).same == {0: 1, 1: 2, 3: 0}


def test_a_short_one_is_known_by_its_neighbours() -> None:
    assert align([LONG[0], "Trade", LONG[1]], [LONG[0], "Trade", "New.", LONG[1]]).same == {0: 0, 1: 1, 2: 3}


def test_a_short_one_among_others_is_not() -> None:
    assert align([LONG[0], "Trade", LONG[1]], [LONG[0], LONG[1], "New.", "Trade", "Old."]).same == {0: 0, 2: 1}


def test_repeated_ones_are_known_between_two_that_are_certain() -> None:
    text = [LONG[0], "* * *", "* * *", LONG[1], "* * *"]
    assert align(text, text).same == {index: index for index in range(5)}


def test_an_edited_neighbour_makes_a_heading_certain() -> None:
    new = ["Trade", LONG[0].replace("says", "said")]
    assert align(["Trade", LONG[0]], new).same == {0: 0}


def test_two_empty_texts() -> None:
    assert align([], []).same == {}


def test_the_heaviest_chain_prefers_weight_to_number() -> None:
    assert heaviest_chain([(5, 0), (1, 0), (2, 0), (6, 0)], [10, 1, 1, 1]) == {0, 3}

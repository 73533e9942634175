"""What is always so in one source goes before the rules, in imports to come."""

from dataclasses import replace

from corpus.habits import BECAUSE, OVERRULED, Known, apply
from corpus.importers.base import Parsed, Piece
from corpus.proposing import Proposals

MENU, BODY = Piece(0, 13, "body", "", ((0, 13),)), Piece(15, 36, "furniture", "A note about rights.", ((0, 21),))
PARSED = Parsed("Subscribe now\n\nThe economy opens up.", "utf-8", (MENU, BODY), Proposals())


def kinds(*rows: tuple[str, str, str], source: str = "Caixin", overruled: str = "") -> list[tuple[str, str]]:
    here = {"A note about rights.": overruled} if overruled else {}
    known = Known([("Caixin", *row) for row in rows], here)
    return [(piece.kind, piece.reason) for piece in apply(known.of(source), PARSED).pieces]


def test_nothing_remembered_leaves_the_guesses():
    assert kinds() == [("body", ""), ("furniture", "A note about rights.")]


def test_line_is_known_by_its_whole_text():
    assert kinds(("line", "Subscribe now", "furniture"))[0] == ("furniture", BECAUSE)
    assert kinds(("line", "Subscribe", "furniture"))[0] == ("body", "")


def test_habit_is_of_its_source_alone():
    assert kinds(("line", "Subscribe now", "furniture"), source="Qiushi")[0] == ("body", "")


def test_rule_that_is_wrong_about_a_source_is_overruled():
    assert kinds(("rule", "A note about rights.", "body"))[1] == ("body", BECAUSE)


def test_line_goes_before_its_rule():
    rows = [("rule", "A note about rights.", "body"), ("line", "The economy opens up.", "quotation")]
    assert kinds(*rows)[1] == ("quotation", BECAUSE)


def test_rule_in_one_import_goes_before_the_rule_in_its_source():
    assert kinds(("rule", "A note about rights.", "body"), overruled="caption")[1] == ("caption", OVERRULED)


def test_sentences_and_places_stay():
    [menu, _body] = apply(Known([("Caixin", "line", "Subscribe now", "furniture")]).of("Caixin"), PARSED).pieces
    assert menu == replace(MENU, kind="furniture", reason=BECAUSE)

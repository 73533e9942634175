"""What the buttons of the deciding page decide, and what is told where it is refused."""

from typing import Any

import pytest
from django.test import Client

from annotations.actions import deciding
from annotations.actions.deciding import Verdict
from annotations.models import Assignment
from projects.models import User
from tests.annotations.deciding import cells
from tests.annotations.deciding_page import address, decide, decided, form_of, look, rows, slug_of
from tests.annotations.pages import elements, words


def test_decision_of_a_plain_form_leads_to_the_next_open_difference(sams: Client, differing: Assignment) -> None:
    answer = decide(sams, differing, "opening-up", "yes")
    following = next(each for each in cells(differing) if each.is_to_decide)
    assert decided(differing) == {"opening-up": ("yes", "", "")}
    assert answer.headers["Location"].endswith(f"#cell-{following.paragraph}-{following.unit}-{following.theme}")


def test_reason_that_is_needed_is_asked_for_beside_the_cell(sams: Client, differing: Assignment) -> None:
    page = decide(sams, differing, "opening-up", "no", other="BRI")
    assert page.status_code == 422
    assert words(page, "div", class_="cells-refused") == [
        "Not decided. Say why: this goes against what everybody says who read it."
    ]
    [(other, _text)] = [each for each in elements(page, "input") if each[0].get("value") == "BRI"]
    assert (other["name"], decided(differing)) == ("other", {})
    decide(sams, differing, "opening-up", "no", reason="Not this time.")
    assert decided(differing) == {"opening-up": ("no", "Not this time.", "")}


def test_second_supervisor_is_shown_both_decisions(sams: Client, differing: Assignment, mira: User) -> None:
    typed = form_of(differing, "trade")
    place = {"round": differing.round, "document": differing.document}
    verdict = Verdict(typed["paragraph"], typed["unit"], "trade", "no", "Not enough.", 0)
    deciding.decide(**place, decisions=[verdict], actor=mira)
    page = sams.post(
        address(differing, "decision_create"), {**typed, "outcome": "yes", "reason": "It <b>is</b> trade."}
    )
    assert page.status_code == 409
    [both] = words(page, "dl", class_="cells-both")
    assert both.startswith("YouyesSaved nowno – mira, ")
    assert "It <b>is</b> trade." in [text.strip() for _attributes, text in elements(page, "textarea")]
    assert decide(sams, differing, "trade", "yes").status_code == 302
    assert decided(differing)["trade"] == ("yes", "", "")


def test_nothing_here_decides_the_whole_unit(sams: Client, differing: Assignment) -> None:
    decide(sams, differing, "trade", "nothing")
    assert decided(differing) == {"trade": ("no", "", ""), "security": ("no", "", "")}


@pytest.mark.parametrize("typed", ["BRI", "bri", "Belt and Road"])
def test_another_theme_takes_the_place_of_one(sams: Client, differing: Assignment, typed: str) -> None:
    assert decide(sams, differing, "trade", "other", other=typed).status_code == 422
    decide(sams, differing, "trade", "other", other=typed, reason="Countries trade.")
    assert decided(differing) == {"trade": ("no", "Countries trade.", ""), "bri": ("yes", "Countries trade.", "")}


def test_theme_of_a_colleague_is_decided_in_place_of_one(sams: Client, differing: Assignment) -> None:
    decide(sams, differing, "trade", "other", other="sec")
    assert decided(differing) == {"trade": ("no", "", ""), "security": ("yes", "", "")}


@pytest.mark.parametrize("typed", ["", "no such theme"])
def test_theme_that_is_none_is_refused_beside_the_cell(sams: Client, differing: Assignment, typed: str) -> None:
    page = decide(sams, differing, "trade", "other", other=typed)
    assert page.status_code == 422
    assert len(words(page, "div", class_="cells-refused")) == 1
    assert decided(differing) == {}


def test_rule_says_beforehand_how_many_it_decides_and_is_one_step(sams: Client, differing: Assignment) -> None:
    [agreement, majority] = [text for text in words(look(sams, differing), "button") if text.startswith("Decide ")][:2]
    assert (agreement, majority) == (
        "Decide all that agree 1 yes, 2 stay open",
        "Decide by majority 1 yes, 2 stay open",
    )
    sams.post(address(differing, "decision_by_rule"), {"rule": "agreement", "round": differing.round_id})
    assert decided(differing) == {"opening-up": ("yes", "", "agreement")}
    sams.post(address(differing, "decision_undo"), {"do": "undo", "round": differing.round_id})
    assert decided(differing) == {}
    sams.post(address(differing, "decision_undo"), {"do": "redo", "round": differing.round_id})
    assert decided(differing) == {"opening-up": ("yes", "", "agreement")}


def test_undo_tells_what_it_takes_back_and_goes_there(sams: Client, differing: Assignment) -> None:
    decide(sams, differing, "trade", "no")
    assert [text for text in words(look(sams, differing), "button") if text.startswith("Undo")] == ["Undo TRD: no, ¶ 3"]
    answer = sams.post(address(differing, "decision_undo"), {"do": "undo", "round": differing.round_id})
    cell = next(each for each in cells(differing) if each.theme and slug_of(differing, each.theme) == "trade")
    assert answer.headers["Location"].endswith(f"from=3#cell-{cell.paragraph}-{cell.unit}-{cell.theme}")


def test_page_of_somebody_else_decides_nothing(sams: Client, differing: Assignment, mira: User) -> None:
    headers = {"X-Tifa-Part": "unit", "X-Tifa-User": str(mira.pk)}
    assert decide(sams, differing, "trade", "no", headers=headers).status_code == 401
    assert decided(differing) == {}


def test_script_is_answered_with_the_unit_and_the_counts_alone(sams: Client, differing: Assignment) -> None:
    page = decide(sams, differing, "trade", "no", headers={"X-Tifa-Part": "unit"})
    parts = [str(each["id"]).split("-")[0] for each, _text in elements(page) if "data-part" in each]
    assert (page.status_code, parts) == (200, ["deciding", "unit", "deciding"])
    assert list(rows(page)) == ["TRD", "SEC"]
    assert words(page, "p")[0] == "TRD: no, ¶ 3. 2 are left to decide."


@pytest.mark.parametrize(
    "wrong", [{"seen": ["trade:x"]}, {"seen": []}, {"unit": "999"}, {"paragraph": "9" * 30}, {"outcome": "perhaps"}]
)
def test_hostile_decision_is_refused(sams: Client, differing: Assignment, wrong: dict[str, Any]) -> None:
    sent = {**form_of(differing, "trade"), "outcome": "yes", **wrong}
    answer = sams.post(address(differing, "decision_create"), sent)
    assert answer.status_code in (422, 428)
    assert decided(differing) == {}

"""What one document can carry and go through: many tags on the same words, notes, questions, doubt, undo and redo."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from annotations.actions import answering
from annotations.models import Assignment, Passage, Question
from projects.models import Project, User
from tests.annotations import people
from tests.browser.annotating import (
    asked,
    chips,
    do,
    names,
    open_sheet,
    painted,
    press,
    read,
    said,
    saved,
    stored,
)
from tests.browser.conftest import Enter
from tests.vocabulary.codebooks import themes
from vocabulary.actions.importing import import_codebook

pytestmark = pytest.mark.screen

DOOR, TRADE = "China opens its door wider.", "Trade grows fast."
ROAD = "The Belt and Road connects many countries."
THIRD = f"{DOOR} {TRADE} {ROAD}"
FOURTH = "Self-reliance in technology is the aim. Security comes first."
FIFTH = "Nothing in this paragraph matters to anybody."


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    """ada's page; the cursor rests on the first sentence of paragraph 3; 3, 4 and 5 are to be read."""
    return open_sheet(enter(page, ada), live_server, adas)


def focused(page: Page) -> Any:
    """What screen readers say of the element that has the focus."""
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def write(page: Page, key: str, words: str) -> None:
    """A note or a question, by its key, up to Ctrl+Enter."""
    press(page, key)
    expect(page.locator("[data-editor-text]")).to_be_focused()
    page.keyboard.insert_text(words)
    do(page, "Control+Enter")


def test_the_same_key_takes_away_what_it_gave(sheet: Page, adas: Assignment) -> None:
    do(sheet, "1", "2")
    assert stored(adas) == [(3, DOOR, ["opening-up", "trade"], [], "")]
    do(sheet, "1")
    said(sheet, f"OPEN taken away from “{DOOR}”, ¶ 3")
    assert stored(adas) == [(3, DOOR, ["trade"], [], "")]
    do(sheet, "2", "Shift+2", "Shift+3")
    assert stored(adas) == [(3, THIRD, ["self-reliance", "trade"], [], "")]
    do(sheet, "Shift+2", "Shift+3")
    assert stored(adas) == []


def test_six_themes_and_five_nested_passages_are_each_reached_and_named(
    sheet: Page, adas: Assignment, project: Project
) -> None:
    sixth = {"slug": "energy", "code": "NRG", "parent": None, "label": {"en": "Energy", "zh": "能源"}, "hue": 5}
    import_codebook(project=project, data={**themes(), "themes": [*themes()["themes"], sixth]}, actor=None)
    for words in (TRADE, "Trade grows", "grows fast", "grows", "row"):
        people.tag(adas, words, "trade", "security", unsure=("trade",) if words == "grows" else ())
    sheet.reload()
    do(sheet, *(f"Shift+{key}" for key in "123456"))
    wholes = ("OPEN Opening up", "TRD Trade", "SELF Self-reliance", "BRI Belt and Road", "SEC Security", "NRG Energy")
    nested = [
        f"{theme}{', unsure' if (words, theme) == ('grows', 'TRD Trade') else ''}, “{words}”"
        for words in (TRADE, "Trade grows", "grows fast", "grows", "row")
        for theme in ("TRD Trade", "SEC Security")
    ]
    assert names(sheet, 3) == [*(f"{theme}, whole paragraph" for theme in wholes), *nested]
    reached = []
    for _chip in range(16):
        press(sheet, "Tab")
        reached.append(focused(sheet))
    assert reached == names(sheet, 3)


def test_a_selection_over_three_paragraphs_is_one_step(sheet: Page, adas: Assignment) -> None:
    press(sheet, "ArrowRight", "ArrowRight", *["Shift+ArrowDown"] * 3, *["Shift+ArrowRight"] * 3)
    do(sheet, "5")
    three = [(3, ROAD), (4, FOURTH), (5, "Nothing in this")]
    assert stored(adas) == [(ordinal, words, ["security"], [], "") for ordinal, words in three]
    [group] = set(Passage.objects.of(adas).values_list("group", flat=True))
    assert group is not None
    do(sheet, "Control+z")
    assert stored(adas) == []
    do(sheet, "Control+Shift+z")
    assert len(stored(adas)) == 3
    assert {passage.group for passage in Passage.objects.of(adas)} == {group}


def test_the_ends_of_a_passage_are_moved_by_keys(sheet: Page, adas: Assignment) -> None:
    do(sheet, "ArrowRight", "2")
    press(sheet, "Tab", "Enter", "Shift+ArrowLeft", "x", "Shift+ArrowRight")
    assert painted(sheet) == ["grows"]
    do(sheet, "Enter")
    assert stored(adas) == [(3, "grows", ["trade"], [], "")]
    said(sheet, "Now “grows”, ¶ 3")
    press(sheet, "Tab", "Enter", "Shift+ArrowRight", "Escape")
    said(sheet, "Left as it was.")
    do(sheet, "Control+z")
    assert stored(adas) == [(3, TRADE, ["trade"], [], "")]


def test_the_draft_of_a_note_stays_until_it_is_saved(sheet: Page, adas: Assignment) -> None:
    do(sheet, "2")
    press(sheet, "n")
    sheet.keyboard.insert_text("Why th")
    press(sheet, "Escape")
    expect(sheet.locator("#p3")).to_be_focused()
    press(sheet, "n")
    expect(sheet.locator("[data-editor-text]")).to_have_value("Why th")
    sheet.keyboard.insert_text("is?")
    do(sheet, "Control+Enter")
    assert stored(adas) == [(3, DOOR, ["trade"], [], "Why this?")]
    assert names(sheet, 3) == [f"TRD Trade, note: Why this?, “{DOOR}”"]
    press(sheet, "n")
    sheet.locator("[data-editor-remove]").click()
    saved(sheet)
    assert stored(adas) == [(3, DOOR, ["trade"], [], "")]


def test_a_question_is_asked_reworded_answered_and_read_in_its_place(sheet: Page, adas: Assignment, sam: User) -> None:
    do(sheet, "2")
    press(sheet, "Tab")
    write(sheet, "a", "Is this trade?")
    said(sheet, "Question to the supervisor: “Is this trade?”")
    assert asked(adas) == [("Is this trade?", DOOR)]
    chips(sheet, 3).last.focus()
    write(sheet, "Enter", " Or not?")
    assert asked(adas) == [("Is this trade? Or not?", DOOR)]

    question = Question.objects.get()
    answering.answer(question=question, answer="It is.", version=question.version, actor=sam)
    sheet.reload()
    expect(chips(sheet, 3).last).to_have_attribute("aria-label", "answered: It is.: Is this trade? Or not?")
    chips(sheet, 3).last.focus()
    press(sheet, "Enter")
    expect(sheet.locator("[data-editor-said]")).to_have_text("sam answers: It is.")
    expect(sheet.locator("[data-editor-text]")).to_have_attribute("readonly", "")
    press(sheet, "Escape")


def test_a_question_about_a_paragraph_is_taken_back(sheet: Page, adas: Assignment) -> None:
    write(sheet, "a", "Is this codable?")
    assert asked(adas) == [("Is this codable?", "")]
    chips(sheet, 3).focus()
    do(sheet, "Delete")
    assert asked(adas) == []
    do(sheet, "Control+z")
    assert asked(adas) == [("Is this codable?", "")]


def test_doubt_is_told_and_taken_back(sheet: Page, adas: Assignment) -> None:
    do(sheet, "1", "2", "u")
    assert stored(adas) == [(3, DOOR, ["opening-up", "trade"], ["trade"], "")]
    assert names(sheet, 3) == [f"OPEN Opening up, “{DOOR}”", f"TRD Trade, unsure, “{DOOR}”"]
    do(sheet, "u")
    said(sheet, "TRD: sure again")
    press(sheet, "Tab")
    do(sheet, "u")
    assert stored(adas) == [(3, DOOR, ["opening-up", "trade"], ["opening-up"], "")]


def test_the_last_themes_are_given_again(sheet: Page, adas: Assignment) -> None:
    press(sheet, ".")
    said(sheet, "No theme was given yet that could be repeated.")
    do(sheet, "1", "2", "ArrowRight", ".")
    assert stored(adas) == [(3, words, ["opening-up", "trade"], [], "") for words in (DOOR, TRADE)]


# Tag, second theme, doubt, whole paragraph, other ends, a theme taken away, read, tag in the next one, no theme.
STEPS = ("2", "1", "u", "Shift+4", "Tab Tab Enter Shift+ArrowLeft Enter", "1", "Space", "5", "ArrowDown 0")


def test_every_step_is_undone_and_done_again(sheet: Page, adas: Assignment) -> None:
    states = [(stored(adas), read(adas))]
    for keys in STEPS:
        do(sheet, *keys.split())
        states.append((stored(adas), read(adas)))
    sheet.get_by_role("button", name="Rest of the document: no theme").click()
    saved(sheet)
    states.append((stored(adas), read(adas)))
    assert read(adas) == [3, 4, 5]
    assert all(before != after for before, after in pairwise(states))
    walk = [-1] * 10 + [1] * 10 + [-1, -1, 1, -1, 1, 1]
    place = len(states) - 1
    for step in walk:
        place += step
        do(sheet, "Control+z" if step < 0 else "Control+y")
        assert (stored(adas), read(adas)) == states[place]
    press(sheet, "Control+y")
    said(sheet, "There is nothing to redo.")
    shown = [names(sheet, ordinal) for ordinal in (3, 4, 5)]
    sheet.reload()
    expect(chips(sheet, 4)).to_have_count(1)
    assert [names(sheet, ordinal) for ordinal in (3, 4, 5)] == shown


def test_what_was_undone_is_gone_when_something_else_is_done(sheet: Page, adas: Assignment) -> None:
    do(sheet, "1", "2", "Control+z", "5", "Control+y")
    said(sheet, "There is nothing to redo.")
    do(sheet, "Control+z", "Control+z")
    assert stored(adas) == []
    press(sheet, "Control+z")
    said(sheet, "There is nothing to undo.")


def test_each_paragraph_says_its_number_and_its_state(sheet: Page) -> None:
    expect(sheet.locator("#p1")).to_have_attribute("aria-label", "Paragraph 1 of 5")
    expect(sheet.locator("#p5")).to_have_attribute("aria-label", "Paragraph 5 of 5, not read")
    do(sheet, "1", "Space")
    expect(sheet.locator("#p3")).to_have_attribute("aria-label", "Paragraph 3 of 5, tagged")
    expect(sheet.get_by_role("list", name="Tags on paragraph 3")).to_be_visible()
    expect(sheet.get_by_role("list", name="Tags on paragraph 4")).to_have_count(0)


def test_paragraphs_of_today_are_counted_right_while_the_server_still_answers(sheet: Page) -> None:
    answered: list[tuple[Route, APIResponse]] = []
    do(sheet, "Space")
    sheet.wait_for_load_state("networkidle")
    sheet.route("**/progress?*", lambda route: answered.append((route, route.fetch())), times=1)
    sheet.reload()
    expect(sheet.locator("#p4")).to_be_focused()
    while not answered:
        sheet.wait_for_timeout(50)
    do(sheet, "Space")
    [(route, response)] = answered
    with sheet.expect_response("**/progress?*"):
        route.fulfill(response=response)
    expect(sheet.locator("[data-today]")).to_have_text("2 today")

"""Moving the ends of a passage ends where the coder turns to something else; nothing is selected or saved by chance."""

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Passage
from projects.models import User
from tests.annotations import people
from tests.browser.annotating import Mouse, chips, do, open_sheet, painted, press, saved, stored
from tests.browser.conftest import Console, Enter

pytestmark = pytest.mark.screen

DOOR, TRADE = "China opens its door wider.", "Trade grows fast."
AIM = "Self-reliance in technology is the aim."
LEFT = "Left as it was."


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    """ada's page; paragraphs 3, 4 and 5 are to be read."""
    return open_sheet(enter(page, ada), live_server, adas)


def bar(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="Move the ends of the passage")


def move_ends(page: Page, *keys: str) -> None:
    """Begin to move the ends of the passage that the first key tags."""
    do(page, "1")
    press(page, "Tab", "Enter")
    expect(bar(page)).to_be_visible()
    press(page, *keys)


def test_whoever_goes_on_leaves_the_ends_as_they_were(sheet: Page, adas: Assignment) -> None:
    move_ends(sheet, "Shift+ArrowLeft", "ArrowDown")
    expect(bar(sheet)).to_be_hidden()
    expect(sheet.locator("[data-status]")).to_contain_text(LEFT)
    assert painted(sheet) == [AIM]
    press(sheet, "Enter")
    do(sheet, "2")
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], ""), (4, AIM, ["trade"], [], "")]


def test_what_else_is_done_is_done_to_the_passage_as_it_was(sheet: Page, adas: Assignment) -> None:
    move_ends(sheet, "Shift+ArrowLeft", "x", "Shift+ArrowRight")
    assert painted(sheet) == ["opens its door"]
    do(sheet, "2", "u")
    expect(bar(sheet)).to_be_hidden()
    assert (painted(sheet), stored(adas)) == ([DOOR], [(3, DOOR, ["opening-up", "trade"], ["trade"], "")])


def test_undo_while_the_ends_are_moved_takes_the_step_before_back(sheet: Page, adas: Assignment) -> None:
    move_ends(sheet)
    do(sheet, "Control+z")
    press(sheet, "Shift+ArrowRight", "Enter")
    expect(bar(sheet)).to_be_hidden()
    saved(sheet)
    assert stored(adas) == []


@pytest.mark.parametrize("place", ["its paragraph", "another paragraph", "the map", "its chip"])
def test_a_click_elsewhere_leaves_the_ends_as_they_were(sheet: Page, adas: Assignment, place: str) -> None:
    move_ends(sheet, "Shift+ArrowLeft")
    mouse = Mouse(sheet)
    if place == "the map":
        sheet.get_by_role("navigation", name="Paragraphs").get_by_role("link", name="¶ 4").click()
    elif place == "its chip":
        chips(sheet, 3).click()
    else:
        mouse.click(mouse.at(3, "grows") if place == "its paragraph" else mouse.at(4, "aim"))
    expect(bar(sheet)).to_be_hidden()
    press(sheet, "ArrowRight", "Enter")
    saved(sheet)
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], "")]


def test_it_ends_when_the_passage_turns_out_to_be_gone(sheet: Page, adas: Assignment, console: Console) -> None:
    do(sheet, "1")
    people.withdraw(Passage.objects.get(), adas)
    press(sheet, "u", "Tab", "Enter")
    expect(bar(sheet)).to_be_hidden()
    console.forgive("40")


def test_an_end_stops_where_nothing_would_be_left(sheet: Page, adas: Assignment) -> None:
    move_ends(sheet, *["Shift+ArrowLeft"] * 8)
    assert painted(sheet) == ["China"]
    press(sheet, "x", "Shift+ArrowRight", "Shift+Alt+ArrowRight")
    assert painted(sheet) == ["hina"]
    do(sheet, "Enter")
    assert stored(adas) == [(3, "hina", ["opening-up"], [], "")]


def test_a_selection_that_shrinks_to_nothing_is_the_sentence_again(sheet: Page, adas: Assignment) -> None:
    do(sheet, "1", "ArrowRight")
    press(sheet, "Shift+ArrowRight", "Shift+ArrowLeft")
    assert painted(sheet) == [TRADE]
    do(sheet, ".")
    assert stored(adas) == [(3, words, ["opening-up"], [], "") for words in (DOOR, TRADE)]


@pytest.mark.parametrize("key", ["Control", "Shift"])
def test_a_click_where_nothing_is_to_be_tagged_chooses_nothing(sheet: Page, key: str) -> None:
    mouse = Mouse(sheet)
    mouse.click(mouse.at(3, "grows"))
    press(sheet, "Escape")
    with mouse.holding(key):
        mouse.click(mouse.at(1, "article"))
    assert painted(sheet) == [TRADE]
    expect(sheet.get_by_role("toolbar", name="Tag the selection")).to_be_hidden()

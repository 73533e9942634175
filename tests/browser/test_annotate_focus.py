"""After every button the keyboard goes on where one was: never at the top of the page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment
from projects.models import User
from tests.browser.annotating import Mouse, chips, do, open_sheet, painted, press, saved
from tests.browser.conftest import Enter

pytestmark = pytest.mark.screen

TRADE, ROAD = "Trade grows fast.", "The Belt and Road connects many countries."


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    """ada's page; paragraphs 3, 4 and 5 are to be read."""
    return open_sheet(enter(page, ada), live_server, adas)


def first(page: Page) -> Locator:
    return chips(page, 3).first


def last(page: Page) -> Locator:
    return chips(page, 3).last


def text(page: Page) -> Locator:
    return page.locator("#p3")


AFTER: dict[str, tuple[list[str], Callable[[Page], Locator]]] = {
    "Unsure": ([], first),
    "Note": (["Escape"], first),
    "Ask": (["Escape"], first),
    "Definition": ([], first),
    "Move ends": (["Escape"], text),
    "Remove": ([], last),
}


@pytest.mark.parametrize("button", AFTER)
def test_buttons_of_a_tag_give_the_keyboard_back_to_it(sheet: Page, button: str) -> None:
    keys, place = AFTER[button]
    do(sheet, "1", "2")
    first(sheet).click()
    sheet.get_by_role("toolbar", name="This tag").get_by_role("button", name=button).click()
    saved(sheet)
    press(sheet, *keys)
    expect(place(sheet)).to_be_focused()


def test_a_note_gives_the_keyboard_back_to_its_tag_when_it_is_saved(sheet: Page) -> None:
    do(sheet, "1", "2")
    last(sheet).click()
    sheet.get_by_role("toolbar", name="This tag").get_by_role("button", name="Note").click()
    do(sheet, "!", "Control+Enter")
    expect(last(sheet)).to_be_focused()
    press(sheet, "ArrowRight")
    assert painted(sheet) == [TRADE]


def test_when_the_last_tag_is_gone_the_keyboard_is_in_the_text(sheet: Page) -> None:
    do(sheet, "1")
    first(sheet).click()
    bar = sheet.get_by_role("toolbar", name="This tag")
    press(sheet, "Delete")
    expect(bar).to_be_hidden()
    expect(text(sheet)).to_be_focused()


def test_buttons_of_a_tag_go_when_one_goes_on(sheet: Page) -> None:
    do(sheet, "1")
    first(sheet).click()
    bar = sheet.get_by_role("toolbar", name="This tag")
    expect(bar).to_be_visible()
    press(sheet, "ArrowRight")
    expect(bar).to_be_hidden()


@pytest.mark.parametrize("button", ["OPEN", "Find…"])
def test_the_bar_at_a_selection_gives_the_keyboard_back_to_the_text(sheet: Page, button: str) -> None:
    mouse = Mouse(sheet)
    mouse.click(mouse.at(3, "grows"))
    bar = sheet.get_by_role("toolbar", name="Tag the selection")
    bar.get_by_role("button", name=button).click()
    if button == "Find…":
        expect(sheet.get_by_role("combobox")).to_be_focused()
        press(sheet, "Escape")
    expect(bar).to_be_hidden()
    expect(text(sheet)).to_be_focused()
    press(sheet, "ArrowRight")
    assert painted(sheet) == [ROAD]


def test_when_the_rest_is_read_handing_in_is_next(sheet: Page) -> None:
    sheet.get_by_role("button", name="Rest of the document: no theme").click()
    expect(sheet.get_by_role("button", name="Hand in")).to_be_focused()
    saved(sheet)

"""Nothing covers the words one works on, and what is to be noticed is where one looks: on large and tiny windows."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Passage
from projects.models import User
from tests.annotations import people
from tests.browser.annotating import Mouse, do, open_sheet, painted, press, said, saved
from tests.browser.conftest import Console, Enter

pytestmark = pytest.mark.screen

# Whether the first line of what the cursor rests on, or of what is selected, is there to be seen, not behind anything.
IS_SEEN = """() => {
  const [range] = ["selection", "cursor"].flatMap((name) => [...(CSS.highlights.get(name) ?? [])]);
  const { left, top, width, height } = range.getClientRects()[0];
  const places = [0.1, 0.5, 0.9].map((part) => document.elementFromPoint(left + 2, top + part * height));
  return places.every((each) => each?.closest(".sheet-text")?.contains(range.startContainer));
}"""
ZOOMED = ViewportSize(width=320, height=256)  # 1280 × 1024 at 400 %
SIZES = [ZOOMED, ViewportSize(width=900, height=300), ViewportSize(width=390, height=844)]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size['width']}×{size['height']}")
def small(request: pytest.FixtureRequest, page: Page) -> Page:
    page.set_viewport_size(request.param)
    return page


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    """ada's page; paragraphs 3, 4 and 5 are to be read."""
    return open_sheet(enter(page, ada), live_server, adas)


def refusal(page: Page) -> Locator:
    return page.locator("[data-refused]")


def refuse(page: Page, console: Console) -> None:
    """Something that the server refuses."""
    do(page, "1")
    people.withdraw(Passage.objects.get(), Assignment.objects.get())
    press(page, "u")
    expect(refusal(page)).to_be_visible()
    console.forgive("404")


def test_cursor_is_never_covered(small: Page, sheet: Page) -> None:
    for keys in (["ArrowDown"], ["ArrowRight"], ["ArrowDown", "1"], ["ArrowUp"], ["ArrowLeft"], ["ArrowUp"]):
        press(sheet, *keys)
        sheet.wait_for_function(IS_SEEN)
    assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth")
    saved(sheet)


def test_a_tiny_window_is_left_to_the_text(page: Page, sheet: Page) -> None:
    page.set_viewport_size(ZOOMED)
    press(sheet, "ArrowDown", "ArrowDown")
    for part in (".annotate-bar", ".foot"):
        expect(sheet.locator(part)).not_to_be_in_viewport()


def test_a_refusal_comes_where_one_is_and_covers_nothing(small: Page, sheet: Page, console: Console) -> None:
    press(sheet, "ArrowDown", "ArrowDown")
    refuse(sheet, console)
    expect(refusal(sheet)).to_be_in_viewport()
    sheet.wait_for_function(IS_SEEN)
    press(sheet, "ArrowUp", "ArrowDown")
    sheet.wait_for_function(IS_SEEN)


def test_escape_puts_a_refusal_away_when_nothing_else_is_open(sheet: Page, console: Console) -> None:
    refuse(sheet, console)
    press(sheet, "Shift+ArrowRight", "Escape")
    assert painted(sheet) == ["China opens its door wider."]
    expect(refusal(sheet)).to_be_visible()
    press(sheet, "Escape")
    expect(refusal(sheet)).to_be_hidden()
    expect(sheet.locator("#p3")).to_be_focused()
    sheet.reload()
    expect(sheet.locator("[data-annotate][data-ready]")).to_be_visible()
    expect(refusal(sheet)).to_be_hidden()


def test_whoever_is_signed_out_sees_it_and_may_go_on(sheet: Page, console: Console) -> None:
    sheet.set_viewport_size(SIZES[1])
    Session.objects.all().delete()
    press(sheet, "ArrowDown", "ArrowDown", "1")
    notice = sheet.locator("[data-signed-out]")
    expect(notice).to_be_in_viewport()
    sheet.wait_for_function(IS_SEEN)
    press(sheet, "Escape")
    expect(notice).to_be_hidden()
    console.forgive("401")


def test_the_bar_for_moving_ends_leaves_the_words_in_sight(small: Page, sheet: Page) -> None:
    do(sheet, "ArrowDown", "ArrowDown", "1")
    press(sheet, "Tab", "Enter")
    bar = sheet.get_by_role("toolbar", name="Move the ends of the passage")
    for button in bar.get_by_role("button").all():
        expect(button).to_be_in_viewport()
    sheet.wait_for_function(IS_SEEN)


def test_the_menu_closes_on_escape_and_gives_its_button_the_keyboard_back(sheet: Page) -> None:
    button, link = sheet.get_by_text("More", exact=True), sheet.get_by_role("link", name="Page to print")
    button.click()
    press(sheet, "Tab")
    press(sheet, "Escape")
    expect(link).to_be_hidden()
    expect(button).to_be_focused()


def test_the_menu_closes_when_one_turns_elsewhere(sheet: Page) -> None:
    button, link = sheet.get_by_text("More", exact=True), sheet.get_by_role("link", name="Page to print")
    mouse = Mouse(sheet)
    button.click()
    expect(link).to_be_visible()
    mouse.click(mouse.at(3, "grows"))
    expect(link).to_be_hidden()
    button.click()
    press(sheet, "Shift+Tab")
    expect(link).to_be_hidden()


def test_what_is_said_twice_is_told_twice(sheet: Page) -> None:
    line = sheet.locator("[data-status]")
    press(sheet, "ArrowUp")
    said(sheet, "This is the first paragraph to read.")
    before = line.text_content()
    press(sheet, "ArrowUp")
    said(sheet, "This is the first paragraph to read.")
    assert line.text_content() != before
    press(sheet, "ArrowUp")
    assert line.text_content() == before

"""A selection that is dragged beyond the text stays in the text, wherever what it meets stands in the page."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment
from projects.models import User
from tests.browser.annotating import Mouse, Place, open_sheet, painted, saved
from tests.browser.conftest import Enter

pytestmark = pytest.mark.screen

TEXT = "China opens its door wider. Trade grows fast. The Belt and Road connects many countries."


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    """ada's page; paragraphs 3, 4 and 5 are to be read."""
    open_sheet(enter(page, ada), live_server, adas)
    page.wait_for_load_state("networkidle")  # no question to the database may outlive its test
    return page


def middle(page: Page, css: str) -> Place:
    box = page.locator(css).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_drag_into_a_pane_ends_at_the_line_beside_it(sheet: Page) -> None:
    mouse = Mouse(sheet)
    start = mouse.at(3, "opens")
    mouse.drag(start, (middle(sheet, "[data-themes]")[0], start[1]))
    (quote,) = painted(sheet)
    assert TEXT.index(quote) == TEXT.index("opens")


def test_a_drag_into_the_line_of_keys_goes_on_to_the_end(sheet: Page) -> None:
    mouse = Mouse(sheet)
    mouse.drag(mouse.at(5, "matters"), middle(sheet, "[data-foot]"))
    assert painted(sheet) == ["matters to anybody."]


def test_a_pane_takes_the_mouse_again_after_a_drag(sheet: Page) -> None:
    mouse = Mouse(sheet)
    mouse.drag(mouse.at(3, "opens"), middle(sheet, "[data-themes]"))
    sheet.locator("[data-themes]").get_by_role("button", name="TRD").click()
    expect(sheet.locator("[data-chips] button", has_text="TRD").first).to_be_visible()
    saved(sheet)


def test_the_bar_of_the_last_selection_is_gone_when_the_next_begins(sheet: Page) -> None:
    mouse = Mouse(sheet)
    mouse.drag(mouse.at(3, "China"), mouse.at(3, "opens"))
    expect(sheet.locator("[data-likely]")).to_be_visible()
    sheet.mouse.move(*mouse.at(3, "door"))
    sheet.mouse.down()
    expect(sheet.locator("[data-likely]")).to_be_hidden()
    sheet.mouse.up()

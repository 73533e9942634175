"""Keys that lead through the text and to its themes: kept, changed, switched off, and left alone while one writes."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.actions import recounting
from annotations.models import Assignment
from projects.actions import preferring
from projects.models import User
from tests.browser.annotating import do, open_sheet, painted, press, read, said, stored
from tests.browser.conftest import Enter
from tests.browser.test_every_page import NARROW

pytestmark = pytest.mark.screen

DOOR, TRADE = "China opens its door wider.", "Trade grows fast."
THIRD = f"{DOOR} {TRADE} The Belt and Road connects many countries."
FOURTH = "Self-reliance in technology is the aim. Security comes first."


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    """ada's page; the cursor rests on the first sentence of paragraph 3; 3, 4 and 5 are to be read."""
    with page.expect_response("**/themes?*"):
        open_sheet(enter(page, ada), live_server, adas)
    return page


def like(page: Page, user: User, **chosen: Any) -> None:
    """Open the page again with these preferences."""
    preferring.change_preferences(user=user, version=user.preferred.version, actor=user, **chosen)
    page.reload()
    expect(page.locator("[data-annotate][data-ready]")).to_be_visible()


def test_arrows_and_letters_lead_through_the_text(sheet: Page) -> None:
    for keys, words in (
        ("ArrowRight", TRADE),
        ("ArrowLeft ArrowLeft", DOOR),
        ("j", "Self-reliance in technology is the aim."),
        ("ArrowLeft", "The Belt and Road connects many countries."),
        ("ArrowDown ArrowDown", "Nothing in this paragraph matters to anybody."),
        ("k", "Self-reliance in technology is the aim."),
    ):
        press(sheet, *keys.split())
        assert painted(sheet) == [words]
    expect(sheet.locator("#p4")).to_be_focused()
    press(sheet, "ArrowUp", "ArrowUp")
    said(sheet, "This is the first paragraph to read.")


def test_a_paragraph_is_gone_to_by_its_number(sheet: Page) -> None:
    press(sheet, "g", "5", "Enter")
    assert painted(sheet) == ["Nothing in this paragraph matters to anybody."]
    expect(sheet.locator("#p5")).to_be_focused()
    press(sheet, "g", "1", "Enter")
    expect(sheet.locator("#p3")).to_be_focused()
    press(sheet, "g", "Escape")
    expect(sheet.locator("#p3")).to_be_focused()
    expect(sheet.get_by_label("Go to paragraph")).to_have_value("3")


def test_a_folded_map_opens_to_ask_where_to_go(sheet: Page) -> None:
    sheet.get_by_role("button", name="Map").click()
    sheet.locator("#p3").focus()
    press(sheet, "g", "4", "Enter")
    expect(sheet.locator("#p4")).to_be_focused()
    pane = sheet.get_by_role("navigation", name="Paragraphs")
    expect(pane).to_be_visible()
    sheet.set_viewport_size(NARROW)  # type: ignore[arg-type]
    expect(pane).to_be_hidden()
    press(sheet, "g", "5", "Enter")
    expect(sheet.locator("#p5")).to_be_focused()
    expect(pane).to_be_hidden()


def test_no_theme_marks_a_paragraph_without_tags_and_the_mark_is_taken_back(sheet: Page, adas: Assignment) -> None:
    do(sheet, "1", "0")
    said(sheet, "¶ 3 carries tags. Take them away first, or press Space: it is read.")
    do(sheet, "1", "0")
    assert (painted(sheet), read(adas)) == (["Self-reliance in technology is the aim."], [3])
    do(sheet, "ArrowUp", "Shift+Space")
    said(sheet, "¶ 3 is not read.")
    assert read(adas) == []


def test_a_pinned_definition_stays_while_themes_are_given(sheet: Page) -> None:
    heading = sheet.get_by_role("region", name="Definition").get_by_role("heading", level=3)
    do(sheet, "2")
    expect(heading).to_have_text("TRD Trade")
    press(sheet, "d")
    said(sheet, "The definition of TRD stays.")
    do(sheet, "5")
    expect(heading).to_have_text("TRD Trade")
    press(sheet, "d")
    do(sheet, "3")
    expect(heading).to_have_text("SELF Self-reliance")


def test_the_palette_gives_several_themes_and_stays(sheet: Page, adas: Assignment) -> None:
    press(sheet, "ArrowRight", "/", *"sec")
    do(sheet, "Control+Enter")
    sheet.keyboard.type("trade")
    do(sheet, "Shift+Enter")
    expect(sheet.locator("#p3")).to_be_focused()
    assert stored(adas) == [(3, THIRD, ["trade"], [], ""), (3, TRADE, ["security"], [], "")]


def test_without_single_letters_buttons_and_other_keys_still_do_everything(
    sheet: Page, ada: User, adas: Assignment
) -> None:
    like(sheet, ada, keys_on=False)
    press(sheet, "1", "Shift+1", "0", "n", "/", ".")
    assert (painted(sheet), stored(adas), read(adas)) == ([DOOR], [], [])
    press(sheet, "ArrowRight", "Shift+ArrowRight")
    assert painted(sheet) == ["Trade"]
    sheet.get_by_role("button", name="find", exact=False).first.click()
    sheet.keyboard.type("trade")
    do(sheet, "Enter")
    assert stored(adas) == [(3, "Trade", ["trade"], [], "")]
    do(sheet, "Control+z", "Control+Shift+z", "Space")
    assert (stored(adas), read(adas)) == ([(3, "Trade", ["trade"], [], "")], [3])


def test_a_changed_key_acts_and_its_old_one_is_free_for_themes(sheet: Page, ada: User, adas: Assignment) -> None:
    like(sheet, ada, keys={"unsure": "v", "note": "+"})
    do(sheet, "1", "u")
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], "")]
    do(sheet, "v")
    assert stored(adas) == [(3, DOOR, ["opening-up"], ["opening-up"], "")]
    press(sheet, "+")
    expect(sheet.locator("[data-editor-text]")).to_be_focused()


def test_keys_are_letters_while_one_writes(sheet: Page, adas: Assignment) -> None:
    do(sheet, "2", "n")
    sheet.keyboard.type("1 0 2?")
    method = sheet.context.new_cdp_session(sheet)
    method.send("Input.imeSetComposition", {"text": "mao'yi", "selectionStart": 6, "selectionEnd": 6})
    press(sheet, "Control+Enter", "Escape")
    expect(sheet.locator("[data-editor-text]")).to_be_focused()
    method.send("Input.insertText", {"text": "贸易"})
    do(sheet, "Control+Enter")
    assert stored(adas) == [(3, DOOR, ["trade"], [], "1 0 2?贸易")]
    assert read(adas) == []


@pytest.mark.parametrize("unit", ["paragraph", "document"])
def test_where_paragraphs_are_the_units_keys_tag_them(sheet: Page, adas: Assignment, unit: str) -> None:
    project = adas.round.project
    recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)
    sheet.reload()
    expect(sheet.locator("[data-annotate][data-ready]")).to_be_visible()
    assert painted(sheet) == [THIRD]
    do(sheet, "1", "ArrowRight", "2", "Shift+ArrowRight", "5")
    assert stored(adas) == [
        (3, THIRD, ["opening-up"], [], ""),
        (4, FOURTH, ["trade"], [], ""),
        (4, "Self-reliance", ["security"], [], ""),
    ]

"""Without the keyboard: everything that can be done to a passage and a paragraph, and nothing only by dragging."""

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment
from projects.models import User
from tests.annotations import people
from tests.browser.annotating import (
    Mouse,
    asked,
    chips,
    open_sheet,
    painted,
    read,
    said,
    saved,
    stored,
)
from tests.browser.conftest import Enter

pytestmark = pytest.mark.screen

DOOR, TRADE = "China opens its door wider.", "Trade grows fast."


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    """ada's page; paragraphs 3, 4 and 5 are to be read."""
    return open_sheet(enter(page, ada), live_server, adas)


@pytest.fixture
def mouse(sheet: Page) -> Mouse:
    return Mouse(sheet)


def in_list(page: Page, code: str) -> Locator:
    return page.locator("[data-themes]").get_by_role("button", name=code)


def likely(page: Page) -> Locator:
    """The bar at the end of a selection."""
    return page.get_by_role("toolbar", name="Tag the selection")


def picked(page: Page) -> Locator:
    """The buttons of a tag that was clicked."""
    return page.get_by_role("toolbar", name="This tag")


def at_foot(page: Page, name: str) -> Locator:
    """The button with its key."""
    return page.get_by_role("group", name="What the keys do").get_by_role("button", name=name, exact=True)


def click(page: Page, button: Locator) -> None:
    button.click()
    saved(page)


def test_a_click_chooses_a_sentence_and_another_a_theme(sheet: Page, mouse: Mouse, adas: Assignment) -> None:
    mouse.click(mouse.at(3, "grows"))
    assert painted(sheet) == [TRADE]
    click(sheet, in_list(sheet, "TRD"))
    said(sheet, f"TRD: “{TRADE}”, ¶ 3")
    expect(in_list(sheet, "TRD")).to_have_attribute("aria-pressed", "true")
    assert stored(adas) == [(3, TRADE, ["trade"], [], "")]
    click(sheet, in_list(sheet, "TRD"))
    expect(in_list(sheet, "TRD")).to_have_attribute("aria-pressed", "false")
    assert stored(adas) == []


def test_shift_and_a_theme_of_the_list_tag_the_whole_paragraph(sheet: Page, mouse: Mouse, adas: Assignment) -> None:
    mouse.click(mouse.at(4, "Security"))
    with mouse.holding("Shift"):
        click(sheet, in_list(sheet, "SEC"))
    text = "Self-reliance in technology is the aim. Security comes first."
    assert stored(adas) == [(4, text, ["security"], [], "")]
    expect(chips(sheet, 4)).to_have_text(["¶ SEC" + "whole paragraph"])


def test_a_drag_brings_the_likely_themes(sheet: Page, mouse: Mouse, adas: Assignment) -> None:
    mouse.drag(mouse.at(3, "pens"), mouse.at(3, "oor"))
    assert painted(sheet) == ["opens its door"]
    expect(likely(sheet)).to_be_visible()
    click(sheet, likely(sheet).get_by_role("button", name="TRD"))
    expect(likely(sheet)).to_be_hidden()
    with mouse.holding("Alt"):
        mouse.drag(mouse.at(3, "rade", 0.05), mouse.at(3, "ows", 0.05))
    assert painted(sheet) == ["rade gr"]
    expect(likely(sheet).get_by_role("button").first).to_have_text("TRD")
    click(sheet, likely(sheet).get_by_role("button", name="OPEN"))
    assert stored(adas) == [(3, "opens its door", ["trade"], [], ""), (3, "rade gr", ["opening-up"], [], "")]


def test_the_bar_leads_to_the_palette(sheet: Page, mouse: Mouse, adas: Assignment) -> None:
    mouse.drag(mouse.at(3, "Belt"), mouse.at(3, "oad"))
    likely(sheet).get_by_role("button", name="Find…").click()
    click(sheet, sheet.get_by_role("option", name="BRI"))
    assert stored(adas) == [(3, "Belt and Road", ["bri"], [], "")]


def test_double_triple_and_shift_click_choose_as_a_drag_does(sheet: Page, mouse: Mouse, adas: Assignment) -> None:
    mouse.click(mouse.at(3, "opens"), 2)
    assert painted(sheet) == ["opens"]
    with mouse.holding("Shift"):
        mouse.click(mouse.at(3, "wider"))
    assert painted(sheet) == ["opens its door wider"]
    click(sheet, likely(sheet).get_by_role("button", name="OPEN"))
    mouse.click(mouse.at(4, "aim"), 3)
    click(sheet, likely(sheet).get_by_role("button", name="SELF"))
    whole = "Self-reliance in technology is the aim. Security comes first."
    assert stored(adas) == [(3, "opens its door wider", ["opening-up"], [], ""), (4, whole, ["self-reliance"], [], "")]


def test_a_clicked_tag_offers_what_can_be_done_with_it(sheet: Page, mouse: Mouse, adas: Assignment) -> None:
    mouse.click(mouse.at(3, "grows"))
    click(sheet, in_list(sheet, "TRD"))
    chips(sheet, 3).click()
    click(sheet, picked(sheet).get_by_role("button", name="Unsure"))
    chips(sheet, 3).click()
    picked(sheet).get_by_role("button", name="Note").click()
    sheet.keyboard.insert_text("A slogan")
    click(sheet, sheet.get_by_role("main").get_by_role("button", name="Save"))
    chips(sheet, 3).click()
    picked(sheet).get_by_role("button", name="Ask").click()
    sheet.keyboard.insert_text("Is this trade?")
    click(sheet, sheet.get_by_role("main").get_by_role("button", name="Save"))
    assert stored(adas) == [(3, TRADE, ["trade"], ["trade"], "A slogan")]
    assert asked(adas) == [("Is this trade?", TRADE)]

    chips(sheet, 3).first.click()
    picked(sheet).get_by_role("button", name="Remove").click()
    saved(sheet)
    assert stored(adas) == []


def test_the_ends_of_a_passage_are_moved_by_buttons(sheet: Page, adas: Assignment) -> None:
    people.tag(adas, TRADE, "trade")
    sheet.reload()
    chips(sheet, 3).click()
    picked(sheet).get_by_role("button", name="Move ends").click()
    bar = sheet.get_by_role("toolbar", name="Move the ends of the passage")
    bar.get_by_role("button", name="Beginning one word on").click()
    bar.get_by_role("button", name="End one word back").click()
    assert painted(sheet) == ["grows"]
    bar.get_by_role("button", name="Beginning one word back").click()
    said(sheet, "“Trade grows”")
    click(sheet, bar.get_by_role("button", name="Save"))
    expect(bar).to_be_hidden()
    assert stored(adas) == [(3, "Trade grows", ["trade"], [], "")]

    chips(sheet, 3).click()
    picked(sheet).get_by_role("button", name="Move ends").click()
    bar.get_by_role("button", name="End one word on").click()
    bar.get_by_role("button", name="Cancel").click()
    said(sheet, "Left as it was.")
    assert stored(adas) == [(3, "Trade grows", ["trade"], [], "")]


def test_a_document_is_read_and_handed_in_by_its_buttons(sheet: Page, adas: Assignment) -> None:
    click(sheet, at_foot(sheet, "0 no theme"))
    click(sheet, at_foot(sheet, "Space read"))
    click(sheet, at_foot(sheet, "Ctrl Z undo"))
    assert read(adas) == [3]
    sheet.get_by_role("navigation", name="Paragraphs").get_by_role("link", name="¶ 5").click()
    assert painted(sheet) == ["Nothing in this paragraph matters to anybody."]
    click(sheet, at_foot(sheet, "Space read"))
    assert read(adas) == [3, 5]
    expect(sheet.get_by_role("link", name="¶ 4", exact=True)).to_be_visible()
    click(sheet, sheet.get_by_role("button", name="Rest of the document: no theme"))
    assert read(adas) == [3, 4, 5]
    sheet.get_by_role("button", name="Hand in").click()
    expect(sheet.get_by_text("Handed in on")).to_be_visible()
    adas.refresh_from_db()
    assert adas.handed_in_at is not None

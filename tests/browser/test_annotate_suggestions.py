"""Suggestions on the annotate screen: seen, accepted and dismissed by keys or clicks, without a network too, undone."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Dismissal, Tagging
from projects.models import User
from tests.annotations.suggestions import WORDS, publish, suggest
from tests.browser.annotating import chips, do, names, open_sheet, press, said, saved, stored
from tests.browser.conftest import Console, Enter
from tests.browser.offline import waiting

DOOR, ROAD = "China opens its door wider.", "The Belt and Road connects many countries."
TRADE = "Trade grows fast."
SUGGESTED = [
    f"OPEN suggested 1, Opening up, “{DOOR}”, because of: door",
    f"TRD suggested 1, Trade, “{TRADE}”, because of: Trade grows",
    f"OPEN suggested 1, Opening up, “{ROAD}”, because of: Belt and Road",
    f"BRI suggested 1, Belt and Road, “{ROAD}”, because of: Belt and Road",
]
DOTTED = """() => [...(CSS.highlights.get("suggested-1") ?? [])].map(String)"""


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    publish(adas.round.project, WORDS)
    suggest(adas.round)
    return open_sheet(enter(page, ada), live_server, adas)


def test_accepting_by_keys_makes_tags_that_say_where_they_come_from(sheet: Page, adas: Assignment) -> None:
    assert names(sheet, 3) == SUGGESTED
    assert DOOR in sheet.evaluate(DOTTED)
    press(sheet, "Tab", "Tab")
    expect(chips(sheet, 3).nth(1)).to_be_focused()
    do(sheet, "Enter")
    said(sheet, f"TRD accepted: “{TRADE}”, ¶ 3")
    assert names(sheet, 3) == [f"TRD Trade, “{TRADE}”", SUGGESTED[0], *SUGGESTED[2:]]
    assert TRADE not in sheet.evaluate(DOTTED)
    do(sheet, "Enter", "Enter", "Enter")  # the next one has the keyboard each time; after the last, the text
    expect(sheet.locator("#p3")).to_be_focused()
    assert stored(adas) == [
        (3, DOOR, ["opening-up"], [], ""),
        (3, TRADE, ["trade"], [], ""),
        (3, ROAD, ["bri", "opening-up"], [], ""),
    ]
    mine = Tagging.objects.filter(coder=adas.coder)
    assert set(mine.values_list("origin", "score", "suggested_by__name")) == {("accepted", 1.0, "lexicon")}


def test_dismissing_by_keys_holds_without_a_network_and_is_undone(
    sheet: Page, adas: Assignment, console: Console
) -> None:
    sheet.context.set_offline(True)
    press(sheet, "Tab", "Delete")
    said(sheet, "OPEN dismissed, ¶ 3")
    expect(chips(sheet, 3)).to_have_count(3)
    expect(chips(sheet, 3).first).to_be_focused()
    waiting(sheet, 1)
    sheet.context.set_offline(False)
    saved(sheet)
    console.forgive("ERR_INTERNET_DISCONNECTED")
    assert Dismissal.objects.get().start == 0
    sheet.reload()
    expect(sheet.locator("[data-annotate][data-ready]")).to_be_visible()
    assert names(sheet, 3) == SUGGESTED[1:]
    do(sheet, "Control+z")
    said(sheet, "Undone: OPEN dismissed, ¶ 3")
    assert names(sheet, 3) == SUGGESTED
    assert not Dismissal.objects.exists()


def test_a_click_offers_both_as_buttons(sheet: Page, adas: Assignment) -> None:
    tools = sheet.get_by_role("toolbar", name="This tag")
    chips(sheet, 3).nth(3).click()
    assert tools.get_by_role("button").all_inner_texts() == ["Accept Enter", "Dismiss Del", "Definition"]
    tools.get_by_role("button", name="Accept").click()
    saved(sheet)
    assert stored(adas) == [(3, ROAD, ["bri"], [], "")]
    chips(sheet, 3).nth(1).click()
    tools.get_by_role("button", name="Dismiss").click()
    saved(sheet)
    assert names(sheet, 3) == [f"BRI Belt and Road, “{ROAD}”", *SUGGESTED[1:3]]
    expect(tools).to_be_hidden()

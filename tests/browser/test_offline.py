"""Nothing is ever lost: without a network, after a crash, through every trouble between here and the server."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment
from projects.models import User
from tests.browser.annotating import do, names, open_sheet, press, read, saved, stored
from tests.browser.conftest import Console, Enter
from tests.browser.offline import OPERATIONS, expect_kept, hold, kill, waiting

DOOR, TRADE = "China opens its door wider.", "Trade grows fast."


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    return open_sheet(enter(page, ada), live_server, adas)


@pytest.mark.usefixtures("lossy")
def test_what_waits_is_there_after_a_reload_and_is_sent(sheet: Page, adas: Assignment) -> None:
    asked: list[str] = []
    sheet.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    let_go = hold(sheet)
    press(sheet, "1", "2", "u", "ArrowRight", "5", "Space")
    waiting(sheet, 5)
    shown = names(sheet, 3)
    sheet.reload()
    assert asked == ["beforeunload"]
    waiting(sheet, 5)
    assert names(sheet, 3) == shown
    press(sheet, "Control+z")
    waiting(sheet, 6)
    let_go()
    saved(sheet)
    assert stored(adas) == [(3, DOOR, ["opening-up", "trade"], ["trade"], ""), (3, TRADE, ["security"], [], "")]
    assert read(adas) == []


@pytest.mark.usefixtures("lossy")
def test_whoever_stays_when_asked_loses_nothing(sheet: Page, adas: Assignment) -> None:
    let_go = hold(sheet)
    press(sheet, "2")
    waiting(sheet, 1)
    with sheet.expect_event("dialog") as asked:
        sheet.evaluate("setTimeout(() => location.assign('/'))")
    asked.value.dismiss()
    let_go()
    saved(sheet)
    assert stored(adas) == [(3, DOOR, ["trade"], [], "")]


@pytest.mark.usefixtures("lossy")
def test_a_tab_that_dies_has_lost_nothing_that_it_said_to_wait(
    sheet: Page, adas: Assignment, live_server: LiveServer
) -> None:
    context, torn = sheet.context, [True]
    context.route(OPERATIONS, lambda route: route.abort() if torn else route.continue_())
    press(sheet, "1", "ArrowRight", "2")
    waiting(sheet, 2)
    kill(sheet)
    torn.clear()
    fresh = open_sheet(context.new_page(), live_server, adas)
    saved(fresh)
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], ""), (3, TRADE, ["trade"], [], "")]


def test_leaving_right_after_a_key_loses_nothing(
    sheet: Page, adas: Assignment, live_server: LiveServer, console: Console
) -> None:
    sheet.on("dialog", lambda dialog: dialog.accept())
    press(sheet, "1", "ArrowRight", "2")
    sheet.goto(f"{live_server.url}/projects/openness/work/")
    saved(open_sheet(sheet, live_server, adas))
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], ""), (3, TRADE, ["trade"], [], "")]
    console.complaints = [each for each in console.complaints if "ERR_" not in each]


@pytest.mark.usefixtures("lossy")
@pytest.mark.browser_context_args(service_workers="allow")
def test_an_open_document_is_reloaded_without_a_network(sheet: Page, adas: Assignment, live_server: LiveServer) -> None:
    context = sheet.context
    sheet.on("dialog", lambda dialog: dialog.accept())
    expect_kept(sheet)
    do(sheet, "1")
    context.set_offline(True)
    press(sheet, "ArrowRight", "2")
    waiting(sheet, 1)
    sheet.reload()
    waiting(sheet, 1)
    assert names(sheet, 3) == [f"OPEN Opening up, “{DOOR}”", f"TRD Trade, “{TRADE}”"]
    press(sheet, "ArrowRight", "3", "Control+z", "Control+z")
    waiting(sheet, 4)
    context.set_offline(False)
    saved(sheet)
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], "")]
    sheet.goto(f"{live_server.url}/sign-out/")
    expect_kept(sheet, 0)

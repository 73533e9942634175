"""Two windows, two machines, two people at one browser: all is joined, nothing is lost or under a wrong name."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment
from projects.models import User
from tests.annotations import people
from tests.browser.annotating import do, names, open_sheet, press, read, said, saved, stored
from tests.browser.conftest import Console, Enter
from tests.browser.offline import hold, waiting
from tests.browser.test_every_page import faults

DOOR, TRADE = "China opens its door wider.", "Trade grows fast."

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    return open_sheet(enter(page, ada), live_server, adas)


@pytest.fixture
def machine(new_context: NewContext, live_server: LiveServer, enter: Enter) -> Callable[..., Page]:
    """Another machine of somebody's, with the annotate screen open."""

    def make(user: User, assignment: Assignment) -> Page:
        return open_sheet(enter(new_context().new_page(), user), live_server, assignment)

    return make


@pytest.mark.usefixtures("lossy")
def test_two_windows_show_the_same_and_lose_nothing(sheet: Page, adas: Assignment, live_server: LiveServer) -> None:
    beside = open_sheet(sheet.context.new_page(), live_server, adas)
    press(sheet, "1")
    expect(beside.locator("#p3 [data-chips] button")).to_have_count(1)
    let_go = hold(sheet)
    press(beside, "ArrowRight", "2", "ArrowRight", "3")
    press(sheet, "5", "ArrowDown", "4")
    for window in (sheet, beside):
        waiting(window, 4)
        assert len(names(window, 3)) == 4
    let_go()
    for window in (sheet, beside):
        saved(window)
    shown = names(sheet, 3)
    assert names(beside, 3) == shown
    assert [(row[1], row[2]) for row in stored(adas)[:3]] == [
        (DOOR, ["opening-up", "security"]),
        (TRADE, ["trade"]),
        ("The Belt and Road connects many countries.", ["self-reliance"]),
    ]
    do(beside, "Control+z")
    assert len(stored(adas)) == 3
    expect(sheet.locator("#p4 [data-chips] button")).to_have_count(0)


@pytest.mark.usefixtures("lossy")
def test_the_other_window_sends_what_a_closed_one_left(sheet: Page, adas: Assignment, live_server: LiveServer) -> None:
    beside = open_sheet(sheet.context.new_page(), live_server, adas)
    let_go = hold(beside)
    press(sheet, "1")
    waiting(beside, 1)
    sheet.close()
    let_go()
    saved(beside)
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], "")]


def test_themes_of_two_machines_are_joined(
    sheet: Page, machine: Callable[..., Page], ada: User, adas: Assignment, console: Console
) -> None:
    do(sheet, "1")
    other = machine(ada, adas)
    do(sheet, "2")
    do(other, "5")
    assert stored(adas) == [(3, DOOR, ["opening-up", "security", "trade"], [], "")]
    assert len(names(other, 3)) == 3
    do(other, "ArrowRight", "2")
    do(sheet, "ArrowRight", "3")
    assert stored(adas)[1] == (3, TRADE, ["self-reliance", "trade"], [], "")
    assert len(names(sheet, 3)) == 4  # what changed beside it is told with the next page
    console.forgive("409")


def note(page: Page, words: str) -> None:
    press(page, "n")
    expect(page.locator("[data-editor-text]")).to_be_focused()
    page.locator("[data-editor-text]").fill(words)
    do(page, "Control+Enter")


@pytest.mark.parametrize(("button", "kept"), [("Keep what I did here", "Here"), ("Keep what is saved", "Elsewhere")])
def test_two_notes_on_one_passage_are_both_shown_and_one_is_chosen(
    sheet: Page,
    machine: Callable[..., Page],
    ada: User,
    adas: Assignment,
    live_server: LiveServer,
    console: Console,
    button: str,
    kept: str,
) -> None:
    do(sheet, "2")
    other = machine(ada, adas)
    note(sheet, "Elsewhere")
    note(other, "Here")
    console.forgive("409")
    box = other.get_by_role("group", name="Changed in two places")
    expect(box.locator("[data-mine]")).to_have_text(f"TRD “{DOOR}” ✎ Here")
    expect(box.locator("[data-theirs]")).to_have_text(f"TRD “{DOOR}” ✎ Elsewhere")
    assert stored(adas)[0][4] == "Elsewhere"
    assert list(faults(other, "two versions")) == []
    open_sheet(other, live_server, adas)
    press(other, "Escape")
    expect(box.get_by_role("button", name="Keep what I did here")).to_be_focused()
    box.get_by_role("button", name=button).press("Enter")
    expect(box).to_have_count(0)
    saved(other)
    assert names(other, 3) == [f"TRD Trade, note: {kept}, “{DOOR}”"]
    assert stored(adas) == [(3, DOOR, ["trade"], [], kept)]
    open_sheet(other, live_server, adas)
    expect(box).to_have_count(0)


def test_undo_and_redo_go_on_after_a_reload_and_on_another_machine(
    sheet: Page, machine: Callable[..., Page], ada: User, adas: Assignment
) -> None:
    do(sheet, "1", "ArrowRight", "2", "u")
    sheet.get_by_role("button", name="Rest of the document: no theme").click()
    saved(sheet)
    sheet.reload()
    expect(sheet.locator("[data-annotate][data-ready]")).to_be_visible()
    press(sheet, "Control+z")
    said(sheet, "Undone: 3 paragraphs are read without a theme.")
    do(sheet, "Control+z")
    said(sheet, "Undone: TRD: unsure")
    assert (stored(adas)[1], read(adas)) == ((3, TRADE, ["trade"], [], ""), [])
    other = machine(ada, adas)
    do(other, "Control+z", "Control+z")
    said(other, f"Undone: OPEN: “{DOOR}”, ¶ 3")
    assert stored(adas) == []
    do(other, *["Control+y"] * 4)
    said(other, "Done again: 3 paragraphs are read without a theme.")
    assert (stored(adas)[1], read(adas)) == ((3, TRADE, ["trade"], ["trade"], ""), [3, 4, 5])
    press(other, "Control+y")
    said(other, "There is nothing to redo.")


def test_nothing_is_sent_under_the_name_of_whoever_signs_in_next(
    sheet: Page,
    adas: Assignment,
    bens: Assignment,
    enter: Enter,
    ada: User,
    ben: User,
    live_server: LiveServer,
    console: Console,
) -> None:
    enter(sheet, ben)
    press(sheet, "1", "ArrowRight", "2")
    expect(sheet.locator("[data-saved]")).to_have_text("Signed out – 2 waiting")
    bens_page = open_sheet(sheet.context.new_page(), live_server, bens)
    do(bens_page, "5")
    assert (stored(adas), stored(bens)) == ([], [(3, DOOR, ["security"], [], "")])
    assert names(bens_page, 3) == [f"SEC Security, “{DOOR}”"]
    bens_page.close()
    enter(sheet, ada)
    sheet.evaluate("dispatchEvent(new Event('focus'))")
    saved(sheet)
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], ""), (3, TRADE, ["trade"], [], "")]
    assert len(stored(bens)) == 1
    console.forgive("401")


def test_a_window_that_slept_catches_up(sheet: Page, adas: Assignment) -> None:
    people.tag(adas, TRADE, "trade")
    do(sheet, "1")
    sheet.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    saved(sheet)
    assert len(stored(adas)) == 2

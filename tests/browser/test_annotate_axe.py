"""The annotate screen in each of its states: no accessibility violation in light and dark, nothing wider than it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.actions import answering
from annotations.models import Assignment
from projects.models import User
from tests.annotations import people
from tests.annotations.suggestions import WORDS, publish, suggest
from tests.browser.annotating import Mouse, chips, do, open_sheet, press
from tests.browser.conftest import Enter
from tests.browser.pages import hand_in
from tests.browser.test_every_page import NARROW, faults

pytestmark = pytest.mark.screen

TRADE = "Trade grows fast."


def fresh(page: Page, work: Assignment) -> None:
    expect(page.get_by_text("Four keys to try here")).to_be_visible()


def dense(page: Page, work: Assignment) -> None:
    for words in (TRADE, "Trade grows", "grows fast", "grows", "row"):
        people.tag(work, words, "trade", "security", unsure=("trade",), note="Why?" if words == "grows" else "")
    question = people.ask(work, "Is this trade?")
    people.ask(work, "And this?")
    answering.answer(question=question, answer="It is.", version=1, actor=None)
    page.reload()
    do(page, *(f"Shift+{key}" for key in "12345"), "Space", "0", "2")
    press(page, "ArrowUp", "ArrowUp", "Tab")


def palette(page: Page, work: Assignment) -> None:
    press(page, "/")
    expect(page.get_by_role("combobox")).to_be_focused()


def help_dialog(page: Page, work: Assignment) -> None:
    press(page, "?")
    expect(page.get_by_role("dialog", name="All keys")).to_be_visible()


def note(page: Page, work: Assignment) -> None:
    do(page, "2", "n")
    expect(page.locator("[data-editor-text]")).to_be_focused()


def answer(page: Page, work: Assignment) -> None:
    question = people.ask(work, "Is this trade?")
    answering.answer(question=question, answer="It is.", version=1, actor=None)
    page.reload()
    chips(page, 3).click()
    expect(page.locator("[data-editor-said]")).to_be_visible()


def picked(page: Page, work: Assignment) -> None:
    do(page, "2")
    chips(page, 3).click()
    expect(page.get_by_role("toolbar", name="This tag")).to_be_visible()


def suggested(page: Page, work: Assignment) -> None:
    publish(work.round.project, WORDS)
    suggest(work.round)
    people.tag(work, TRADE, "security")
    page.reload()
    press(page, "Tab")
    chips(page, 3).nth(2).click()
    expect(page.get_by_role("button", name="Dismiss")).to_be_visible()
    page.mouse.wheel(0, 2000)  # the end of the text comes out from under the foot
    expect(page.locator(".ending-next a[href]")).to_be_in_viewport(ratio=1)


def ends(page: Page, work: Assignment) -> None:
    do(page, "ArrowRight", "2")
    press(page, "Tab", "Enter")
    expect(page.get_by_role("toolbar", name="Move the ends of the passage")).to_be_visible()


def likely(page: Page, work: Assignment) -> None:
    mouse = Mouse(page)
    mouse.click(mouse.at(3, "grows"), 2)
    expect(page.get_by_role("toolbar", name="Tag the selection")).to_be_visible()


def more(page: Page, work: Assignment) -> None:
    page.get_by_text("More", exact=True).click()
    expect(page.get_by_role("link", name="Page to print")).to_be_visible()


def narrow_map(page: Page, work: Assignment) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    expect(page.locator("[data-pane=map]")).to_be_hidden()
    page.get_by_role("button", name="Map").click()
    expect(page.locator("[data-pane=map]")).to_be_visible()


def narrow_themes(page: Page, work: Assignment) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    expect(page.locator("[data-pane=themes]")).to_be_hidden()
    page.get_by_role("button", name="Themes").click()
    expect(page.locator("[data-pane=themes]")).to_be_visible()


def defined(page: Page, work: Assignment) -> None:
    do(page, "2")
    expect(page.get_by_role("region", name="Definition").get_by_role("heading", level=3)).to_be_visible()


def handed_in(page: Page, work: Assignment) -> None:
    people.tag(work, TRADE, "trade")
    hand_in(work)
    page.reload()
    expect(page.get_by_text("Handed in on")).to_be_visible()


STATES: list[Callable[[Page, Assignment], None]] = [
    fresh, dense, palette, help_dialog, note, answer, picked, suggested, ends, likely, more, narrow_map, narrow_themes,
    defined, handed_in,
]  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_screen_has_no_fault(
    page: Page,
    live_server: LiveServer,
    enter: Enter,
    ada: User,
    adas: Assignment,
    state: Callable[[Page, Assignment], None],
) -> None:
    open_sheet(enter(page, ada), live_server, adas)
    state(page, adas)
    assert list(faults(page, state.__name__)) == []

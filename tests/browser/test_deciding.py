"""A supervisor decides a document by keyboard alone; two of them meet on one difference."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.actions import deciding
from annotations.actions.verdicts import Verdict
from annotations.addresses import decisions_page
from annotations.models import Assignment, Decision
from projects.models import User
from tests.annotations.deciding import cells, hand_in
from tests.annotations.people import tag
from tests.browser.annotating import WHILE_SAVING, press
from tests.browser.conftest import Console, Enter


@pytest.fixture
def differing(adas: Assignment, bens: Assignment) -> Assignment:
    """OPEN on other words, TRD of ada alone, SEC of ben alone."""
    tag(adas, "China opens its door wider.", "opening-up")
    tag(bens, "China opens its door", "opening-up")
    tag(adas, "Trade grows fast.", "trade")
    tag(bens, "Trade grows fast.", "security")
    hand_in(adas, bens)
    return adas


def open_page(page: Page, server: LiveServer, work: Assignment) -> None:
    page.goto(server.url + decisions_page(work.round, work.document_id))
    expect(page.locator("[data-deciding][data-ready]")).to_be_visible()


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_have_text("✓ Saved", timeout=WHILE_SAVING)


def at(page: Page, code: str) -> None:
    """The keyboard is at the difference of this theme."""
    expect(page.locator(f"[data-cell][data-code={code}]")).to_be_focused()


def decided() -> dict[str, tuple[str, str]]:
    found = Decision.objects.select_related("theme").order_by("theme__position")
    return {each.theme.code: (each.outcome, each.reason) for each in found if each.theme}


def test_supervisor_decides_a_document_by_keyboard_alone(
    page: Page, live_server: LiveServer, enter: Enter, sam: User, differing: Assignment
) -> None:
    open_page(enter(page, sam), live_server, differing)
    at(page, "OPEN")
    press(page, "n")
    expect(page.locator("[data-cell][data-code=OPEN] textarea")).to_be_focused()
    page.keyboard.type("The door is a picture.")
    press(page, "Enter")
    at(page, "TRD")
    press(page, "y", "n")
    expect(page.locator("#deciding-end")).to_be_focused(timeout=WHILE_SAVING)
    expect(page.locator("#deciding-end h2")).to_have_text("Every difference of this document is decided")
    assert decided() == {"OPEN": ("no", "The door is a picture."), "TRD": ("yes", ""), "SEC": ("no", "")}

    page.locator("[data-cell][data-code=SEC]").focus()
    press(page, "u")
    expect(page.locator("[data-status]")).to_have_text("Undone: SEC: no, ¶ 3.")
    at(page, "SEC")
    press(page, "y")
    saved(page)
    assert decided()["SEC"] == ("yes", "")


def test_second_supervisor_sees_what_the_first_decided_and_decides_anew(
    page: Page, live_server: LiveServer, enter: Enter, console: Console, sam: User, mira: User, differing: Assignment
) -> None:
    open_page(enter(page, sam), live_server, differing)
    cell = next(each for each in cells(differing) if each.kind == "only")
    verdict = Verdict(cell.paragraph, cell.unit, "trade", "no", "Not enough.", 0)
    deciding.decide(round=differing.round, document=differing.document, decisions=[verdict], actor=mira)
    press(page, "ArrowDown", "y")
    at(page, "SEC")
    row = page.locator("[data-cell][data-code=TRD]")
    expect(row.locator(".cells-both")).to_contain_text("no – mira")
    expect(page.locator("[data-status]")).to_contain_text("Not decided: Somebody changed this in the meantime.")
    console.forgive("409")
    press(page, "ArrowUp", "y")
    expect(row).to_have_attribute("data-state", "decided")
    expect(row.locator(".cells-both")).to_have_count(0)
    saved(page)
    assert decided() == {"TRD": ("yes", "")}

"""The personal page in Chromium: shown at once, kept for every page, and as good without scripts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment
from projects.actions import people, preferring
from projects.models import User
from tests.browser.conftest import Console, Enter
from tests.browser.test_every_page import NARROW, OPTIONS

pytestmark = pytest.mark.screen

PAPER = {"light": "rgb(253, 252, 249)", "dark": "rgb(22, 24, 28)"}
TEXT = "China opens its door wider."


@pytest.fixture
def address(live_server: LiveServer) -> str:
    return f"{live_server.url}/account/preferences/"


def like(user: User, **changes: Any) -> None:
    preferring.change_preferences(user=user, version=user.preferred.version, actor=user, **changes)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")


def expect_paper(page: Page, mode: str) -> None:
    expect(page.locator("body")).to_have_css("background-color", PAPER[mode])


def expect_axe_content(page: Page) -> None:
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"][:3]]) for each in found] == []


def test_choice_is_shown_at_once_and_kept_for_every_page(page: Page, address: str, enter: Enter, ada: User) -> None:
    enter(page, ada).goto(address)
    example = page.locator(".preferences-example .page-read")
    expect(example).to_have_css("font-size", "18px")
    page.get_by_label("Dark").check()
    page.get_by_label("22 px").check()
    expect_paper(page, "dark")
    expect(example).to_have_css("font-size", "22px")
    wide = example.bounding_box()
    page.get_by_label("Narrow").check()
    narrow = example.bounding_box()
    assert wide
    assert narrow
    assert narrow["width"] < wide["width"] * 0.8
    save(page)
    page.goto(f"{address}?from=/projects/openness/documents/")
    expect_paper(page, "dark")
    page.get_by_role("link", name="Go on where I was").click()
    expect(page).to_have_url(address.replace("/account/preferences/", "/projects/openness/documents/"))
    expect_paper(page, "dark")


def test_choice_that_was_not_saved_is_gone_with_the_page(page: Page, address: str, enter: Enter, ada: User) -> None:
    enter(page, ada).goto(address)
    page.get_by_label("Dark").check()
    page.goto(address)
    expect_paper(page, "light")


def test_page_does_the_same_without_scripts(
    new_context: Callable[..., BrowserContext], address: str, enter: Enter, ada: User, console: Console
) -> None:
    page = enter(new_context(java_script_enabled=False).new_page(), ada)
    page.goto(address)
    page.get_by_label("Dark").check()
    page.get_by_label("20 px").check()
    page.get_by_label("Note", exact=True).fill("m")
    save(page)
    expect_paper(page, "dark")
    expect(page.locator(".preferences-example .page-read")).to_have_css("font-size", "20px")
    expect(page.get_by_label("Note", exact=True)).to_have_value("m")
    page.get_by_role("button", name="Back to the defaults").click()
    expect_paper(page, "light")
    expect(page.get_by_label("Note", exact=True)).to_have_value("n")


def test_reading_text_follows_on_the_pages_of_documents(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment
) -> None:
    like(ada, reading_size=20, measure=52)
    for name in ("", "coding/"):
        enter(page, ada).goto(f"{live_server.url}/projects/openness/documents/{adas.document_id}/{name}")
        text = page.locator(".document-text, .coding-text").filter(has_text=TEXT)
        expect(text).to_have_css("font-size", "20px")
        width, sign = text.evaluate(
            """element => {
                const style = getComputedStyle(element);
                const ruler = element.appendChild(document.createElement("i"));
                ruler.style.cssText = "display: inline-block; width: 1ch";
                return [parseFloat(style.maxWidth), ruler.getBoundingClientRect().width];
            }"""
        )
        assert width == pytest.approx(52 * sign, abs=2)


@pytest.mark.parametrize(("system", "chosen"), [("light", "dark"), ("dark", "light")])
def test_chosen_colours_win_over_those_of_the_system(
    page: Page, address: str, enter: Enter, adas: Assignment, ada: User, system: Any, chosen: str
) -> None:
    like(ada, appearance=chosen, reading_size=22, measure=76)
    page.emulate_media(color_scheme=system)
    coding = f"/projects/openness/documents/{adas.document_id}/coding/"
    for place in (address, address.replace("/account/preferences/", coding)):
        enter(page, ada).goto(place)
        expect_paper(page, chosen)
        expect_axe_content(page)
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize(("system", "chosen"), [("light", "dark"), ("dark", "light")])
def test_django_admin_follows_too(
    page: Page, live_server: LiveServer, enter: Enter, db: None, system: Any, chosen: str
) -> None:
    root = people.create_user(username="root", password=None, actor=None, is_staff=True, is_superuser=True)
    like(root, appearance=chosen)
    page.emulate_media(color_scheme=system)
    enter(page, root).goto(f"{live_server.url}/admin/projects/user/")
    expect(page.locator("html")).to_have_css("color-scheme", chosen)
    expect_axe_content(page)
    page.get_by_role("link", name="Preferences").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Preferences")


def test_paper_stays_white_on_paper(page: Page, address: str, enter: Enter, ada: User) -> None:
    like(ada, appearance="dark")
    page.emulate_media(media="print", color_scheme="dark")
    enter(page, ada).goto(address)
    expect(page.locator("body")).to_have_css("color", "rgb(29, 31, 35)")


@pytest.fixture
def said() -> str:
    return "“n” is the key of both “Note” and “Unsure”. Give one of them another."


def faults(page: Page) -> Iterator[str]:
    return (text for text in page.locator("[data-fault]").all_inner_texts() if text)


def test_key_is_pressed_into_its_field_and_a_clash_told_at_once(
    page: Page, address: str, enter: Enter, ada: User, said: str
) -> None:
    enter(page, ada).goto(address)
    note, unsure = page.get_by_label("Note", exact=True), page.get_by_label("Unsure", exact=True)
    note.focus()
    page.keyboard.press("Tab")
    expect(unsure).to_be_focused()
    page.keyboard.press("Shift+N")
    expect(unsure).to_have_value("n")
    assert list(faults(page)) == [said, said]
    expect(note).to_have_attribute("aria-invalid", "true")
    expect(unsure).to_have_accessible_description(said)
    expect_axe_content(page)
    page.keyboard.press("m")
    expect(unsure).to_have_value("m")
    assert list(faults(page)) == []
    expect(unsure).not_to_have_attribute("aria-invalid", "true")
    save(page)
    expect(unsure).to_have_value("m")


def test_server_tells_of_a_clash_too(
    page: Page, address: str, enter: Enter, ada: User, said: str, console: Console
) -> None:
    enter(page, ada).goto(address)
    page.get_by_label("Unsure", exact=True).fill("n")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(["Note", "Unsure"])
    assert list(faults(page)) == [said, said]
    expect_axe_content(page)
    page.get_by_role("alert").get_by_role("link", name="Unsure").click()
    expect(page.get_by_label("Unsure", exact=True)).to_be_focused()
    console.forgive("422")

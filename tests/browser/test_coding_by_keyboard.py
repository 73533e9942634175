"""ada codes an article from sign-in to hand-in and never touches the mouse."""

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Passage
from projects.actions import accounts
from projects.models import User
from tests.annotations.people import slugs
from tests.browser.pages import PASSWORD

FAR = 200  # more presses of Tab than any page here has stops


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    expect(target).to_be_visible()
    for _press in range(FAR):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{target} cannot be reached by Tab")


def enter_on(page: Page, role: str, name: str) -> None:
    """Go to a link or button by Tab and press it."""
    tab_to(page, page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]
    page.keyboard.press("Enter")


def tick(page: Page, name: str, theme: str) -> None:
    tab_to(page, page.locator(f"input[name={name}][value={theme}]"))
    page.keyboard.press("Space")


def sign_in(page: Page, server: str, name: str) -> None:
    page.goto(server)
    tab_to(page, page.get_by_label("Login"))
    page.keyboard.type(name)
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Openness")


def test_article_is_coded_and_handed_in_by_keyboard(
    page: Page, live_server: LiveServer, ada: User, adas: Assignment
) -> None:
    accounts.change_password(user=ada, password=PASSWORD, actor=ada)
    said = page.get_by_role("status")
    sign_in(page, live_server.url, "ada")
    tab_to(page, page.get_by_label("Project").get_by_role("link", name="My work"))
    page.keyboard.press("Enter")
    enter_on(page, "link", "Plain page : A short article on opening up")

    enter_on(page, "link", "Tag paragraph 3")
    tab_to(page, page.get_by_label("From sentence"))
    page.keyboard.press("ArrowDown")
    tick(page, "themes", "opening-up")
    tick(page, "themes", "trade")
    tick(page, "unsure", "trade")
    enter_on(page, "button", "Save")
    expect(said).to_contain_text("Tagged “Trade grows fast.” with OPEN, TRD")

    enter_on(page, "button", "Mark read paragraph 3")
    expect(page.get_by_text("1 of 3 read")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("0 of 3 read")).to_be_visible()

    enter_on(page, "button", "Rest of the document: no theme")
    expect(page.get_by_text("3 of 3 read")).to_be_visible()
    enter_on(page, "button", "Hand in")
    expect(page.get_by_role("button", name="Reopen")).to_be_visible()

    passage = Passage.objects.get()
    adas.refresh_from_db()
    assert (passage.quote, slugs(passage)) == ("Trade grows fast.", ["opening-up", "trade"])
    assert [row.tag.slug for row in passage.taggings.filter(is_unsure=True)] == ["trade"]
    assert adas.handed_in_at is not None

"""Each page of the URLconf: no accessibility violation in light and dark, nothing wider than a telephone."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from projects.actions import people
from projects.models import User
from projects.rights import PUBLIC
from projects.rights import ROUTES as RIGHTS
from tests.browser.conftest import Enter
from tests.browser.pages import addresses, admin_addresses, is_page, things
from tests.security.routes import PAGES as ALL

pytestmark = pytest.mark.screen

__all__ = ["things"]

PAGES = [name for name in ALL if not name.startswith("api:")]  # the API answers JSON

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"], "preload": False}
OF_COLOUR = {**OPTIONS, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
SCHEMES = {"light": OPTIONS, "dark": OF_COLOUR}  # nothing but the colours is another in the dark
WIDE, NARROW = {"width": 1360, "height": 860}, {"width": 390, "height": 844}


def faults(page: Page, name: str) -> Iterator[str]:
    """What is wrong with the page that is open: rule and place."""
    page.evaluate(AXE_SCRIPT)
    for scheme, options in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for violation in page.evaluate("options => axe.run(options)", options)["violations"]:
            yield f"{name}, {scheme}: {violation['id']} at {[node['target'] for node in violation['nodes'][:3]]}"
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield f"{name}: wider than {NARROW['width']} px"
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def faults_of(page: Page, server: str, found: dict[str, str]) -> Iterator[str]:
    for name, address in found.items():
        answer = page.goto(server + address)
        if answer is None or answer.status != 200:
            yield f"{name}: status {answer and answer.status}"
        yield from faults(page, name)


def pages(client: Client, found: dict[str, str]) -> dict[str, str]:
    return {name: address for name, address in found.items() if is_page(client, name, address)}


def test_pages_of_members_have_no_fault(
    page: Page, live_server: LiveServer, enter: Enter, mira: User, client: Client, things: dict[str, Any]
) -> None:
    client.force_login(mira)
    found = pages(client, addresses([name for name in PAGES if RIGHTS[name] != PUBLIC], things))
    assert "coding_detail" in found
    assert list(faults_of(enter(page, mira), live_server.url, found)) == []


def test_pages_of_strangers_have_no_fault(
    page: Page, live_server: LiveServer, client: Client, things: dict[str, Any]
) -> None:
    found = pages(client, addresses([name for name in PAGES if RIGHTS[name] == PUBLIC], things))
    assert "account_login" in found
    assert list(faults_of(page, live_server.url, found)) == []


def test_pages_of_the_admin_have_no_fault(
    page: Page, live_server: LiveServer, enter: Enter, client: Client, things: dict[str, Any]
) -> None:
    root = people.create_user(username="root", password=None, actor=None, is_staff=True, is_superuser=True)
    client.force_login(root)
    found = pages(client, admin_addresses())
    assert "admin:annotations_passage_changelist" in found
    assert list(faults_of(enter(page, root), live_server.url, found)) == []

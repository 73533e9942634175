"""Each page of the URLconf: no accessibility violation in light and dark, nothing wider than a telephone."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from projects.models import User
from projects.rights import PUBLIC, ROUTES
from tests.browser.conftest import Enter
from tests.browser.pages import addresses, is_page, things

__all__ = ["things"]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
WIDE, NARROW = {"width": 1360, "height": 860}, {"width": 390, "height": 844}


def faults(page: Page, name: str) -> Iterator[str]:
    """What is wrong with the page that is open: rule and place."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
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


def pages(client: Client, things: dict[str, Any], *, public: bool) -> dict[str, str]:
    """Tifa's own pages that strangers (public) or members may open."""
    own = addresses(things, admin=False).items()
    asked = {name: address for name, address in own if (ROUTES.get(name) == PUBLIC) == public}
    return {name: address for name, address in asked.items() if is_page(client, name, address)}


def test_pages_of_members_have_no_fault(
    page: Page, live_server: LiveServer, enter: Enter, mira: User, client: Client, things: dict[str, Any]
) -> None:
    client.force_login(mira)
    found = pages(client, things, public=False)
    assert list(faults_of(enter(page, mira), live_server.url, found)) == []


def test_pages_of_strangers_have_no_fault(
    page: Page, live_server: LiveServer, client: Client, things: dict[str, Any]
) -> None:
    found = pages(client, things, public=True)
    assert list(faults_of(page, live_server.url, found)) == []

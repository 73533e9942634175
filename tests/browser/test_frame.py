"""The frame of every page: header, skip link, account menu, error pages."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from projects.models import User
from tests.browser.conftest import Console, Enter

pytestmark = pytest.mark.screen


def test_address_that_does_not_exist_is_answered_in_the_same_look(
    page: Page, live_server: LiveServer, ada: User, enter: Enter, console: Console
) -> None:
    answer = enter(page, ada).goto(f"{live_server.url}/projects/nowhere/documents/")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page here")
    console.forgive("404")

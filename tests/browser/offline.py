"""Torn cables and dying tabs for the browser tests, and what a browser itself says it stored."""

import os
import re
import signal
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

OPERATIONS = re.compile(r"/api/v1/(documents/\d+/operations|operations/[\w-]+/undo)$")


class Log:
    """What a browser sent and was told to be stored: its own list of ids, to be compared with the database."""

    def __init__(self, page: Page) -> None:
        self.acknowledged: set[str] = set()
        page.on("requestfinished", self._on_answer)

    def _on_answer(self, request: Request) -> None:
        if OPERATIONS.search(request.url) and (answer := request.response()) and answer.ok:
            changes = (request.post_data_json or {}).get("changes", ())
            self.acknowledged |= {change["id"] for change in changes if change["do"] == "tag"}


def hold(page: Page) -> Callable[[], None]:
    """From now on operations fail on their way to the server, until what is returned is called."""
    page.context.route(OPERATIONS, lambda route: route.abort())

    def let_go() -> None:
        page.context.unroute(OPERATIONS)
        page.evaluate("dispatchEvent(new Event('online'))")

    return let_go


def waiting(page: Page, count: int) -> None:
    expect(page.locator("[data-saved]")).to_have_text(f"Offline – {count} waiting")


def kill(page: Page) -> None:
    """Ends the process behind the page, which gets no chance to say goodbye."""
    browser = page.context.browser
    assert browser
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    with page.expect_event("crash"):
        for process in processes:
            if process["type"] == "renderer":
                os.kill(process["id"], signal.SIGKILL)


def expect_kept(page: Page, count: int = 1) -> None:
    """Wait until the browser keeps so many documents."""
    kept = "async () => (await (await caches.open('tifa pages')).keys()).length"
    for _try in range(60):
        if page.evaluate(kept) == count:
            return
        page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))")
    pytest.fail(f"{page.evaluate(kept)} documents are kept")

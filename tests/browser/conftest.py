"""Real Chromium against the real server: hashed static files, the strict CSP, and not one complaint in the console."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright, Request, expect
from pytest_django.live_server_helper import LiveServer

from config import settings as production
from projects.models import User
from tests import chromium
from tests.browser.door import Door

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 6000  # milliseconds
# Requests of a service worker escape from `route`, so only the tests that are about it have one.
BLOCKED = "Service Worker registration blocked by Playwright"

Enter = Callable[[Page, User], Page]


class Console:
    """Collects what browsers complain about: errors, warnings, refused content, failed requests."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("requestfailed", self._on_failure)

    def forgive(self, part: str) -> None:
        """Drops the complaints that a test provoked itself; there must be some."""
        n_before = len(self.complaints)
        self.tolerate(part)
        assert len(self.complaints) < n_before, f"nothing in the console about {part!r}"

    def tolerate(self, part: str) -> None:
        """Drops the complaints that a test may have provoked, or that came too late to be heard."""
        self.complaints = [complaint for complaint in self.complaints if part not in complaint]

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and message.text != BLOCKED:
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _on_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a download looks like
            self.complaints.append(f"{request.failure}: {request.url}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file, as in production: in memory, all threads of the server would share one connection and its transaction.

    It need not outlive a power cut, which is what waiting for the disk is for.
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tifa.sqlite3")
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def playwright(django_db_setup: None, playwright: Playwright) -> Playwright:
    """Starts after the test database is made, which Django refuses to do beside an event loop."""
    return playwright


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = chromium.find()
    assert path, chromium.MISSING
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    ours = {"viewport": {"width": 1360, "height": 860}, "locale": "en-GB", "timezone_id": "UTC"}
    return {**browser_context_args, **ours, "reduced_motion": "reduce", "service_workers": "block"}


@pytest.fixture(scope="package", autouse=True)
def _orm_beside_playwright() -> Iterator[None]:
    """Playwright runs an event loop in this thread; only in this folder may the ORM be used beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="package")
def _hashed_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with override_settings(STORAGES=production.STORAGES, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture(scope="package")
def door() -> Door:
    return Door()


@pytest.fixture(scope="package")
def live_server(django_db_setup: None, _hashed_static_files: None, door: Door) -> Iterator[LiveServer]:
    """Without Django's own static handler, so that WhiteNoise serves the hashed names as in production."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = door.before
    server.start()
    yield server
    server.stop()


@pytest.fixture
def _open_door(transactional_db: None, door: Door) -> Iterator[None]:
    """No request outlives its test: the tables are emptied when the last one is answered."""
    door.open()
    yield
    door.shut()


@pytest.fixture(scope="session")
def base_url() -> None:
    """Addresses are given in full: the server's port is only known when it runs."""


@pytest.fixture(autouse=True)
def console() -> Iterator[Console]:
    console = Console()
    yield console
    assert console.complaints == []


@pytest.fixture
def lossy(console: Console) -> Iterator[None]:
    """A test that tears the cable itself: what browsers complain about then is no fault."""
    yield
    console.tolerate("ERR_")


@pytest.fixture
def new_context(
    _open_door: None, new_context: Callable[..., BrowserContext], console: Console
) -> Callable[..., BrowserContext]:
    """Every context of a test is listened to, and gives up in seconds instead of half a minute.

    The door is asked for first, so that it is shut last: a page that still sends never meets it.
    """
    expect.set_options(timeout=PATIENCE)

    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        console.listen(context)
        return context

    return make


@pytest.fixture
def enter(live_server: LiveServer) -> Enter:
    """Gives a page somebody's session without walking through the sign-in page."""

    def make(page: Page, user: User) -> Page:
        client = Client()
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return make

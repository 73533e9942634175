"""A day's work through every trouble between here and the server: nothing is lost or doubled, and the order is kept.

A thousand actions in `make soak`, with two minutes without a network; a few of each in the suite.
"""

from collections.abc import Callable
from itertools import cycle

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Passage, Round
from corpus.actions import importing
from ledger.models import Operation
from projects.models import Project, User
from tests.browser.annotating import chips, open_sheet, press, read, saved, stored
from tests.browser.conftest import Console, Enter
from tests.browser.offline import OPERATIONS, Log, kill, waiting
from tests.conftest import assign
from tests.durability.working import size

EACH = size(4, 72)  # paragraphs under each trouble, two actions in each of them
OFFLINE = size(0, 120_000)  # milliseconds
FIRST = 2  # the number of the first sentence: before it stands the title
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 20_000, "uploadThroughput": 20_000}
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


class Day:
    """Ada at her document: how far she is, and at which page."""

    def __init__(self, page: Page, server: LiveServer, assignment: Assignment, enter: Callable[[], None]) -> None:
        self.server, self.assignment, self.enter = server, assignment, enter
        self.n_done = 0
        self.page = self.sit_down(page)
        self.context = page.context

    def sit_down(self, page: Page) -> Page:
        return open_sheet(page, self.server, self.assignment, FIRST + self.n_done)

    def work(self, n: int = EACH, page: Page | None = None) -> None:
        """Two actions in each of the next n paragraphs: the theme, and on to the next one."""
        for _paragraph in range(n):
            press(page or self.page, "2")
            expect(chips(page or self.page, FIRST + self.n_done)).to_have_count(1)
            press(page or self.page, "Space")
            self.n_done += 1


def without_a_network(day: Day) -> None:
    day.context.set_offline(True)
    day.work()
    waiting(day.page, 2 * EACH)
    day.page.wait_for_timeout(OFFLINE)
    day.context.set_offline(False)


def lost_answer(route: Route) -> None:
    """The server does it, and the answer is lost on its way."""
    route.fetch()
    route.abort()


FAULTS: tuple[Callable[[Route], None], ...] = (
    lambda route: route.fulfill(status=500, body="<h1>Server Error</h1>"),
    lost_answer,
    lambda route: route.fulfill(status=429, headers={"Retry-After": "1"}, body="{}"),
    lambda route: route.fulfill(status=200, body="<h1>Welcome to the hotel</h1>", content_type="text/html"),
    lambda route: route.abort(),
    lambda route: route.fulfill(status=502, body=""),
)


def with_faults_on_the_way(day: Day) -> None:
    faults = cycle(FAULTS)
    turns = cycle([True, *[False] * (EACH // 4)])  # at least each of them once
    day.page.route(OPERATIONS, lambda route: next(faults)(route) if next(turns) else route.continue_())
    day.work()
    saved(day.page)
    day.page.unroute(OPERATIONS)


def over_a_slow_line(day: Day) -> None:
    line = day.context.new_cdp_session(day.page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    day.work()
    line.send("Network.emulateNetworkConditions", FAST)


def signed_out(day: Day) -> None:
    saved(day.page)
    Session.objects.all().delete()
    day.work()
    expect(day.page.locator("[data-saved]")).to_have_text(f"Signed out – {2 * EACH} waiting")
    day.enter()
    saved(day.page)


def in_a_tab_that_dies(day: Day) -> None:
    torn = [True]
    day.context.route(OPERATIONS, lambda route: route.abort() if torn else route.fallback())
    day.work()
    waiting(day.page, 2 * EACH)
    kill(day.page)
    torn.clear()
    day.page = day.sit_down(day.context.new_page())


def leaving_after_each_key(day: Day) -> None:
    for _paragraph in range(EACH):
        day.work(1)
        day.page.goto(f"{day.server.url}/projects/openness/work/")
        day.sit_down(day.page)


def in_two_tabs(day: Day) -> None:
    for _turn in range(2):
        other = day.sit_down(day.context.new_page())
        day.work(EACH // 2, other)
        expect(chips(day.page, FIRST + day.n_done - 1)).to_have_count(1)
        day.page.close(run_before_unload=False)
        day.page = other


TROUBLES = (
    without_a_network, with_faults_on_the_way, over_a_slow_line, signed_out, in_a_tab_that_dies, leaving_after_each_key,
    in_two_tabs,
)  # fmt: skip


@pytest.fixture
def long(project: Project, codebook: None, ada: User, round: Round) -> Assignment:
    """A document of as many paragraphs as a day needs, one sentence each."""
    lines = [f"Number {number} is a sentence of its own." for number in range(len(TROUBLES) * EACH)]
    text = "\n\n".join(["A long text", *lines]).encode()
    document = importing.import_text(project=project, name="long.txt", data=text, actor=None)
    return assign(document, ada, round)


@pytest.fixture
def day(page: Page, live_server: LiveServer, enter: Enter, ada: User, long: Assignment) -> Day:
    page.context.on("dialog", lambda dialog: dialog.accept())

    def sign_in() -> None:
        enter(page, ada)

    sign_in()
    return Day(page, live_server, long, sign_in)


def everything(assignment: Assignment, n: int) -> None:
    """Exactly the first n paragraphs carry a tag and are read, each once, in the order in which it was done."""
    numbers = range(FIRST, FIRST + n)
    expected = [(each, f"Number {each - FIRST} is a sentence of its own.", ["trade"], [], "") for each in numbers]
    assert stored(assignment) == expected
    assert read(assignment) == list(numbers)
    done = Operation.objects.filter(about__startswith=f"document/{assignment.document_id}/").order_by("number")
    kinds = [(each.verb, event.after["paragraph"]) for each in done if each.actor_id for event in each.events.all()]
    paragraphs = list(Passage.objects.of(assignment).order_by("paragraph__ordinal").values_list("paragraph", flat=True))
    assert kinds == [(verb, paragraph) for paragraph in paragraphs for verb in ("tag", "read")]


@pytest.mark.usefixtures("lossy")
def test_work_without_a_network_is_sent_in_order_when_it_is_back(day: Day) -> None:
    log = Log(day.page)
    without_a_network(day)
    saved(day.page)
    everything(day.assignment, EACH)
    assert log.acknowledged == {str(pk) for pk in Passage.objects.values_list("pk", flat=True)}


@pytest.mark.usefixtures("lossy")
def test_a_day_through_every_trouble_is_there_once_and_in_order(day: Day, console: Console) -> None:
    for trouble in TROUBLES:
        trouble(day)
    saved(day.page)
    everything(day.assignment, len(TROUBLES) * EACH)
    for complaint in ("500", "429", "502", "401"):
        console.tolerate(complaint)

"""Nothing is ever lost: without a network, after a crash, through every trouble between here and the server."""

from collections.abc import Callable
from itertools import cycle

import pytest
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Passage, Round
from corpus.actions import importing
from ledger.models import Operation
from projects.models import Project, User
from tests.browser.annotating import do, names, open_sheet, press, read, saved, stored
from tests.browser.conftest import Console, Enter
from tests.browser.offline import OPERATIONS, Log, expect_kept, hold, kill, waiting
from tests.conftest import assign

DOOR, TRADE = "China opens its door wider.", "Trade grows fast."
N_LONG = 50


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    return open_sheet(enter(page, ada), live_server, adas)


@pytest.fixture
def long(project: Project, codebook: None, ada: User, round: Round) -> Assignment:
    """A document of fifty paragraphs, one sentence each."""
    lines = [f"Number {number} is a sentence of its own." for number in range(N_LONG)]
    text = "\n\n".join(["A long text", *lines]).encode()
    document = importing.import_text(project=project, name="long.txt", data=text, actor=None)
    return assign(document, ada, round)


def tag_and_read(page: Page, n: int) -> None:
    """Two actions in each of n paragraphs: the theme, and on to the next one."""
    for _paragraph in range(n):
        press(page, "2", "Space")


def everything(assignment: Assignment, n: int) -> None:
    """Exactly the first n paragraphs carry a tag and are read, each once, in the order in which it was done."""
    expected = [(number + 2, f"Number {number} is a sentence of its own.", ["trade"], [], "") for number in range(n)]
    assert (stored(assignment), read(assignment)) == (expected, [row[0] for row in expected])
    done = Operation.objects.filter(about__startswith=f"document/{assignment.document_id}/").order_by("number")
    kinds = [(each.verb, event.after["paragraph"]) for each in done if each.actor_id for event in each.events.all()]
    paragraphs = list(Passage.objects.of(assignment).order_by("paragraph__ordinal").values_list("paragraph", flat=True))
    assert kinds == [(verb, paragraph) for paragraph in paragraphs for verb in ("tag", "read")]


@pytest.mark.usefixtures("lossy")
def test_fifty_actions_without_a_network_are_sent_in_order_when_it_is_back(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, long: Assignment
) -> None:
    open_sheet(enter(page, ada), live_server, long)
    log = Log(page)
    page.context.set_offline(True)
    tag_and_read(page, 25)
    waiting(page, 50)
    assert stored(long) == []
    page.context.set_offline(False)
    saved(page)
    everything(long, 25)
    assert log.acknowledged == {str(pk) for pk in Passage.objects.values_list("pk", flat=True)}


def lost_answer(route: Route) -> None:
    """The server does it, and the answer is lost on its way."""
    route.fetch()
    route.abort()


TROUBLES: tuple[Callable[[Route], None], ...] = (
    lambda route: route.fulfill(status=500, body="<h1>Server Error</h1>"),
    lost_answer,
    lambda route: route.fulfill(status=429, headers={"Retry-After": "1"}, body="{}"),
    lambda route: route.fulfill(status=200, body="<h1>Welcome to the hotel</h1>", content_type="text/html"),
    lambda route: route.abort(),
    lambda route: route.fulfill(status=502, body=""),
)


def test_hundred_actions_through_every_trouble_are_there_once_and_in_order(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, long: Assignment, console: Console
) -> None:
    open_sheet(enter(page, ada), live_server, long)
    troubles = cycle(TROUBLES)
    turns = cycle([True, *[False] * 11])
    page.route(OPERATIONS, lambda route: next(troubles)(route) if next(turns) else route.continue_())
    tag_and_read(page, N_LONG)
    saved(page)
    everything(long, N_LONG)
    for complaint in ("500", "429", "ERR_FAILED"):
        console.forgive(complaint)
    console.complaints = [each for each in console.complaints if "502" not in each]


@pytest.mark.usefixtures("lossy")
def test_what_waits_is_there_after_a_reload_and_is_sent(sheet: Page, adas: Assignment) -> None:
    asked: list[str] = []
    sheet.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    let_go = hold(sheet)
    press(sheet, "1", "2", "u", "ArrowRight", "5", "Space")
    waiting(sheet, 5)
    shown = names(sheet, 3)
    sheet.reload()
    assert asked == ["beforeunload"]
    waiting(sheet, 5)
    assert names(sheet, 3) == shown
    press(sheet, "Control+z")
    waiting(sheet, 6)
    let_go()
    saved(sheet)
    assert stored(adas) == [(3, DOOR, ["opening-up", "trade"], ["trade"], ""), (3, TRADE, ["security"], [], "")]
    assert read(adas) == []


@pytest.mark.usefixtures("lossy")
def test_whoever_stays_when_asked_loses_nothing(sheet: Page, adas: Assignment) -> None:
    let_go = hold(sheet)
    press(sheet, "2")
    waiting(sheet, 1)
    with sheet.expect_event("dialog") as asked:
        sheet.evaluate("setTimeout(() => location.assign('/'))")
    asked.value.dismiss()
    let_go()
    saved(sheet)
    assert stored(adas) == [(3, DOOR, ["trade"], [], "")]


@pytest.mark.usefixtures("lossy")
def test_a_tab_that_dies_has_lost_nothing_that_it_said_to_wait(
    sheet: Page, adas: Assignment, live_server: LiveServer
) -> None:
    context, torn = sheet.context, [True]
    context.route(OPERATIONS, lambda route: route.abort() if torn else route.continue_())
    press(sheet, "1", "ArrowRight", "2")
    waiting(sheet, 2)
    kill(sheet)
    torn.clear()
    fresh = open_sheet(context.new_page(), live_server, adas)
    saved(fresh)
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], ""), (3, TRADE, ["trade"], [], "")]


def test_leaving_right_after_a_key_loses_nothing(
    sheet: Page, adas: Assignment, live_server: LiveServer, console: Console
) -> None:
    sheet.on("dialog", lambda dialog: dialog.accept())
    press(sheet, "1", "ArrowRight", "2")
    sheet.goto(f"{live_server.url}/projects/openness/work/")
    saved(open_sheet(sheet, live_server, adas))
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], ""), (3, TRADE, ["trade"], [], "")]
    console.complaints = [each for each in console.complaints if "ERR_" not in each]


@pytest.mark.usefixtures("lossy")
@pytest.mark.browser_context_args(service_workers="allow")
def test_an_open_document_is_reloaded_without_a_network(sheet: Page, adas: Assignment, live_server: LiveServer) -> None:
    context = sheet.context
    sheet.on("dialog", lambda dialog: dialog.accept())
    expect_kept(sheet)
    do(sheet, "1")
    context.set_offline(True)
    press(sheet, "ArrowRight", "2")
    waiting(sheet, 1)
    sheet.reload()
    waiting(sheet, 1)
    assert names(sheet, 3) == [f"OPEN Opening up, “{DOOR}”", f"TRD Trade, “{TRADE}”"]
    press(sheet, "ArrowRight", "3", "Control+z", "Control+z")
    waiting(sheet, 4)
    context.set_offline(False)
    saved(sheet)
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], "")]
    sheet.goto(f"{live_server.url}/sign-out/")
    expect_kept(sheet, 0)

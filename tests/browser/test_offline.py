"""Nothing is ever lost: without a network, after a crash, in two windows, on two machines, with other people around."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from itertools import cycle

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Passage, Round
from corpus.actions import importing
from ledger.models import Operation
from projects.models import Project, User
from tests.annotations import people
from tests.browser.annotating import do, names, open_sheet, press, read, said, saved, stored
from tests.browser.conftest import Console, Enter
from tests.conftest import assign

OPERATIONS = re.compile(r"/api/v1/(documents/\d+/operations|operations/[\w-]+/undo)$")
DOOR, TRADE = "China opens its door wider.", "Trade grows fast."
N_LONG = 50

NewContext = Callable[..., BrowserContext]


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


@pytest.fixture
def machine(new_context: NewContext, live_server: LiveServer, enter: Enter) -> Callable[..., Page]:
    """Another machine of somebody's, with the annotate screen open."""

    def make(user: User, assignment: Assignment) -> Page:
        return open_sheet(enter(new_context().new_page(), user), live_server, assignment)

    return make


class Log:
    """What a browser sent and was told to be stored: its own list of ids, to be compared with the database."""

    def __init__(self, page: Page) -> None:
        self.acknowledged: set[str] = set()
        page.on("requestfinished", self._on_answer)

    def _on_answer(self, request: Request) -> None:
        if OPERATIONS.search(request.url) and (answer := request.response()) and answer.ok:
            changes = (request.post_data_json or {}).get("changes", ())
            self.acknowledged |= {change["id"] for change in changes if change["do"] == "tag"}


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


def hold(page: Page) -> Callable[[], None]:
    """From now on operations fail on their way to the server, until what is returned is called."""
    page.context.route(OPERATIONS, lambda route: route.abort())

    def let_go() -> None:
        page.context.unroute(OPERATIONS)
        page.evaluate("dispatchEvent(new Event('online'))")

    return let_go


def waiting(page: Page, count: int) -> None:
    expect(page.locator("[data-saved]")).to_have_text(f"Offline – {count} waiting")


@pytest.fixture
def lossy(console: Console) -> Iterator[None]:
    """A test that tears the cable itself: what browsers complain about then is forgiven."""
    yield
    console.forgive("ERR_")


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


def kill(page: Page) -> None:
    """Ends the process behind the page, which gets no chance to say goodbye."""
    browser = page.context.browser
    assert browser
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    with page.expect_event("crash"):
        for process in processes:
            if process["type"] == "renderer":
                os.kill(process["id"], signal.SIGKILL)


@pytest.mark.usefixtures("lossy")
def test_a_tab_that_dies_right_after_a_key_has_lost_nothing(
    sheet: Page, adas: Assignment, live_server: LiveServer
) -> None:
    context, torn = sheet.context, [True]
    context.route(OPERATIONS, lambda route: route.abort() if torn else route.continue_())
    press(sheet, "1", "ArrowRight", "2")
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
def test_two_windows_show_the_same_and_lose_nothing(sheet: Page, adas: Assignment, live_server: LiveServer) -> None:
    beside = open_sheet(sheet.context.new_page(), live_server, adas)
    press(sheet, "1")
    expect(beside.locator("#p3 [data-chips] button")).to_have_count(1)
    let_go = hold(sheet)
    press(beside, "ArrowRight", "2", "ArrowRight", "3")
    press(sheet, "5", "ArrowDown", "4")
    for window in (sheet, beside):
        waiting(window, 4)
        assert len(names(window, 3)) == 4
    let_go()
    for window in (sheet, beside):
        saved(window)
    shown = names(sheet, 3)
    assert names(beside, 3) == shown
    assert [(row[1], row[2]) for row in stored(adas)[:3]] == [
        (DOOR, ["opening-up", "security"]),
        (TRADE, ["trade"]),
        ("The Belt and Road connects many countries.", ["self-reliance"]),
    ]
    do(beside, "Control+z")
    assert len(stored(adas)) == 3
    expect(sheet.locator("#p4 [data-chips] button")).to_have_count(0)


@pytest.mark.usefixtures("lossy")
def test_the_other_window_sends_what_a_closed_one_left(sheet: Page, adas: Assignment, live_server: LiveServer) -> None:
    beside = open_sheet(sheet.context.new_page(), live_server, adas)
    let_go = hold(beside)
    press(sheet, "1")
    waiting(beside, 1)
    sheet.close()
    let_go()
    saved(beside)
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], "")]


def test_themes_of_two_machines_are_joined(
    sheet: Page, machine: Callable[..., Page], ada: User, adas: Assignment, console: Console
) -> None:
    do(sheet, "1")
    other = machine(ada, adas)
    do(sheet, "2")
    do(other, "5")
    assert stored(adas) == [(3, DOOR, ["opening-up", "security", "trade"], [], "")]
    assert len(names(other, 3)) == 3
    do(other, "ArrowRight", "2")
    do(sheet, "ArrowRight", "3")
    assert stored(adas)[1] == (3, TRADE, ["self-reliance", "trade"], [], "")
    assert len(names(sheet, 3)) == 4  # what changed beside it is told with the next page
    console.forgive("409")


def note(page: Page, words: str) -> None:
    press(page, "n")
    expect(page.locator("[data-editor-text]")).to_be_focused()
    page.locator("[data-editor-text]").fill(words)
    do(page, "Control+Enter")


@pytest.mark.parametrize(("button", "kept"), [("Keep what I did here", "Here"), ("Keep what is saved", "Elsewhere")])
def test_two_notes_on_one_passage_are_both_shown_and_one_is_chosen(
    sheet: Page,
    machine: Callable[..., Page],
    ada: User,
    adas: Assignment,
    live_server: LiveServer,
    console: Console,
    button: str,
    kept: str,
) -> None:
    do(sheet, "2")
    other = machine(ada, adas)
    note(sheet, "Elsewhere")
    note(other, "Here")
    console.forgive("409")
    box = other.get_by_role("group", name="Changed in two places")
    expect(box.locator("[data-mine]")).to_have_text(f"TRD “{DOOR}” ✎ Here")
    expect(box.locator("[data-theirs]")).to_have_text(f"TRD “{DOOR}” ✎ Elsewhere")
    assert stored(adas)[0][4] == "Elsewhere"
    open_sheet(other, live_server, adas)
    box.get_by_role("button", name=button).click()
    expect(box).to_have_count(0)
    saved(other)
    assert names(other, 3) == [f"TRD Trade, note: {kept}, “{DOOR}”"]
    assert stored(adas) == [(3, DOOR, ["trade"], [], kept)]
    open_sheet(other, live_server, adas)
    expect(box).to_have_count(0)


def test_undo_and_redo_go_on_after_a_reload_and_on_another_machine(
    sheet: Page, machine: Callable[..., Page], ada: User, adas: Assignment
) -> None:
    do(sheet, "1", "ArrowRight", "2", "u")
    sheet.get_by_role("button", name="Rest of the document: no theme").click()
    saved(sheet)
    sheet.reload()
    expect(sheet.locator("[data-annotate][data-ready]")).to_be_visible()
    press(sheet, "Control+z")
    said(sheet, "Undone: 3 paragraphs are read without a theme.")
    do(sheet, "Control+z")
    said(sheet, "Undone: TRD: unsure")
    assert (stored(adas)[1], read(adas)) == ((3, TRADE, ["trade"], [], ""), [])
    other = machine(ada, adas)
    do(other, "Control+z", "Control+z")
    said(other, f"Undone: OPEN: “{DOOR}”, ¶ 3")
    assert stored(adas) == []
    do(other, *["Control+y"] * 4)
    assert (stored(adas)[1], read(adas)) == ((3, TRADE, ["trade"], ["trade"], ""), [3, 4, 5])
    press(other, "Control+y")
    said(other, "There is nothing to redo.")


def test_nothing_is_sent_under_the_name_of_whoever_signs_in_next(
    sheet: Page,
    adas: Assignment,
    bens: Assignment,
    enter: Enter,
    ada: User,
    ben: User,
    live_server: LiveServer,
    console: Console,
) -> None:
    enter(sheet, ben)
    press(sheet, "1", "ArrowRight", "2")
    expect(sheet.locator("[data-saved]")).to_have_text("Signed out – 2 waiting")
    bens_page = open_sheet(sheet.context.new_page(), live_server, bens)
    do(bens_page, "5")
    assert (stored(adas), stored(bens)) == ([], [(3, DOOR, ["security"], [], "")])
    assert names(bens_page, 3) == [f"SEC Security, “{DOOR}”"]
    bens_page.close()
    enter(sheet, ada)
    sheet.evaluate("dispatchEvent(new Event('focus'))")
    saved(sheet)
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], ""), (3, TRADE, ["trade"], [], "")]
    assert len(stored(bens)) == 1
    console.forgive("401")


def test_a_window_that_slept_catches_up(sheet: Page, adas: Assignment) -> None:
    people.tag(adas, TRADE, "trade")
    do(sheet, "1")
    sheet.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    saved(sheet)
    assert len(stored(adas)) == 2

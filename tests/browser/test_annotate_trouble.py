"""When something goes wrong in the middle of work: the page says what, keeps the rest, and nothing is there twice."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from annotations.actions import answering, assigning
from annotations.models import Assignment, Passage, Question
from projects.actions import accounts
from projects.models import User
from tests.annotations import people
from tests.browser.annotating import chips, do, names, open_sheet, press, read, saved, stored
from tests.browser.conftest import Console, Enter
from tests.browser.pages import PASSWORD

OPERATIONS = "**/operations"
DOOR, TRADE = "China opens its door wider.", "Trade grows fast."
LOCKED = "The round “Main” is locked."


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    return open_sheet(enter(page, ada), live_server, adas)


def lock(assignment: Assignment, sam: User) -> None:
    round = assignment.round
    assigning.change_round(round=round, version=round.version, actor=sam, locked_at=timezone.now())


def refused(page: Page) -> str:
    """What the page says it could not save."""
    expect(page.locator("[data-refused]")).to_be_visible()
    saved(page)
    return page.locator("[data-refused-words]").inner_text()


def hold(page: Page) -> Callable[[], None]:
    """From now on operations wait on their way to the server, until what is returned is called."""
    page.route(OPERATIONS, lambda _route: None)
    return lambda: page.unroute(OPERATIONS)


def test_what_a_locked_round_refuses_is_taken_back_and_named(
    sheet: Page, adas: Assignment, sam: User, console: Console
) -> None:
    do(sheet, "1")
    lock(adas, sam)
    let_go = hold(sheet)
    press(sheet, "ArrowRight", "2", "u", "Space")
    let_go()
    words = refused(sheet)
    assert words.count(LOCKED) == 2
    for lost in (f"TRD: “{TRADE}”, ¶ 3", "TRD: unsure", "¶ 3 is read."):
        assert words.count(lost) == 1
    assert names(sheet, 3) == [f"OPEN Opening up, “{DOOR}”"]
    assert (stored(adas), read(adas)) == ([(3, DOOR, ["opening-up"], [], "")], [])
    sheet.get_by_role("button", name="Understood").click()
    expect(sheet.locator("[data-refused]")).to_be_hidden()
    console.forgive("409")


def test_a_passage_that_another_window_took_back_goes_here_too(sheet: Page, adas: Assignment, console: Console) -> None:
    do(sheet, "1", "ArrowRight", "2")
    people.withdraw(Passage.objects.get(quote=TRADE), adas)
    do(sheet, "u")
    assert "TRD: unsure" in refused(sheet)
    assert names(sheet, 3) == [f"OPEN Opening up, “{DOOR}”"]
    do(sheet, "2")
    assert stored(adas) == [(3, words, [theme], [], "") for words, theme in ((DOOR, "opening-up"), (TRADE, "trade"))]
    console.forgive("40")


def test_a_passage_that_another_window_changed_is_changed_as_it_is_now(
    sheet: Page, adas: Assignment, console: Console
) -> None:
    do(sheet, "2")
    people.edit(Passage.objects.get(), adas, themes=("trade", "security"))
    do(sheet, "u")
    assert names(sheet, 3) == [f"TRD Trade, unsure, “{DOOR}”", f"SEC Security, “{DOOR}”"]
    console.forgive("409")
    assert stored(adas) == [(3, DOOR, ["security", "trade"], ["trade"], "")]


def test_whoever_is_signed_out_signs_in_beside_it_and_nothing_is_lost(
    sheet: Page, adas: Assignment, ada: User, console: Console
) -> None:
    accounts.change_password(user=ada, password=PASSWORD, actor=ada)
    Session.objects.all().delete()
    press(sheet, "1", "ArrowRight", "2", "Space")
    expect(sheet.locator("[data-saved]")).to_have_text("Signed out – 3 waiting")
    with sheet.context.expect_page() as opened:
        sheet.get_by_role("alert").get_by_role("link", name="Sign in").click()
    beside = opened.value
    beside.get_by_label("Login").fill("ada")
    beside.get_by_label("Password").fill(PASSWORD)
    press(beside, "Enter")
    expect(beside.get_by_role("heading", level=1)).to_have_text("Openness")
    saved(sheet)
    expect(sheet.locator("[data-signed-out]")).to_be_hidden()
    assert stored(adas) == [(3, DOOR, ["opening-up"], [], ""), (3, TRADE, ["trade"], [], "")]
    assert read(adas) == [3]
    console.forgive("401")


def test_nothing_is_stored_as_the_work_of_whoever_signs_in_after(
    sheet: Page, enter: Enter, ada: User, ben: User, adas: Assignment, bens: Assignment, console: Console
) -> None:
    enter(sheet, ben)
    press(sheet, "1")
    expect(sheet.locator("[data-saved]")).to_have_text("Signed out – 1 waiting")
    enter(sheet, ada)
    saved(sheet)
    assert (len(stored(adas)), len(stored(bens))) == (1, 0)
    console.forgive("401")


def fails(status: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body="{}")


def done_but_not_told(route: Route) -> None:
    """The server does it, and the answer is lost on its way."""
    route.fetch()
    route.abort()


TROUBLES: dict[str, tuple[list[Callable[[Route], None]], list[str]]] = {
    "the server fails twice": ([fails(500), fails(502)], ["500", "502"]),
    "the server is busy twice": ([fails(429), fails(429)], ["429"]),
    "the answer is lost": ([done_but_not_told], ["ERR_FAILED"]),
    "a page of another server": ([lambda route: route.fulfill(status=200, body="<h1>Welcome to the hotel</h1>")], []),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_did_not_get_through_is_sent_again_and_is_there_once(
    sheet: Page, adas: Assignment, console: Console, trouble: str
) -> None:
    answers, complaints = TROUBLES[trouble]
    left = iter(answers)
    sheet.route(OPERATIONS, lambda route: next(left, Route.continue_)(route))
    do(sheet, "1", "2", "ArrowRight", ".")
    assert stored(adas) == [(3, words, ["opening-up", "trade"], [], "") for words in (DOOR, TRADE)]
    assert Passage.objects.count() == 2
    for complaint in complaints:
        console.forgive(complaint)


def test_work_goes_on_without_a_network_and_is_sent_when_it_is_back(
    sheet: Page, adas: Assignment, console: Console
) -> None:
    sheet.context.set_offline(True)
    press(sheet, "1", "u", "Control+z", "Space")
    expect(sheet.locator("[data-saved]")).to_have_text("Offline – 4 waiting")
    assert names(sheet, 3) == [f"OPEN Opening up, “{DOOR}”"]
    sheet.context.set_offline(False)
    saved(sheet)
    assert (stored(adas), read(adas)) == ([(3, DOOR, ["opening-up"], [], "")], [3])
    console.forgive("ERR_INTERNET_DISCONNECTED")


def test_handing_in_waits_for_what_is_not_saved_yet(sheet: Page, adas: Assignment) -> None:
    let_go = hold(sheet)
    press(sheet, "Space", "2", "Space", "0")
    sheet.get_by_role("button", name="Hand in").click()
    expect(sheet.locator("[data-saved]")).to_contain_text("not yet saved")
    let_go()
    expect(sheet.get_by_text("Handed in on")).to_be_visible()
    assert (len(stored(adas)), read(adas)) == (1, [3, 4, 5])
    expect(chips(sheet, 4)).to_have_count(1)


def test_an_answered_question_is_reworded_no_more(sheet: Page, adas: Assignment, sam: User, console: Console) -> None:
    press(sheet, "a")
    sheet.keyboard.insert_text("Is this codable?")
    do(sheet, "Control+Enter")
    question = Question.objects.get()
    answering.answer(question=question, answer="Yes.", version=question.version, actor=sam)
    chips(sheet, 3).focus()
    press(sheet, "Enter")
    sheet.keyboard.insert_text(" Really?")
    do(sheet, "Control+Enter")
    reason = "Your supervisor has dealt with this question by now; ask another one."
    lost = "Question to the supervisor: “Is this codable? Really?”"
    assert refused(sheet) == f"Not saved: {reason} Taken back: {lost}"
    assert names(sheet, 3) == ["answered: Yes.: Is this codable?"]
    console.forgive("409")

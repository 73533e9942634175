"""Where nothing can be changed, or nothing is there yet: the page says why, and what to do."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.actions import assigning
from annotations.addresses import annotate_page
from annotations.models import Assignment, Passage, Round
from corpus.actions import kinds
from corpus.models import Document
from projects.models import Project, User
from tests.annotations import people
from tests.browser.annotating import asked, chips, do, open_sheet, press, read, said, stored
from tests.browser.conftest import Console, Enter
from tests.browser.pages import hand_in
from tests.conftest import assign

pytestmark = pytest.mark.screen

TRADE = "Trade grows fast."
CLOSED = "This document is handed in. Nothing changes here until it is reopened."


def hush(page: Page) -> None:
    """Empty the status line, so that the next words in it are new."""
    page.locator("[data-status]").evaluate("line => (line.textContent = '')")


def test_keys_that_change_say_why_they_do_not_and_others_go_on(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment
) -> None:
    people.tag(adas, TRADE, "trade")
    hand_in(adas)
    open_sheet(enter(page, ada), live_server, adas)
    for key in ("1", "Shift+1", "Space", "0", "/", ".", "n", "u", "a", "Control+z", "Control+y"):
        hush(page)
        press(page, key)
        said(page, CLOSED)
    press(page, "ArrowRight", "Tab")
    expect(chips(page, 3)).to_be_focused()
    for key in ("Enter", "Delete"):
        hush(page)
        press(page, key)
        said(page, CLOSED)
    hush(page)
    page.locator("[data-themes]").get_by_role("button", name="SEC").click()
    said(page, CLOSED)
    assert stored(adas) == [(3, TRADE, ["trade"], [], "")]


def test_handed_in_work_is_reopened_and_changed_in_the_same_place(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment
) -> None:
    hand_in(adas)
    open_sheet(enter(page, ada), live_server, adas)
    page.get_by_role("button", name="Reopen").click()
    expect(page.get_by_text("Reopened “A short article on opening up”: you can change it again.")).to_be_visible()
    expect(page.locator("[data-annotate][data-ready]")).to_be_visible()
    do(page, "2")
    assert len(stored(adas)) == 1


def test_blind_work_is_coded_alone_and_reopened_by_a_supervisor_only(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment, bens: Assignment
) -> None:
    Round.objects.update(is_blind=True)
    people.tag(bens, TRADE, "security")
    open_sheet(enter(page, ada), live_server, adas)
    expect(chips(page, 3)).to_have_count(0)
    do(page, "ArrowRight", "2", "Space", "Space", "Space")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("In a blind round only a supervisor can return handed-in work.")).to_be_visible()
    expect(page.get_by_role("button", name="Reopen")).to_have_count(0)
    assert (stored(adas), Passage.objects.count()) == ([(3, TRADE, ["trade"], [], "")], 2)


def test_a_document_with_nothing_to_code_is_handed_in_at_once(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment
) -> None:
    for paragraph in people.paragraphs(adas):
        change = kinds.Change(paragraph=paragraph.pk, version=paragraph.version, kind="caption", is_codable=False)
        kinds.change_kinds(document=adas.document, changes=[change], actor=None)
    open_sheet(enter(page, ada), live_server, adas)
    for button in page.get_by_role("group", name="What the keys do").get_by_role("button").all()[1:]:
        button.click()
    page.locator("[data-themes]").get_by_role("button", name="SEC").click()
    said(page, "This document has no paragraph to read.")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Handed in on")).to_be_visible()


def test_without_a_codebook_questions_can_be_asked(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, document: Document, round: Round
) -> None:
    work = assign(document, ada, round)
    open_sheet(enter(page, ada), live_server, work)
    expect(page.get_by_text("No codebook is published yet, so there are no themes to tag with.")).to_be_visible()
    for key in ("Space", "0", "/", "."):
        hush(page)
        press(page, key)
        said(page, "No codebook is published yet: you can ask, but not tag or mark as read.")
    press(page, "a")
    page.keyboard.insert_text("Which themes?")
    do(page, "Control+Enter")
    assert (stored(work), read(work), asked(work)) == ([], [], [("Which themes?", "")])


def test_whoever_has_no_assignment_is_told_so(
    page: Page, live_server: LiveServer, enter: Enter, ben: User, adas: Assignment, console: Console
) -> None:
    enter(page, ben).goto(live_server.url + annotate_page(adas))
    expect(page.get_by_role("main")).to_contain_text("not assigned")
    console.forgive("404")


def test_a_second_round_starts_empty_beside_the_first(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment, project: Project
) -> None:
    people.tag(adas, TRADE, "trade")
    second = assign(adas.document, ada, assigning.start_round(project=project, name="Second", actor=None))
    open_sheet(enter(page, ada), live_server, second)
    expect(chips(page, 3)).to_have_count(0)
    do(page, "5")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Round Main").click()
    expect(chips(page, 3)).to_have_count(1)
    assert [len(stored(each)) for each in (adas, second)] == [1, 1]

"""The story of a blind round: assigned by sam, coded by ada and ben, found out by nobody, opened, decided, exported."""

import csv
import io
import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.addresses import decisions_page
from annotations.models import Assignment, Decision, Passage, Round
from corpus.actions import importing
from corpus.models import Document
from projects.models import Coder, Project, User
from tests.annotations.deciding import cells
from tests.browser.annotating import WHILE_SAVING, open_sheet, press, saved
from tests.browser.conftest import Enter
from tests.security import blind
from tests.security.test_blind_crawl import found

TEXT = "Article {n}\n\nTrade grows fast. Security comes first.\n"
# What each presses in each article: 1 is OPEN, 2 is TRD, for the first sentence; then one of the second.
KEYS = {
    "ada": [("1", "1"), ("1", "2"), ("1", "1"), ("2", "1"), ("1", "2")],
    "ben": [("1", "1"), ("1", "1"), ("2", "1"), ("2", "2"), ("1", "2")],
}
ONE, TWO = "Trade grows fast.", "Security comes first."
# What both said; where they differ OPEN, which stands first and is decided with yes, and not TRD.
DECIDED = {
    *((f"Article {n}", ONE, "trade" if n == 4 else "opening-up") for n in range(1, 6)),
    *((f"Article {n}", TWO, "trade" if n == 5 else "opening-up") for n in range(1, 6)),
}


@pytest.fixture
def articles(project: Project, codebook: None) -> list[Document]:
    return [
        importing.import_text(project=project, name=f"{n}.txt", data=TEXT.format(n=n).encode(), actor=None)
        for n in range(1, 6)
    ]


def start_and_assign(page: Page, server: str) -> None:
    """A blind round of five documents for two coders, with the mouse."""
    page.goto(f"{server}/projects/openness/rounds/")
    page.get_by_label("Name").fill("Pilot")
    page.locator("[name=is_blind]").check()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("link", name=re.compile("^Who has what.*Pilot")).click()
    board = page.get_by_role("region", name="Who has what")
    for box in board.locator("[name=documents]").all():
        box.check()
    for name in KEYS:
        board.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_role("status")).to_be_visible()


def code(page: Page, server: LiveServer, name: str, work: list[Assignment]) -> None:
    """By keyboard: both sentences, a note with a canary, read, hand in."""
    for assignment, (first, second) in zip(work, KEYS[name], strict=True):
        open_sheet(page, server, assignment)
        press(page, first, "n")
        page.keyboard.type(f"canary-{name}")
        press(page, "Control+Enter", "ArrowRight", second, "Space")
        expect(page.locator("[data-status]")).to_have_text("Everything is read. Look at the summary and hand in.")
        saved(page)
        page.get_by_role("button", name="Hand in").press("Enter")
        expect(page.get_by_text("Handed in on")).to_be_visible(timeout=WHILE_SAVING)


def decide(page: Page, server: LiveServer, work: Assignment) -> None:
    """By keyboard: every difference in turn, the first of each pair yes, the other no."""
    page.goto(server.url + decisions_page(work.round, work.document_id))
    expect(page.locator("[data-deciding][data-ready]")).to_be_visible()
    n = sum(cell.state == "open" for cell in cells(work))
    press(page, *("yn"[place % 2] for place in range(n)))
    if n:
        expect(page.locator("#deciding-end")).to_be_focused(timeout=WHILE_SAVING)


def agreement(client: Client, round: Round) -> str:
    answer = client.get("/projects/openness/agreement/agreement.csv", {"round": round.pk})
    assert answer.status_code == 200
    return answer.text


def exported(client: Client, round: Round, coder: int) -> set[tuple[str, str, str]]:
    """(article, quote, theme) of the decided rows."""
    answer = client.get("/projects/openness/exports/passages.csv", {"round": round.pk, "coder": coder})
    assert answer.status_code == 200, answer.text
    rows = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode()))
    return {(row["document"], row["quote"], row["theme"]) for row in rows}


def test_blind_round_is_coded_opened_decided_and_exported(
    page: Page, live_server: LiveServer, enter: Enter, articles: list[Document], project: Project, ada: User,
    ben: User, sam: User, eve: User, client: Client,
) -> None:  # fmt: skip
    start_and_assign(enter(page, sam), live_server.url)
    round = Round.objects.get(name="Pilot")
    mine = Assignment.objects.with_all().filter(round=round).order_by("document")
    work = {name: [each for each in mine if each.coder.name == name] for name in KEYS}
    assert [len(each) for each in work.values()] == [5, 5]
    for user in (ada, ben):
        code(enter(page, user), live_server, user.username, work[user.username])

    place = blind.Blind(project, round, articles, {"ada": ada, "ben": ben, "sam": sam})
    for spy, other in (("ada", "ben"), ("ben", "ada")):
        secrets = {f"canary-{other}", *map(str, Passage.objects.filter(coder__name=other).values_list("pk", flat=True))}
        told = blind.crawl(place, spy, other)
        assert found(told, secrets) == {}
        assert found(told, {f"canary-{spy}"}) != {}

    enter(page, sam).goto(f"{live_server.url}/projects/openness/rounds/{round.pk}/opening/")
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_role("status")).to_be_visible()
    client.force_login(sam)
    before = agreement(client, round)
    for assignment in work["ada"]:
        decide(page, live_server, assignment)
    assert Decision.objects.filter(outcome="yes").count() == Decision.objects.filter(outcome="no").count() == 3
    assert agreement(client, round) == before
    assert exported(client, round, Coder.objects.get(project=project, kind="decided").pk) == DECIDED

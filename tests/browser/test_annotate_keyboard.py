"""By keyboard alone, from sign-in to hand-in: the five seeds and an invented document, with few keys a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment
from config import demo
from corpus.models import Paragraph
from tests.browser.annotating import Row, press, read, said, saved, stored
from tests.browser.pages import PASSWORD
from tests.browser.test_coding_by_keyboard import tab_to

pytestmark = pytest.mark.screen

MOST_KEYS = 6  # a paragraph
TWO_WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}(?= )")
SOME = 20  # paragraphs of the invented document that are coded


@dataclass
class Plan:
    """What is done with a paragraph: the keys, and the passages that must be there afterwards, in reading order."""

    keys: list[str]
    rows: list[Row]


def plan(number: int, paragraph: Paragraph, slugs: list[str]) -> Plan:
    """One of ten ways to deal with a paragraph; the slugs are those of the themes with the keys 1 and 2."""
    text, [one, two] = paragraph.text, slugs
    quotes = [text[start:end] for start, end in paragraph.sentences]
    first, has_two, words = quotes[0], len(quotes) > 1, TWO_WORDS.match(quotes[0])

    def row(quote: str, *themes: str, unsure: str = "", note: str = "") -> Row:
        return paragraph.ordinal, quote, sorted(themes), [unsure] if unsure else [], note

    match number % 10:
        case 0 if has_two:
            return Plan(["1", "ArrowRight", "2", "Space"], [row(first, one), row(quotes[1], two)])
        case 1:
            return Plan(["1", "2", "Space"], [row(first, one, two)])
        case 2:
            return Plan([".", "Space"], [row(first, one, two)])
        case 4:
            return Plan(["0"], [])
        case 5 if has_two:
            return Plan(["Shift+1", "1", "u", "Space"], [row(text, one), row(first, one, unsure=one)])
        case 6 if words:
            return Plan(["Shift+ArrowRight", "Shift+ArrowRight", "2", "Space"], [row(words[0], two)])
        case 7:
            return Plan(["2", "n", "?", "Control+Enter", "Space"], [row(first, two, note="?")])
        case 8 if has_two:
            both = text[: paragraph.sentences[1][1]]
            return Plan(["Shift+ArrowDown", "Shift+ArrowDown", "1", "Space"], [row(both, one)])
        case _:
            return Plan(["Space"], [])


@pytest.fixture
def adas_work(db: None, monkeypatch: pytest.MonkeyPatch) -> list[Assignment]:
    """The seeds with their codebook, and an invented document, in the order in which ada gets them."""
    monkeypatch.setenv("TIFA_DEMO_PASSWORD", PASSWORD)
    demo.make()
    call_command("make_corpus", project=demo.SLUG, documents=1, paragraphs=24, passages=0, coder=["ada"], verbosity=0)
    mine = Assignment.objects.filter(coder__user__username="ada").order_by("pk")
    return list(mine.select_related("document", "round__project", "coder"))


def enter_on(page: Page, name: str) -> None:
    """Go to a link or button by Tab and press it."""
    tab_to(page, page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first)
    page.keyboard.press("Enter")


def sign_in(page: Page, server: str) -> None:
    page.goto(server)
    tab_to(page, page.get_by_label("Login"))
    page.keyboard.type("ada")
    press(page, "Tab")
    page.keyboard.type(PASSWORD)
    press(page, "Enter")


def keyed(page: Page, *keys: str) -> list[str]:
    """The slugs of the themes that have these keys, as the list beside the text shows them."""
    shown = page.locator("[data-themes] [data-theme]")
    slugs = dict(
        shown.evaluate_all("all => all.map((each) => [each.querySelector('kbd').textContent, each.dataset.theme])")
    )
    return [slugs[key] for key in keys]


def code(page: Page, assignment: Assignment) -> Iterator[Plan]:
    """Deal with every paragraph in turn, in one of ten ways."""
    expect(page.get_by_role("heading", level=1)).to_have_text(assignment.document.title)
    expect(page.locator("[data-annotate][data-ready]")).to_be_visible()
    slugs = keyed(page, "1", "2")
    paragraphs = Paragraph.objects.of(assignment.document).codable()
    for number, paragraph in enumerate(paragraphs):
        planned = plan(number, paragraph, slugs)
        press(page, *planned.keys)
        yield planned


def test_seeds_and_an_invented_document_are_coded_by_keyboard(
    page: Page, live_server: LiveServer, adas_work: list[Assignment]
) -> None:
    sign_in(page, live_server.url)
    enter_on(page, "My work")
    enter_on(page, "Begin")
    for assignment in adas_work:
        plans = list(code(page, assignment))
        assert max(len(planned.keys) for planned in plans) <= MOST_KEYS
        said(page, "Everything is read. Look at the summary and hand in.")
        saved(page)
        assert stored(assignment) == [row for planned in plans for row in planned.rows]
        assert read(assignment) == [each.ordinal for each in Paragraph.objects.of(assignment.document).codable()]
        enter_on(page, "Hand in")
        expect(page.get_by_text("Handed in on")).to_be_visible()
        if assignment != adas_work[-1]:
            enter_on(page, "Next document")
    expect(page.get_by_text("No other document waits for you.")).to_be_visible()

"""Short sentences for what a coder does on the annotate screen, and for what is there afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.addresses import annotate_page
from annotations.models import Assignment, Passage, Question, Reading
from tests.browser.conftest import Console

WHILE_SAVING = 60_000  # milliseconds
Place = tuple[float, float]
Row = tuple[int, str, list[str], list[str], str]  # paragraph, quote, themes, unsure ones, note

# The middle of a character on the page, and its width; counted in UTF-16 from the beginning of the paragraph.
BOX = """(words, at) => {
  const range = document.createRange();
  range.setStart(words.firstChild, at);
  range.setEnd(words.firstChild, at + 1);
  const { x, y, width, height } = range.getClientRects()[0];
  return [x, y + height / 2, width];
}"""
PAINTED = """() => ["selection", "cursor"].flatMap((name) => [...(CSS.highlights.get(name) ?? [])].map(String))"""


def open_sheet(page: Page, server: LiveServer, assignment: Assignment, ordinal: int | None = None) -> Page:
    """The annotate screen of an assignment, ready for keys."""
    page.goto(server.url + annotate_page(assignment, ordinal))
    expect(page.locator("[data-annotate][data-ready]")).to_be_visible()
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page: Page) -> None:
    """Wait until the server has everything; fast keys are far ahead of a slow machine."""
    expect(page.locator("[data-saved]")).to_have_text("✓ Saved", timeout=WHILE_SAVING)


def do(page: Page, *keys: str) -> None:
    """Press keys, and wait until the server has what they did."""
    press(page, *keys)
    saved(page)


def said(page: Page, words: str) -> None:
    expect(page.locator("[data-status]")).to_have_text(words)


def chips(page: Page, ordinal: int) -> Locator:
    return page.locator(f"#p{ordinal} [data-chips] button")


def names(page: Page, ordinal: int) -> list[str | None]:
    """What screen readers say of each tag of a paragraph."""
    return [chip.get_attribute("aria-label") for chip in chips(page, ordinal).all()]


def painted(page: Page) -> list[str]:
    """What is selected, else what the cursor rests on."""
    return list(page.evaluate(PAINTED))


@contextmanager
def refused(page: Page, console: Console, status: int) -> Iterator[None]:
    """What is done inside is refused by the server, and the page says so."""
    yield
    expect(page.locator("[data-refused]")).to_be_visible()
    console.forgive(str(status))


def stored(assignment: Assignment) -> list[Row]:
    """The passages of an assignment in the database, in reading order."""
    mine = Passage.objects.of(assignment).select_related("paragraph").prefetch_related("taggings__tag")
    ordered = mine.order_by("paragraph__ordinal", "start", "-end")
    return [_row(passage) for passage in ordered]


def _row(passage: Passage) -> Row:
    assert passage.paragraph.text[passage.start : passage.end] == passage.quote
    given = sorted(passage.taggings.all(), key=lambda tagging: tagging.tag.slug)
    themes = [tagging.tag.slug for tagging in given]
    unsure = [tagging.tag.slug for tagging in given if tagging.is_unsure]
    return passage.paragraph.ordinal, passage.quote, themes, unsure, passage.note


def read(assignment: Assignment) -> list[int]:
    """The numbers of the paragraphs that are marked as read."""
    return sorted(Reading.objects.of(assignment).values_list("paragraph__ordinal", flat=True))


def asked(assignment: Assignment) -> list[tuple[str, str]]:
    """Questions with the quotes they are about."""
    mine = Question.objects.of(assignment).order_by("asked_at")
    quotes = dict(Passage.objects.of(assignment).values_list("pk", "quote"))
    return [(question.text, quotes.get(question.passage, "")) for question in mine]


class Mouse:
    """A mouse that knows where words stand."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def at(self, ordinal: int, words: str, part: float = 0.3) -> Place:
        """A place in the first character of the words: 0 is its left edge, 1 its right one.

        Never its very middle: pressed there, Chromium's own selection begins anew with every move.
        """
        paragraph = self.page.locator(f"#p{ordinal} .sheet-text")
        text = paragraph.text_content() or ""
        start = len(text[: text.index(words)].encode("utf-16-le")) // 2
        x, y, width = paragraph.evaluate(BOX, start)
        return x + part * width, y

    def click(self, place: Place, count: int = 1) -> None:
        self.page.mouse.click(*place, click_count=count)

    def drag(self, start: Place, end: Place) -> None:
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
        self.page.mouse.move(*end, steps=3)
        self.page.mouse.up()

    @contextmanager
    def holding(self, key: str) -> Iterator[None]:
        self.page.keyboard.down(key)
        yield
        self.page.keyboard.up(key)

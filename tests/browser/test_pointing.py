"""What a mouse chooses on the annotate page is painted, and what is painted is stored."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from annotations.models import Passage
from tests.browser.hostile import CHINESE, FIRST, HOSTILE, LAST, hostile, sheet, work
from tests.browser.modules import asking

pytestmark = pytest.mark.screen

__all__ = ["hostile", "sheet", "work"]  # fixtures

Place = tuple[float, float]

BOX = """import { rangeOf } from "annotate/selection";

export function answer([css, start, end]) {
  const { x, y, width, height } = rangeOf(document.querySelector(css), start, end).getClientRects()[0];
  return [x, y + height / 2, width];
}
"""
PAINTED = """() => ["selection", "cursor"].flatMap((name) => [...(CSS.highlights.get(name) ?? [])].map(String))"""
SECTIONS = {FIRST: "#p3", HOSTILE: "#p4", LAST: "#p5", CHINESE: "#p6"}


class Hand:
    """A mouse that knows where words stand."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def at(self, text: str, words: str, part: float = 0.4) -> Place:
        """A place in the first character of the words: 0 is its left edge, 1 its right one.

        Not the very middle: from there Chromium drags no selection backwards, since no side is the nearer one.
        """
        start = text.index(words)
        x, y, width = self.page.evaluate(asking(BOX), [SECTIONS[text], start, start + 1])
        return x + part * width, y

    def margin(self, text: str) -> Place:
        """A place left of a paragraph's first line."""
        return self.page.locator(f"{SECTIONS[text]} .sheet-text").bounding_box()["x"] - 20, self.at(text, text[0])[1]

    def drag(self, start: Place, end: Place) -> None:
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
        self.page.mouse.move(*end, steps=3)
        self.page.mouse.up()

    def click(self, place: Place, count: int = 1) -> None:
        for number in range(1, count + 1):
            self.page.mouse.move(*place)
            self.page.mouse.down(click_count=number)
            self.page.mouse.up(click_count=number)

    def holding(self, key: str, act: Callable[[], None]) -> None:
        self.page.keyboard.down(key)
        act()
        self.page.keyboard.up(key)


def shift_click(hand: Hand, first: str, then: str) -> None:
    hand.click(hand.at(FIRST, first))
    hand.holding("Shift", lambda: hand.click(hand.at(FIRST, then)))


def exact_drag(hand: Hand, text: str, first: str, last: str) -> None:
    hand.holding("Alt", lambda: hand.drag(hand.at(text, first, 0.05), hand.at(text, last, 0.05)))


# What the hand does, and the words that are chosen by it: one text for each paragraph.
GESTURES: dict[str, tuple[Callable[[Hand], None], list[str]]] = {
    "click": (lambda hand: hand.click(hand.at(FIRST, "two")), ["It has two sentences."]),
    "click on an astral letter": (lambda hand: hand.click(hand.at(LAST, "𠮷")), [LAST]),
    "double click": (lambda hand: hand.click(hand.at(FIRST, "two"), 2), ["two"]),
    "double click on a hyphenated word": (lambda hand: hand.click(hand.at(HOSTILE, "igh-"), 2), ["high-standard"]),
    "double click on an apostrophe": (lambda hand: hand.click(hand.at(HOSTILE, "hina’s"), 2), ["China’s"]),
    "double click from right to left": (lambda hand: hand.click(hand.at(HOSTILE, "حبا"), 2), ["مرحبا"]),
    "triple click": (lambda hand: hand.click(hand.at(HOSTILE, "China"), 3), [HOSTILE.rstrip("\ufeff")]),
    "triple click in Chinese": (lambda hand: hand.click(hand.at(CHINESE, "开放"), 3), [CHINESE]),
    "drag inside words": (lambda hand: hand.drag(hand.at(FIRST, "irst"), hand.at(FIRST, "aph.")), ["first paragraph"]),
    "drag backwards": (lambda hand: hand.drag(hand.at(FIRST, "aph."), hand.at(FIRST, "irst")), ["first paragraph"]),
    "drag in Chinese": (lambda hand: hand.drag(hand.at(CHINESE, "外", 0.1), hand.at(CHINESE, "放", 0.1)), ["外开"]),
    "drag with Alt": (lambda hand: exact_drag(hand, FIRST, "irst", "aph."), ["irst paragr"]),
    "drag over emoji and flags": (lambda hand: exact_drag(hand, HOSTILE, "in ", ": Cafe"), [HOSTILE[1:16]]),
    "drag from the margin": (
        lambda hand: hand.drag(hand.margin(FIRST), hand.at(FIRST, "aph.")),
        ["The first paragraph"],
    ),
    "drag across paragraphs": (
        lambda hand: hand.drag(hand.at(FIRST, "ces."), hand.at(LAST, "fter")),
        ["sentences.", HOSTILE.rstrip("\ufeff"), "After"],
    ),
    "drag across paragraphs backwards": (
        lambda hand: hand.drag(hand.at(LAST, "fter"), hand.at(FIRST, "ces.")),
        ["sentences.", HOSTILE.rstrip("\ufeff"), "After"],
    ),
    "Shift+click after": (lambda hand: shift_click(hand, "paragraph", "has"), ["The first paragraph. It has"]),
    "Shift+click before": (lambda hand: shift_click(hand, "two", "paragraph"), ["paragraph. It has two sentences."]),
}


STORED = (
    "double click on an apostrophe",
    "drag over emoji and flags",
    "triple click",
    "drag across paragraphs backwards",
)


def test_what_is_chosen_is_painted(sheet: Page) -> None:
    painted = {}
    for gesture, (act, _words) in GESTURES.items():
        act(Hand(sheet))
        painted[gesture] = sheet.evaluate(PAINTED)
        assert sheet.evaluate("String(getSelection())") == ""
        sheet.keyboard.press("Escape")
    assert painted == {gesture: words for gesture, (_act, words) in GESTURES.items()}


@pytest.mark.parametrize("gesture", STORED)
def test_what_is_painted_is_stored(sheet: Page, gesture: str) -> None:
    act, words = GESTURES[gesture]
    act(Hand(sheet))
    with sheet.expect_response("**/operations"):
        sheet.keyboard.press("2")
    stored = Passage.objects.select_related("paragraph").order_by("paragraph__ordinal")
    assert [passage.quote for passage in stored] == words
    assert [passage.paragraph.text[passage.start : passage.end] for passage in stored] == words
    assert len({passage.group for passage in stored}) == 1

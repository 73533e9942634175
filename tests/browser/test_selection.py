"""What is chosen in Chromium is what the server stores: places in the text of the annotate page, counted both ways."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Assignment
from tests.annotations.people import tag
from tests.browser.hostile import FIRST, HOSTILE, LAST, PAIRS, TEXT, code_points, hostile, sheet, utf16, work
from tests.browser.modules import asking

pytestmark = pytest.mark.screen

__all__ = ["hostile", "sheet", "work"]  # fixtures

# Every script below knows the page's sections and the hostile one among them; it answers [text, start, end] of spans.
MODULE = """import { spansOf, rangeOf, textOf } from "annotate/selection";

export function answer(given) {
  const sections = [...document.querySelectorAll("[data-paragraph]")];
  const shown = (spans) => spans.map(({ section, start, end }) => [textOf(section).data, start, end]);
  const hostile = sections.find((section) => textOf(section).data === given.hostile);
  %s
}
"""
THERE_AND_BACK = """return given.pairs.map(([start, end]) => {
  const range = rangeOf(hostile, start, end);
  return [...shown(spansOf(range, sections)), range.toString()];
});"""
SELECTIONS = """const [node, selection] = [textOf(hostile), getSelection()];
return given.pairs.map(([anchor, focus]) => {
  selection.setBaseAndExtent(node, anchor, node, focus);
  return shown(spansOf(selection.getRangeAt(0), sections));
});"""
BETWEEN = """const place = ([css, offset]) => {
  const node = document.querySelector(css.replace(" text", ""));
  return [css.endsWith(" text") ? node.firstChild : node, offset];
};
const range = new Range();
range.setStart(...place(given.start));
range.setEnd(...place(given.end));
return shown(spansOf(range, sections));"""


def ask(sheet: Page, script: str, **given: Any) -> Any:
    return sheet.evaluate(asking(MODULE % script), {"hostile": HOSTILE, **given})


def test_every_pair_of_places_comes_back_from_a_range(sheet: Page) -> None:
    answers = ask(sheet, THERE_AND_BACK, pairs=PAIRS)
    assert len(answers) == 4560
    assert answers == [[[HOSTILE, start, end], HOSTILE[start:end]] for start, end in PAIRS]


@pytest.mark.parametrize("is_backwards", [False, True], ids=["forwards", "backwards"])
def test_every_selection_holds_the_characters_it_touches(sheet: Page, is_backwards: bool) -> None:
    """Every pair of UTF-16 units: also those that cut a surrogate pair in two."""
    length = utf16(HOSTILE)
    pairs = [(start, end) for start in range(length + 1) for end in range(start + 1, length + 1)]
    answers = ask(sheet, SELECTIONS, pairs=[pair[::-1] for pair in pairs] if is_backwards else pairs)
    assert answers == [[[HOSTILE, *code_points(HOSTILE, start, end)]] for start, end in pairs]


WHOLE = WHOLE_TITLE, WHOLE_BYLINE, WHOLE_FIRST, WHOLE_HOSTILE, WHOLE_LAST = [
    [text, 0, len(text)] for text in TEXT.split("\n\n")[:5]
]
# Where a range begins and ends, as [selector of a node or " text" of its text node, offset], and what it covers.
CLAMPED = {
    "from the margin to the tags below": (("#p4 .sheet-ordinal text", 0), ("#p4 .chips", 0), [WHOLE_HOSTILE]),
    "from the margin into the words": (("#p4 .sheet-ordinal", 0), ("#p4 .sheet-text text", 4), [[HOSTILE, 0, 4]]),
    "from the tags above to those below": (("#p3 .chips", 0), ("#p4 .chips", 0), [WHOLE_HOSTILE]),
    "to the beginning of the next block": (("#p3 .sheet-text text", 4), ("#p4", 0), [[FIRST, 4, len(FIRST)]]),
    "to the first place of the next text": (("#p3 .sheet-text text", 0), ("#p4 .sheet-text text", 0), [WHOLE_FIRST]),
    "from the last place of a text": (("#p3 .sheet-text text", len(FIRST)), ("#p4 .sheet-text", 1), [WHOLE_HOSTILE]),
    "across three paragraphs": (
        ("#p3 .sheet-text text", 4),
        ("#p5 .sheet-text text", utf16(LAST[:30])),
        [[FIRST, 4, len(FIRST)], WHOLE_HOSTILE, [LAST, 0, 30]],
    ),
    "all sections from the first": (("[data-sheet]", 0), ("#p5 .chips", 0), WHOLE),
    "in the margin alone": (("#p4 .sheet-ordinal text", 0), ("#p4 .sheet-ordinal text", 1), []),
    "nothing": (("#p4 .sheet-text text", 7), ("#p4 .sheet-text text", 7), []),
    "before the text": (("body", 0), ("[data-sheet]", 0), []),
}


def test_ranges_are_clamped_to_the_words(work: Assignment, sheet: Page) -> None:
    for words in (FIRST, HOSTILE, LAST):
        tag(work, words, "trade")  # a paragraph without tags has no list of them
    sheet.reload()
    expect(sheet.locator("#p5 .chips")).to_be_visible()
    found = {case: ask(sheet, BETWEEN, start=start, end=end) for case, (start, end, _words) in CLAMPED.items()}
    assert found == {case: spans for case, (_start, _end, spans) in CLAMPED.items()}

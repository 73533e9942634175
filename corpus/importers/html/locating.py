"""Where on a page the article stands: the innermost element that holds almost all of its prose.

What is prose is asked of the lines themselves and of trafilatura, which knows many sites; the elements decide the rest.
"""

import re
from collections import Counter
from collections.abc import Sequence

import trafilatura
from lxml.html import HtmlElement

from corpus.importers.html import marks
from corpus.importers.html.walking import Line
from corpus.rules.shapes import ends_sentence, is_mostly_han

LONG, LONG_HAN = 80, 30  # characters of a line that is surely prose
MOST_LINKED = 0.4
SHARE = 0.9  # of the prose that the element must hold
LARGEST, MOST_LINES = 2_000_000, 3_000  # of a source that trafilatura is asked about; characters
LARGEST_LINE = 50_000


def squeezed(text: str) -> str:
    return re.sub(r"[\s\W]+", "", text)


def known_to_trafilatura(source: str, lines: Sequence[Line]) -> str:
    """What it takes for the article, without white space; "" where it finds none, or would be long about it."""
    if len(source) > LARGEST or len(lines) > MOST_LINES or any(len(line.text) > LARGEST_LINE for line in lines):
        return ""
    found = trafilatura.bare_extraction(source, include_comments=False, with_metadata=False)
    return squeezed(str(getattr(found, "text", None) or ""))


def prose(lines: Sequence[Line], known: str) -> list[int]:
    """The numbers of the lines of running text; where trafilatura knows at least half of it, only what it knows."""
    aside = _small_asides(lines)
    found = [
        number
        for number, line in enumerate(lines)
        if _is_prose(line) and aside.isdisjoint((line.element, *line.element.iterancestors()))
    ]
    agreed = [number for number in found if squeezed(lines[number].text) in known]
    return agreed if _size(lines, agreed) >= _size(lines, found) / 2 else found


def container(lines: Sequence[Line], numbers: Sequence[int], root: HtmlElement) -> HtmlElement:
    """The innermost element with SHARE of the prose; the whole page when there is no prose."""
    held = _held([lines[number] for number in numbers])
    enough = SHARE * _size(lines, numbers)
    candidates = [each for each, n in held.items() if n >= enough]
    return max(candidates, key=lambda each: sum(1 for _each in each.iterancestors()), default=root)


def _size(lines: Sequence[Line], numbers: Sequence[int]) -> int:
    return sum(len(lines[number].text) for number in numbers)


def _is_prose(line: Line) -> bool:
    is_long = len(line.text) >= (LONG_HAN if is_mostly_han(line.text[:500]) else LONG)
    return is_long and ends_sentence(line.text) and line.linked <= MOST_LINKED and line.element.tag != "a"


def _small_asides(lines: Sequence[Line]) -> set[HtmlElement]:
    """The elements that are for something else, but those that hold much of the page's text, comments left aside."""
    held = {element: n for element, n in _held(lines).items() if marks.aside(element)}
    size = sum(len(line.text) for line in lines)
    comments = {element for element, n in held.items() if n < SHARE * size and marks.aside(element) == marks.COMMENTS}
    most = sum(len(line.text) for line in lines if comments.isdisjoint(line.element.iterancestors())) / 3
    return comments | {element for element, n in held.items() if n < most}


def _held(lines: Sequence[Line]) -> Counter[HtmlElement]:
    """How many characters of the lines each element holds."""
    held: Counter[HtmlElement] = Counter()
    for line in lines:
        for each in (line.element, *line.element.iterancestors()):
            held[each] += len(line.text)
    return held

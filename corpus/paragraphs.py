"""Cuts a text into paragraphs: slices of it, outer white space left out, otherwise unaltered.

Blank lines always separate paragraphs. Without a blank line between them, two lines are two paragraphs, unless the text
is hard-wrapped (see `is_hard_wrapped`): then a line that was full goes on in the next one. A line that begins like a
list item, or is indented deeper than the one before, always begins a paragraph. Lines end in LF.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

WRAP_WIDTHS = range(40, 121)
ENOUGH_BREAKS = 3
SHARE_OF_FULL_LINES = 0.7

_FIRST_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]|[^\s\u3400-\u9fff]+")
_BEGINS_PARAGRAPH = re.compile(r"[-–—•·*●▪]\s|\(?(\d{1,3}|[a-z]|[ivx]+)[.)、]\s|[A-Z][^\s:]*( [a-z]+)?: ")


class Line(NamedTuple):
    """One line with anything visible in it: its interval in the text without outer white space, and its indent."""

    start: int
    end: int
    indent: int
    text: str
    follows_blank: bool


def split(text: str) -> list[tuple[int, int]]:
    """The paragraphs as half-open intervals of Unicode code points, in order, never empty, never overlapping."""
    lines = list(_lines(text))
    joins = _full_lines(lines) if is_hard_wrapped(lines) else set()
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if number - 1 in joins:
            found[-1] = (found[-1][0], line.end)
        else:
            found.append((line.start, line.end))
    return found


def is_hard_wrapped(lines: list[Line]) -> bool:
    """Whether somebody's program broke the lines: no line is long, and most lines inside a block have no room left."""
    width = max((len(line.text) for line in lines), default=0)
    if width not in WRAP_WIDTHS:
        return False
    breaks = [number for number in range(len(lines) - 1) if _may_join(lines[number], lines[number + 1])]
    full = _full_lines(lines)
    return len(breaks) >= ENOUGH_BREAKS and len(full) >= SHARE_OF_FULL_LINES * len(breaks)


def _lines(text: str) -> Iterator[Line]:
    start, follows_blank = 0, True
    for raw in text.split("\n"):
        if is_blank(raw):
            follows_blank = True
        else:
            shown = raw.strip()
            indent = 0 if shown is raw else len(raw) - len(raw.lstrip())
            yield Line(start + indent, start + indent + len(shown), indent, shown, follows_blank)
            follows_blank = False
        start += len(raw) + 1


def is_blank(text: str) -> bool:
    """Nothing to see: white space and invisible format characters (zero-width, byte order mark) only."""
    if text[:1].isalnum():
        return False
    return all(character.isspace() or unicodedata.category(character) == "Cf" for character in text)


def _full_lines(lines: list[Line]) -> set[int]:
    """The numbers of lines into which the first word of the next line, in the same paragraph, would not have fitted."""
    width = max((len(line.text) for line in lines), default=0)
    full = set()
    for number, (line, after) in enumerate(pairwise(lines)):
        word = _FIRST_WORD.match(after.text)
        if _may_join(line, after) and word and len(line.text) + 1 + len(word[0]) > width:
            full.add(number)
    return full


def _may_join(line: Line, after: Line) -> bool:
    is_deeper = after.indent > line.indent
    return not (after.follows_blank or is_deeper or _BEGINS_PARAGRAPH.match(after.text))

"""Paragraphs of a column's lines: told by gaps, indents, short last lines, hanging marks, size and weight."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.importers.pdf.rows import Line

APART = 0.22  # of the size: how much wider than usual the gap between two paragraphs is
INDENT = 0.7  # of the size: a first line that begins so much further right
LARGER = 1.12  # times the size of the text: a heading
SMALLER = 0.93  # times the size of the text: a footnote
DIVIDED = re.compile("[^\\W\\d_][-\u2010\u00ad]$")
BULLET = re.compile(r"[•◦▪▫●○■□◆‣⁃·\uf0b7\uf0a7\uf0d8]\s*\S")
NUMBERED = re.compile(
    r"(?:[(（]?\d{1,2}[.)）、]|[(（]?[a-z][.)）]|[(（][一二三四五六七八九十]{1,3}[)）]|[①-⑳]|[–—*-])\s?\S"
)


@dataclass(frozen=True)
class Setting:
    """How a document is set: the size of its text, the step from line to line for each size, its weight."""

    size: float
    steps: dict[float, float]
    is_bold: bool

    def is_heading(self, line: Line) -> bool:
        return line.size > LARGER * self.size or (line.is_bold and not self.is_bold)

    def step(self, size: float) -> float:
        return self.steps.get(round(size, 1), 1.3 * size)


def setting(columns: Iterable[Sequence[Line]]) -> Setting:
    """Measured over all of a document, by characters."""
    sizes: Counter[float] = Counter()
    weights: Counter[bool] = Counter()
    steps: dict[float, list[float]] = {}
    for column in columns:
        for line in column:
            sizes[line.size] += len(line.text)
            weights[line.is_bold] += len(line.text)
        for above, below in pairwise(column):
            if above.size == below.size and 0.8 < (above.y - below.y) / below.size < 2.6:
                steps.setdefault(round(below.size, 1), []).append(round(above.y - below.y, 1))
    usual = sizes.most_common(1)[0][0] if sizes else 10.0
    return Setting(usual, {size: _step(each) for size, each in steps.items()}, weights[True] > weights[False])


def _step(steps: list[float]) -> float:
    """The usual one; of few, the smallest."""
    return median(steps) if len(steps) > 8 else min(steps)


def cut(column: Sequence[Line], how: Setting) -> list[list[Line]]:
    """The lines of each paragraph; each row of a table is one by itself."""
    paragraphs: list[list[Line]] = []
    rights = _rights(column, how)
    for number, line in enumerate(column):
        if number and not _begins(paragraphs[-1], line, rights[number - 1], how):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def is_full(line: Line, right: float, following: str) -> bool:
    """Whether the next word would not have fitted behind a line, or the line ends within a word."""
    if DIVIDED.search(line.text):
        return True
    word = re.match(r"[\u2e80-\u9fff\uff00-\uffef]{1,2}|\S+", following)
    n_characters = len(word.group()) if word else 1
    width = (line.x1 - line.x0) / max(1, len(line.text))
    return right - line.x1 < (n_characters + 1) * width


def _begins(paragraph: list[Line], line: Line, right: float, how: Setting) -> bool:
    above = paragraph[-1]
    step = above.y - line.y
    if above.cells or line.cells or abs(line.size - above.size) > 0.08 * above.size:
        return True
    if not 0 < step <= how.step(line.size) + APART * line.size:
        return not (how.is_heading(line) and how.is_heading(above) and 0 < step < 1.7 * line.size)
    if how.is_heading(line) and how.is_heading(above):
        return bool(NUMBERED.match(line.text)) and line.x0 <= above.x0 + 1 and not is_full(above, right, line.text)
    if line.is_bold != above.is_bold and not is_full(above, right, line.text):
        return True
    return _is_marked(paragraph, line) or _is_indented(paragraph, line) or _is_after_the_end(above, line, right)


def _is_marked(paragraph: list[Line], line: Line) -> bool:
    above = paragraph[-1]
    if BULLET.match(line.text):
        return True
    return bool(NUMBERED.match(line.text)) and abs(line.x0 - paragraph[0].x0) < 2 and _hangs(paragraph, above)


def _hangs(paragraph: list[Line], above: Line) -> bool:
    """A list of which the items hang, or have one line each."""
    is_item = bool(NUMBERED.match(paragraph[0].text))
    return (is_item and (above is paragraph[0] or above.x0 > paragraph[0].x0 + 2)) or above.text[-1:] in tuple(
        ".。;；:："
    )


def _is_indented(paragraph: list[Line], line: Line) -> bool:
    """Further right than the line above, or further left than one that hung."""
    above, least = paragraph[-1], INDENT * line.size
    is_item = bool(BULLET.match(paragraph[0].text) or NUMBERED.match(paragraph[0].text))
    if _are_centred(above, line):
        return False
    if line.x0 > above.x0 + least:
        return not (is_item and above is paragraph[0])
    return line.x0 < above.x0 - least and len(paragraph) > 1


def _are_centred(above: Line, line: Line) -> bool:
    is_one_middle = abs(above.x0 + above.x1 - line.x0 - line.x1) < 4
    return is_one_middle and abs(above.x0 - line.x0) > 4


def _is_after_the_end(above: Line, line: Line, right: float) -> bool:
    return not _are_centred(above, line) and not is_full(above, right, line.text)


def _rights(column: Sequence[Line], how: Setting) -> list[float]:
    """Where the lines around each one end: those of its size between two gaps, or of the column when they are few."""
    runs: list[list[Line]] = []
    for line in column:
        last = runs[-1][-1] if runs else None
        if last and last.size == line.size and 0 < last.y - line.y <= how.step(line.size) + APART * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    widest = max((line.x1 for line in column if line.size <= LARGER * how.size), default=0)
    return [
        max(each.x1 for each in run) if len(run) > 2 or run[0].size > LARGER * how.size else max(widest, run[0].x1)
        for run in runs
        for _line in run
    ]

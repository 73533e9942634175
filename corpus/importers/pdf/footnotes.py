"""Footnotes: small lines at the foot of a column that begin with a number or a sign."""

import re
from collections.abc import Sequence

from corpus.importers.pdf.paragraphs import SMALLER, Setting
from corpus.importers.pdf.rows import Line

MARK = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})(?=\D)|([*†‡§¶]+)|([①-⑳]))")


def first_of(column: Sequence[Line], how: Setting, has_before: bool) -> int:
    """The number of a column's first line that belongs to its footnotes; as many as there are lines when none does.

    `has_before` tells that the page before had notes, which may go on here without a mark.
    """
    first = len(column)
    while first and column[first - 1].size < SMALLER * how.size and not column[first - 1].cells:
        first -= 1
    marked = [number for number in range(first, len(column)) if mark(column[number])]
    if first == len(column) or not (marked or (has_before and first)):
        return len(column)
    return first if has_before else marked[0]


def cut(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each note."""
    notes: list[list[Line]] = []
    for line in lines:
        if not notes or _is_next(notes[-1], line):
            notes.append([line])
        else:
            notes[-1].append(line)
    return notes


def mark(line: Line) -> str:
    """The number or sign that a line begins with, "" when there is none."""
    match = MARK.match(line.text)
    return next((group for group in match.groups() if group), "") if match else ""


def _is_next(note: list[Line], line: Line) -> bool:
    """Begins with the number after the note's own, or with a sign."""
    own, found = mark(note[0]), mark(line)
    if not found:
        return False
    is_raised = bool(line.raised and line.raised[0][0] == 0)
    return is_raised or not (own.isdigit() and found.isdigit()) or int(found) == int(own) + 1

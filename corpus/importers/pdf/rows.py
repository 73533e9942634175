"""Lines of a column, and rows of its tables: what stands on one base line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from corpus.importers.pdf.segments import SPACE, Segment

CELLS_APART = 1.0  # of the size: the gap between two cells of a table
ALIGNED = 3.0  # points by which edges of cells in one column may differ
WRAPPED = 0.85  # of the usual step between rows: a smaller step goes on inside the cells
MARK = re.compile(
    r"(?:[•◦▪▫●○■□◆‣⁃·*–—\-\uf0b7\uf0a7\uf0d8]|[(（\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[.)）\]、.:]?)"
)


@dataclass(slots=True)
class Line:
    """One line of a column; `cells` are the texts of a table's row, and where each begins and ends."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool
    page: int
    raised: list[tuple[int, int]] = field(default_factory=list)
    cells: list[tuple[str, float, float]] = field(default_factory=list)


def lines(region: Sequence[Segment]) -> list[Line]:
    """From top to bottom; rows of tables keep their cells, all others are one text."""
    rows = [_line(row) for row in _rows(region)]
    is_row = _in_tables(rows)
    for line, of_table in zip(rows, is_row, strict=True):
        line.cells = line.cells if of_table else []
    return _unwrapped(rows)


def _rows(region: Sequence[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for segment in sorted(region, key=lambda each: -each.y):
        if rows and rows[-1][0].y - segment.y < 0.45 * min(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda each: each.x0) for row in rows]


def _line(row: list[Segment]) -> Line:
    first = max(row, key=lambda each: each.size)
    line = Line("", row[0].x0, row[0].x1, first.y, first.size, all(each.is_bold for each in row), first.page)
    for segment in row:
        _append(line, segment)
    return line


def _append(line: Line, segment: Segment) -> None:
    gap = (segment.x0 - line.x1) / line.size if line.text else 0
    if gap > SPACE:
        line.text += " "
    is_raised = segment.size < 0.85 * line.size and segment.y - line.y > 0.15 * line.size
    slices = [(0, len(segment.text))] if is_raised else segment.raised
    line.raised += [(start + len(line.text), end + len(line.text)) for start, end in slices]
    line.text += segment.text
    line.x1 = max(line.x1, segment.x1)
    if line.cells and gap < CELLS_APART:
        text, x0, _x1 = line.cells[-1]
        line.cells[-1] = (f"{text}{' ' if gap > SPACE else ''}{segment.text}", x0, segment.x1)
    else:
        line.cells.append((segment.text, segment.x0, segment.x1))


def _in_tables(rows: list[Line]) -> list[bool]:
    """Whether each line is a row: of two cells or more, like the row above or below it; a wrapped cell is one, too."""
    alike = [_are_alike(above, below) for above, below in pairwise(rows)]
    of_table = [above or below for above, below in zip([False, *alike], [*alike, False], strict=True)][: len(rows)]
    for number in range(1, len(rows) - 1):
        if not of_table[number] and of_table[number - 1] and _is_wrapped(rows[number - 1], rows[number]):
            of_table[number] = True
    return of_table


def _are_alike(one: Line, other: Line) -> bool:
    if not (_has_cells(one) and _has_cells(other)) or abs(one.y - other.y) > 4 * one.size:
        return False
    return any(_are_aligned(a, b) for a in one.cells[1:] for b in other.cells[1:])


def _has_cells(line: Line) -> bool:
    return len(line.cells) > (2 if MARK.fullmatch(line.cells[0][0]) and not line.cells[0][0].isdigit() else 1)


def _are_aligned(one: tuple[str, float, float], other: tuple[str, float, float]) -> bool:
    middle = abs(one[1] + one[2] - other[1] - other[2]) / 2
    return min(abs(one[1] - other[1]), abs(one[2] - other[2]), middle) < ALIGNED


def _is_wrapped(above: Line, line: Line) -> bool:
    """Below a row, close to it, each piece in one of its columns."""
    is_close = 0 < above.y - line.y < 1.5 * line.size
    return is_close and all(any(abs(x0 - cell[1]) < ALIGNED for cell in above.cells) for _text, x0, _x1 in line.cells)


def _unwrapped(rows: list[Line]) -> list[Line]:
    """Rows of tables with the cells that go on below put together."""
    steps = [above.y - below.y for above, below in pairwise(rows) if len(above.cells) > 1 and len(below.cells) > 1]
    usual = median(steps) if steps else 0
    kept: list[Line] = []
    last_y = 0.0
    for line in rows:
        goes_on = kept and kept[-1].cells and line.cells and 0 < last_y - line.y < WRAPPED * usual
        last_y = line.y
        if goes_on and _is_wrapped_in(kept[-1], line):
            _wrap(kept[-1], line)
        else:
            kept.append(line)
    return kept


def _is_wrapped_in(row: Line, line: Line) -> bool:
    return len(line.cells) < len(row.cells) and _is_wrapped(
        Line("", 0, 0, line.y + 1, 0, False, 0, [], row.cells), line
    )


def _wrap(row: Line, line: Line) -> None:
    for text, x0, x1 in line.cells:
        number = min(range(len(row.cells)), key=lambda each: abs(row.cells[each][1] - x0))
        above = row.cells[number]
        row.cells[number] = (f"{above[0]} {text}", above[1], max(above[2], x1))

"""Pieces of lines: characters that stand beside each other on one base line, with spaces where there are gaps."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.importers.pdf.glyphs import Glyph

WIDEST = 1.5  # of the size: a wider gap begins another piece
SPACE = 0.2  # of the size: a gap that is a space, told or not
SPACE_MIXED = 0.24  # between Chinese and other letters, which many programs set a little apart
SPACE_HAN = 0.8  # between two Chinese characters, which are set apart to fill a line
RAISED = 0.15  # of the size: how far above the base line a small character is raised
HAN = re.compile(
    "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U000323af]"
)


@dataclass(slots=True)
class Segment:
    """A piece of a line from x0 to x1 on base line y, in points, y upwards; `raised` are slices of the text."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool
    page: int = 0
    raised: list[tuple[int, int]] = field(default_factory=list)

    @property
    def width(self) -> float:
        return self.x1 - self.x0


def cut(glyphs: Iterable[Glyph], page: int) -> list[Segment]:
    """The segments of a page in the order of its file."""
    segments: list[Segment] = []
    held: list[Glyph] = []
    for glyph in glyphs:
        if held and not _continues(held, glyph):
            segments.append(_segment(held, page))
            held = []
        held.append(glyph)
    return segments + ([_segment(held, page)] if held else [])


def _continues(held: list[Glyph], glyph: Glyph) -> bool:
    """Beside the last one, and on its line or raised above it."""
    last = held[-1]
    size = max(last.size, glyph.size)
    is_beside = -0.5 * size < glyph.x0 - last.x1 < WIDEST * size and glyph.x0 > last.x0 - 0.2 * size
    return is_beside and abs(glyph.y - last.y) < (0.1 if glyph.size == last.size else 0.6) * size


def _segment(glyphs: list[Glyph], page: int) -> Segment:
    size = max(glyph.size for glyph in glyphs)
    y = next(glyph.y for glyph in glyphs if glyph.size == size)
    text, raised = "", []
    last: Glyph | None = None
    for glyph in glyphs:
        if last and _is_apart(last, glyph):
            text += " "
        if glyph.size < 0.85 * size and glyph.y - y > RAISED * size:
            raised.append((len(text), len(text) + len(glyph.text)))
        text += glyph.text
        last = glyph
    n_bold = sum(glyph.is_bold for glyph in glyphs)
    x1 = max(glyph.x1 for glyph in glyphs)
    return Segment(text, glyphs[0].x0, x1, y, size, 2 * n_bold > len(glyphs), page, _merged(raised))


def _is_apart(last: Glyph, glyph: Glyph) -> bool:
    gap = (glyph.x0 - last.x1) / max(last.size, glyph.size)
    n_han = bool(HAN.match(last.text[-1])) + bool(HAN.match(glyph.text[0]))
    if n_han:
        is_mark = n_han == 1 and last.size < 0.85 * glyph.size  # a raised number
        return glyph.after_space or (not is_mark and gap > (SPACE_MIXED if n_han == 1 else SPACE_HAN))
    return glyph.after_gap or gap > SPACE


def _merged(slices: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in slices:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged

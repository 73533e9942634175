"""A paragraph cut into segments for `<mark>` (pure): where passages or sentences begin and end, the text is cut.

All offsets are half-open Unicode code points. The segments' texts, joined, are the paragraph's text exactly.
"""

import uuid
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.text.lanes import assign_lanes, in_painting_order

# A deeper lane would run into the next line; chips still name those passages.
PAINTED_LANES = 4


@dataclass(frozen=True)
class Mark:
    """One passage as it is painted: `hue` 1 to 8 is its theme group's, `code` names its themes (`OPEN TRD~`)."""

    id: uuid.UUID
    start: int
    end: int
    hue: int
    code: str
    is_unsure: bool = False


@dataclass(frozen=True)
class Layer:
    """One passage over one segment; `lane` counts from 1, the line nearest to the words."""

    lane: int
    mark: Mark


@dataclass(frozen=True)
class Segment:
    """A stretch over which the same passages lie. `opens` is the number (from 1) of the sentence it begins, else 0."""

    start: int
    end: int
    text: str
    opens: int
    layers: tuple[Layer, ...]

    @property
    def painted(self) -> list[Layer]:
        """The layers that get an underline, the outermost lane last."""
        return [layer for layer in self.layers if layer.lane <= PAINTED_LANES]

    @property
    def hue(self) -> int:
        """The tint: one for the whole segment, however many passages overlap, so that text stays readable."""
        return self.layers[0].mark.hue if self.layers else 0

    @property
    def codes(self) -> str:
        """The codes of the passages that end with this segment, in the order of their lanes."""
        return " ".join(layer.mark.code for layer in self.layers if layer.mark.end == self.end)


def cut(text: str, marks: Sequence[Mark], sentences: Sequence[Sequence[int]] = ()) -> list[Segment]:
    """The segments of a paragraph in reading order; none is empty. Marks reaching beyond the text are clipped."""
    lanes = assign_lanes(marks)
    layers = [Layer(lanes[mark.id] + 1, mark) for mark in in_painting_order(marks)]
    opens = {first: number for number, (first, _last) in enumerate(sentences, start=1)}
    cuts = sorted(_cuts(len(text), marks, sentences))
    over = _layers_by_piece(cuts, layers)
    return [
        Segment(start, end, text[start:end], opens.get(start, 0), tuple(found))
        for start, end, found in zip(cuts, cuts[1:], over, strict=False)
    ]


def _cuts(length: int, marks: Sequence[Mark], sentences: Sequence[Sequence[int]]) -> set[int]:
    places = {0, length}
    places.update(place for mark in marks for place in (mark.start, mark.end))
    places.update(place for sentence in sentences for place in sentence)
    return {place for place in places if 0 <= place <= length}


def _layers_by_piece(cuts: list[int], layers: list[Layer]) -> list[list[Layer]]:
    """For each piece between two cuts, the layers over it by lane."""
    pieces: list[list[Layer]] = [[] for _ in cuts[1:]]
    for layer in layers:
        first = bisect_right(cuts, layer.mark.start) - 1
        last = bisect_right(cuts, layer.mark.end) - 1
        for piece in pieces[max(first, 0) : last]:
            piece.append(layer)
    for piece in pieces:
        piece.sort(key=lambda layer: layer.lane)
    return pieces

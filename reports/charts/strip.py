"""A position strip: where in a text things stand, from its beginning at the left to its end at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.base import MARGIN, ROW, Chart, named_column
from reports.charts.shapes import Box, Line, Shape, Text, fitted, width_of


@dataclass(frozen=True)
class Lane:
    """`spans` are half-open, in the unit of the strip's length, and do not overlap; `text` stands at the end."""

    label: str
    spans: Sequence[tuple[int, int]]
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Strip(Chart):
    """`rules` are places with a name (paragraph numbers); they are named where there is room."""

    length: int
    lanes: Sequence[Lane]
    rules: Sequence[tuple[int, str]] = ()

    def body(self) -> tuple[list[Shape], float]:
        column = named_column([lane.label for lane in self.lanes], 220)
        start = MARGIN + column + 8
        end = self.width - MARGIN - max((width_of(lane.text) for lane in self.lanes), default=0) - 8
        scale = (end - start) / max(self.length, 1)
        bottom = ROW * len(self.lanes)
        shapes: list[Shape] = []
        for number in range(len(self.lanes)):
            shapes.append(Box(start, number * ROW + 4, end - start, ROW - 8, "chart-lane"))
        shapes += self._rules(start, scale, bottom)
        for number, lane in enumerate(self.lanes):
            y = number * ROW
            for low, high in lane.spans:
                wide = max((high - low) * scale, 1.5)
                shapes.append(Box(round(start + low * scale, 1), y + 4, round(wide, 1), ROW - 8, "chart-bar"))
            shapes.append(Text(start - 8, y + 16, fitted(lane.label, column), anchor="end"))
            shapes.append(Text(end + 8, y + 16, lane.text, "chart-figure"))
        return shapes, bottom + 20

    def _rules(self, start: float, scale: float, bottom: float) -> list[Shape]:
        """A line at each place, its name below where the one before leaves room."""
        found: list[Shape] = []
        last = -1000.0
        for place, name in self.rules:
            x = round(start + place * scale, 1)
            found.append(Line(x, 0, x, bottom, "chart-grid"))
            if x - last > width_of(name, 11) + 10:
                found.append(Text(x, bottom + 14, name, "chart-note", "middle"))
                last = x
        return found

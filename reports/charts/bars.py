"""Bars: one length a row, with its number at the end; readable without colour and without the axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.base import MARGIN, ROW, Axis, Chart, named_column
from reports.charts.shapes import Box, Line, Shape, Text, fitted, width_of


@dataclass(frozen=True)
class Bar:
    """`value` None is missing: no bar, only what `text` says."""

    label: str
    value: float | None
    text: str


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    bars: Sequence[Bar]

    def body(self) -> tuple[list[Shape], float]:
        column = named_column([bar.label for bar in self.bars])
        start = MARGIN + column + 8
        room = max((width_of(bar.text) for bar in self.bars), default=0) + 8
        end = self.width - MARGIN - room
        axis = Axis(0, max((bar.value or 0 for bar in self.bars), default=1) or 1, str)
        shapes: list[Shape] = []
        for row, bar in enumerate(self.bars):
            y = row * ROW
            long = axis.place(bar.value, 0, end - start) if bar.value else 0
            shapes.append(Text(start - 8, y + 16, fitted(bar.label, column), anchor="end"))
            if long:
                shapes.append(Box(start, y + 4, long, ROW - 8, "chart-bar"))
            shapes.append(Text(start + long + 6, y + 16, bar.text, "chart-figure"))
        height = ROW * len(self.bars)
        return [*shapes, Line(start, 0, start, height, "chart-axis")], height

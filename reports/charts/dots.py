"""Dots with intervals: one row a thing, one dot (and line from low to high) a series, each with its own mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.base import MARGIN, ROW, Axis, Chart, named_column
from reports.charts.legend import legend
from reports.charts.shapes import Line, Shape, Text, fitted, mark, width_of


@dataclass(frozen=True)
class Dot:
    """A figure with its interval, which may be missing; None in a row is a figure that there is not."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Row:
    """`dots`: one a series; `text` says the figures at the end of the row, also why there are none."""

    label: str
    dots: Sequence[Dot | None]
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Dots(Chart):
    """`rules` are values that mean something, each with its name, drawn as lines from top to bottom."""

    rows: Sequence[Row]
    axis: Axis
    series: Sequence[str] = ()
    rules: Sequence[tuple[float, str]] = ()

    def body(self) -> tuple[list[Shape], float]:
        column = named_column([row.label for row in self.rows], 240)
        start = MARGIN + column + 8
        room = max((width_of(row.text) for row in self.rows), default=0)
        end = self.width - MARGIN - (room + 12 if room else 0)
        shapes, top = legend(self.series, MARGIN, self.width - MARGIN)
        step = ROW + 8 * max(len(self.series) - 1, 0)
        bottom = top + 20 + step * len(self.rows)
        shapes += self._scale(start, end, top + 20, bottom)
        for number, row in enumerate(self.rows):
            middle = top + 20 + step * number + step / 2
            shapes += self._row(row, middle, start, end)
            shapes.append(Text(start - 8, middle + 4, fitted(row.label, column), anchor="end"))
            shapes.append(Text(end + 12, middle + 4, row.text, "chart-figure"))
        return shapes, bottom + (40 if self.axis.title else 24)

    def _row(self, row: Row, middle: float, start: float, end: float) -> list[Shape]:
        found: list[Shape] = []
        for place, dot in enumerate(row.dots):
            if dot is None:
                continue
            y = middle + 10 * (place - (len(row.dots) - 1) / 2)
            if dot.low is not None and dot.high is not None:
                low, high = (self.axis.place(value, start, end) for value in (dot.low, dot.high))
                found += [Line(low, y, high, y, f"chart-interval chart-series-{place % 6}")]
                found += [Line(x, y - 4, x, y + 4, f"chart-interval chart-series-{place % 6}") for x in (low, high)]
            x = self.axis.place(dot.value, start, end)
            found.append(mark(place, x, y, f"chart-mark chart-series-{place % 6}"))
        return found

    def _scale(self, start: float, end: float, top: float, bottom: float) -> list[Shape]:
        found: list[Shape] = []
        for value in self.axis.ticks:
            x = self.axis.place(value, start, end)
            found.append(Line(x, top, x, bottom, "chart-grid"))
            found.append(Text(x, bottom + 16, self.axis.write(value), "chart-note", "middle"))
        for value, name in self.rules:
            x = self.axis.place(value, start, end)
            found.append(Line(x, top - 4, x, bottom, "chart-rule"))
            found.append(Text(x, top - 8, name, "chart-note", "middle"))
        if self.axis.title:
            found.append(Text((start + end) / 2, bottom + 34, self.axis.title, "chart-note", "middle"))
        return found

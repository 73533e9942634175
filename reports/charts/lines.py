"""Lines over years or months: each series has its own mark, dashes and name, and its intervals where there are any."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reports.charts.base import MARGIN, Axis, Chart
from reports.charts.dots import Dot
from reports.charts.legend import legend
from reports.charts.shapes import Line, Path, Shape, Text, mark, width_of

PLOT = 300  # pixels from the top of the scale to its bottom
LABEL = 15  # pixels from one turned label to the next
MARKED = 60  # places of which each has its mark; of more only some, or marks would hide each other


@dataclass(frozen=True)
class Series:
    """`dots`: one a label of the chart, None where there is no figure: there the line is interrupted."""

    name: str
    dots: Sequence[Dot | None]


@dataclass(frozen=True, kw_only=True)
class Lines(Chart):
    labels: Sequence[str]
    series: Sequence[Series]
    axis: Axis

    def body(self) -> tuple[list[Shape], float]:
        shapes, top = legend([each.name for each in self.series], MARGIN, self.width - MARGIN)
        room = max((width_of(self.axis.write(value), 11) for value in self.axis.ticks), default=0)
        start, end = MARGIN + room + 8, self.width - MARGIN
        top += 8 if not self.axis.title else 22
        shapes += self._scale(start, end, top)
        for number, series in enumerate(self.series):
            shapes += self._line(number, series, start, end, top)
        return shapes, top + PLOT + self._foot

    @property
    def _turned(self) -> bool:
        """Whether the labels below are too wide to stand side by side."""
        return sum(width_of(label, 11) + 8 for label in self.labels) > self.width - 100

    @property
    def _foot(self) -> float:
        return 14 + max((width_of(label, 11) for label in self.labels), default=0) if self._turned else 24

    @property
    def _every(self) -> int:
        """Each how manieth label is written, so that those which are turned have a line's height of room."""
        room = (self.width - 100) / max(len(self.labels), 1)
        return max(1, ceil(LABEL / room)) if self._turned else 1

    def _x(self, place: int, start: float, end: float) -> float:
        return round(start + (place + 0.5) * (end - start) / max(len(self.labels), 1), 1)

    def _scale(self, start: float, end: float, top: float) -> list[Shape]:
        bottom = top + PLOT
        found: list[Shape] = [Text(MARGIN, top - 10, self.axis.title, "chart-note")] if self.axis.title else []
        for value in self.axis.ticks:
            y = self.axis.place(value, bottom, top)
            found += [Line(start, y, end, y, "chart-grid")]
            found += [Text(start - 6, y + 4, self.axis.write(value), "chart-note", "end")]
        for place in range(0, len(self.labels), self._every):
            label, x = self.labels[place], self._x(place, start, end)
            turned, anchor = (-90, "end") if self._turned else (0, "middle")
            found.append(
                Text(x + (4 if turned else 0), bottom + (8 if turned else 18), label, "chart-note", anchor, turned)
            )
        return found

    def _line(self, number: int, series: Series, start: float, end: float, top: float) -> list[Shape]:
        css, bottom = f"chart-series-{number % 6}", top + PLOT
        shift = 3 * (number - (len(self.series) - 1) / 2)  # so that intervals of one year do not hide each other
        found: list[Shape] = []
        way, is_drawing = "", False
        for place, dot in enumerate(series.dots):
            if dot is None:
                is_drawing = False
                continue
            x, y = self._x(place, start, end) + shift, self.axis.place(dot.value, bottom, top)
            way, is_drawing = f"{way}{'L' if is_drawing else 'M'}{x:g} {y:g}", True
            if dot.low is not None and dot.high is not None:
                low, high = (self.axis.place(value, bottom, top) for value in (dot.low, dot.high))
                found += [Line(x, low, x, high, f"chart-interval {css}")]
                found += [Line(x - 3, edge, x + 3, edge, f"chart-interval {css}") for edge in (low, high)]
            if len(self.labels) <= MARKED or place % self._every == number % self._every:
                found.append(mark(number, x, y, f"chart-mark {css}"))
        return [Path(way, f"chart-line {css}"), *found] if way else found

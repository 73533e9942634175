"""What a chart is: shapes on a sheet with a title and a note; the same picture on a page, as SVG and as PNG."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports.charts.shapes import FONT_SIZE, Shape, Text, fitted, ticks, width_of

WIDTH = 760
MARGIN = 16
ROW = 24  # pixels from one line of text to the next
TITLE_SIZE = 15


@dataclass(frozen=True)
class Axis:
    """A scale of numbers: `low` to `high` with ticks on round ones; `write` says a number in words."""

    low: float
    high: float
    write: Callable[[float], str]
    title: str = ""

    @cached_property
    def ticks(self) -> list[float]:
        return ticks(self.low, self.high)

    def place(self, value: float, start: float, end: float) -> float:
        """Where a value lies between two pixels; what is outside of the scale lies on its edge."""
        first, last = self.ticks[0], self.ticks[-1]
        share = (min(max(value, first), last) - first) / (last - first)
        return round(start + share * (end - start), 1)


@dataclass(frozen=True, kw_only=True)
class Chart(ABC):
    """`name` is its own on its page, since ids in the picture start with it; `note` says what is counted."""

    name: str
    title: str
    note: str = ""

    @abstractmethod
    def body(self) -> tuple[list[Shape], float]:
        """What is drawn below the title, and how high that is; its top is at 0."""

    @property
    def width(self) -> float:
        return WIDTH

    @cached_property
    def _drawn(self) -> tuple[list[Shape], float]:
        return self.body()

    @property
    def shapes(self) -> list[Shape]:
        return self._drawn[0]

    @property
    def top(self) -> float:
        return MARGIN + len(self.titles) * 20 + 12

    @property
    def height(self) -> float:
        return round(self.top + self._drawn[1] + 16 * len(self.notes) + MARGIN + (8 if self.note else 0))

    @cached_property
    def titles(self) -> list[Text]:
        lines = wrapped(self.title, self.width - 2 * MARGIN, TITLE_SIZE)
        return [Text(MARGIN, MARGIN + 14 + 20 * n, line, "chart-title") for n, line in enumerate(lines)]

    @cached_property
    def notes(self) -> list[Text]:
        start = self.top + self._drawn[1] + 20
        lines = wrapped(self.note, self.width - 2 * MARGIN, 11)
        return [Text(MARGIN, start + 16 * n, line, "chart-note") for n, line in enumerate(lines)]

    def svg(self) -> SafeString:
        """For a page: coloured by its style sheet, in the light and in the dark."""
        return render_to_string("reports/charts/chart.svg", {"chart": self})

    def file(self) -> str:
        """By itself: with its own style, on white."""
        svg = render_to_string("reports/charts/chart.svg", {"chart": self, "is_file": True})
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + svg

    def words(self) -> Iterator[str]:
        """Every text in the picture."""
        texts = (*self.titles, *self.shapes, *self.notes)
        return (shape.text for shape in texts if isinstance(shape, Text))


def wrapped(text: str, width: float, size: float = FONT_SIZE) -> list[str]:
    """Text in lines that fit; one word that does not is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(fitted(word, width, size))
    return lines


def named_column(names: list[str], largest: float = 280) -> float:
    """How wide the column of the rows' names is, at most `largest`."""
    return min(max((width_of(name) for name in names), default=0) + 8, largest)

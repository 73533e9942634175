"""Which mark and which line belong to which series, in lines above the picture."""

from collections.abc import Sequence

from reports.charts.shapes import Line, Shape, Text, fitted, mark, width_of


def legend(series: Sequence[str], start: float, end: float) -> tuple[list[Shape], float]:
    """The legend from x `start` to `end`, and how high it is; nothing for one series."""
    shapes: list[Shape] = []
    if len(series) < 2:
        return shapes, 0
    x, y = start, 10.0
    for place, name in enumerate(series):
        text = fitted(name, min(end - start - 40, 320))
        if x > start and x + 40 + width_of(text) > end:
            x, y = start, y + 20
        shapes.append(Line(x, y, x + 26, y, f"chart-line chart-series-{place % 6}"))
        shapes.append(mark(place, x + 13, y, f"chart-mark chart-series-{place % 6}"))
        shapes.append(Text(x + 34, y + 4, text))
        x += 34 + width_of(text) + 24
    return shapes, y + 18

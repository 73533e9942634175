"""A heat map: the table itself, with its numbers in the cells, on steps of one colour."""

from dataclasses import dataclass

from reports.charts.base import MARGIN, ROW, Chart, named_column
from reports.charts.shapes import Box, Shape, Text, fitted, width_of
from reports.tables import Table

NARROWEST, WIDEST = 40, 90
HEAD = 120  # the longest a turned head gets


@dataclass(frozen=True, kw_only=True)
class Heat(Chart):
    """Grows to the right and downwards with its table, so that numbers stay readable."""

    table: Table

    @property
    def width(self) -> float:
        return max(560, round(self._start + self._cell * (len(self.table.heads) - 1) + MARGIN))

    @property
    def _start(self) -> float:
        return MARGIN + named_column([row[0].text for row in self.table.rows]) + 8

    @property
    def _cell(self) -> float:
        texts = (width_of(cell.text, 11) for row in self.table.rows for cell in row[1:])
        return min(max(max(texts, default=0) + 8, NARROWEST), WIDEST)

    def body(self) -> tuple[list[Shape], float]:
        start, cell = self._start, self._cell
        heads = [head.text for head in self.table.heads[1:]]
        is_turned = any(width_of(head, 11) > cell - 4 for head in heads)
        top = min(max((width_of(head, 11) for head in heads), default=0) + 10, HEAD) if is_turned else 20
        shapes: list[Shape] = []
        for place, head in enumerate(heads):
            x = start + cell * (place + 0.5)
            if is_turned:
                shapes.append(Text(x + 4, top - 6, fitted(head, HEAD - 10, 11), "chart-note", turn=-90))
            else:
                shapes.append(Text(x, top - 6, head, "chart-note", "middle"))
        for number, row in enumerate(self.table.rows):
            y = top + number * ROW
            shapes.append(Text(start - 8, y + 16, fitted(row[0].text, start - MARGIN - 8), anchor="end"))
            for place, each in enumerate(row[1:]):
                x = start + cell * place
                shapes.append(Box(x, y, cell, ROW, f"chart-cell chart-heat-{each.level}"))
                shapes.append(Text(x + cell / 2, y + 16, fitted(each.text, cell, 11), "chart-number", "middle"))
        return shapes, top + ROW * len(self.table.rows)

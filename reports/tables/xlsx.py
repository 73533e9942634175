"""An Excel workbook: numbers as numbers, names as text, never a formula or a link; a second sheet says what it is."""

import io
from datetime import datetime
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from reports.tables.base import Cell, Format, Table

# No date of making and no author: the same table gives the same bytes.
PROPERTIES = {"created": datetime(2000, 1, 1)}
LONGEST = 32_767  # characters that a cell takes


def write(table: Table) -> bytes:
    """Two sheets: the figures from the first row on, and title and note."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties(PROPERTIES)
        share, bold = book.add_format({"num_format": "0.0%"}), book.add_format({"bold": True, "text_wrap": True})
        figures, about = book.add_worksheet(_("Figures")[:31]), book.add_worksheet(_("About")[:31])
        for column, head in enumerate(table.heads):
            figures.write_string(0, column, head.text[:LONGEST], bold)
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                _put(figures, number, column, cell, share)
        figures.freeze_panes(1, 1)
        figures.set_column(0, 0, 32)
        about.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
        about.write_string(0, 0, table.title[:LONGEST], bold)
        about.write_string(1, 0, table.note[:LONGEST])
    return file.getvalue()


def _put(sheet: Any, row: int, column: int, cell: Cell, share: Any) -> None:
    """Never `sheet.write`, which guesses formulas and links from text."""
    if cell.value is None:
        sheet.write_blank(row, column, None)
    elif isinstance(cell.value, str):
        sheet.write_string(row, column, cell.value[:LONGEST])
    else:
        sheet.write_number(row, column, cell.value, share if cell.is_share else None)


XLSX = Format("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write)

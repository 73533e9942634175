"""XLSX: the first sheet that has a column of texts."""

import csv
import datetime
import io
from typing import Any

import python_calamine
from django.utils.translation import gettext as _

from corpus.importers import zipped
from corpus.importers.base import Importer, Parsed, Unreadable
from corpus.importers.tables import columns, documents
from corpus.importers.tables.documents import Row
from corpus.proposing import Proposals

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # the latter also holds what is encrypted


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """A document a row, or a document id; which sheet was read, and which were not, is told."""
    book = _book(data)
    name, rows = _sheet(book)
    return documents.of(rows[0].cells, rows[1:], "", _told(name, book.sheet_names))


def read_table(data: bytes, encoding: str = "") -> list[Parsed]:
    """The first sheet as one text without paragraphs: CSV, for whoever wants its cells."""
    book, held = _book(data), io.StringIO(newline="")
    csv.writer(held).writerows(row.cells for row in _rows(book.get_sheet_by_name(book.sheet_names[0])))
    return [Parsed(held.getvalue(), "", (), Proposals())]


def _book(data: bytes) -> python_calamine.CalamineWorkbook:
    if not data.startswith((ZIP, OLD_OFFICE)):
        raise Unreadable(_("It is no XLSX file, though its name says so. Save it as .xlsx."), rule="kind")
    archive = zipped.opened(data)
    for name in archive.names:  # so that its bytes are counted before anybody else unpacks them
        archive.read(name)
    try:
        return python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        message = _("It is protected by a password. Save it without and import it again.")
        raise Unreadable(message, rule="encrypted") from error
    except python_calamine.CalamineError as error:
        raise Unreadable(_("It is damaged, or no XLSX file. Open it and save it again."), rule="damaged") from error


def _sheet(book: python_calamine.CalamineWorkbook) -> tuple[str, list[Row]]:
    """Its name and its rows that are not empty; raises Unreadable when no sheet has a column of texts."""
    refusal = Unreadable(_("It is empty: no sheet has a row."), rule="empty")
    for name in book.sheet_names:
        rows = _rows(book.get_sheet_by_name(name))
        try:
            if rows and columns.recognised(rows[0].cells):
                return name, rows
        except Unreadable as no:
            refusal = no
    raise refusal


def _rows(sheet: python_calamine.CalamineSheet) -> list[Row]:
    height, width = sheet.total_height, sheet.total_width
    if height > documents.MOST_ROWS + 1 or height * width > 100 * documents.MOST_ROWS:
        raise Unreadable(_("It has more than %(n)s rows. Divide it.") % {"n": documents.MOST_ROWS}, rule="too-large")
    rows = [Row(line, [_text(cell) for cell in cells]) for line, cells in enumerate(_cells(sheet), start=1)]
    return [row for row in rows if any(row.cells)]


def _cells(sheet: python_calamine.CalamineSheet) -> list[list[Any]]:
    return sheet.to_python(skip_empty_area=False)


def _text(cell: Any) -> str:
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


def _told(name: str, names: list[str]) -> list[str]:
    others = ", ".join(each for each in names if each != name)
    told = [_("The sheet “%(name)s” was read.") % {"name": name}] if others else []
    return [*told, _("Other sheets were left out: %(names)s.") % {"names": others[:200]}] if others else told


IMPORTER = Importer(name="xlsx", version="1", suffixes=(".xlsx",), read=read)
TABLE = Importer(name="xlsx-table", version="1", suffixes=(), read=read_table)

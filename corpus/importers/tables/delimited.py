"""CSV and TSV: rows of cells divided by commas, semicolons, tabs or bars, quoted where they hold more."""

import csv
import io

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from corpus import encodings, paragraphs
from corpus.importers.base import Importer, Parsed, Unreadable
from corpus.importers.tables import documents
from corpus.importers.tables.documents import Row

DIVIDERS = {
    ",": gettext_noop("commas"),
    ";": gettext_noop("semicolons"),
    "\t": gettext_noop("tabs"),
    "|": gettext_noop("bars"),
}
LONGEST_CELL = 25_000_000  # characters
N_TRIED = 30  # rows


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """A document a row, or a document id; the first row names the columns."""
    decoded = encodings.decode(data, chosen=encoding)
    if paragraphs.is_blank(decoded.text):
        raise Unreadable(_("It is empty: there is nothing to read in it."), rule="empty")
    divider = _divider(decoded.text)
    (header, *rows) = _rows(decoded.text, divider)
    notes = [*decoded.notes, _("Its cells are divided by %(what)s.") % {"what": _(DIVIDERS[divider])}]
    return documents.of(header.cells, rows, decoded.encoding, notes)


def _rows(text: str, divider: str) -> list[Row]:
    """Those with anything in them; each with its first line."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    rows, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(begins, cells))
                documents.refuse_too_many(len(rows) - 1)
            begins = reader.line_num + 1
    except csv.Error as error:
        where = {"line": begins, "why": error}
        message = _("It is no table: the row that begins on line %(line)s has a fault (%(why)s).")
        raise Unreadable(message % where, rule="table", line=begins) from error
    return rows


def _divider(text: str) -> str:
    """The one with which the first rows have the same number of cells, and the most."""
    return max(DIVIDERS, key=lambda each: _fit(text, each))


def _fit(text: str, divider: str) -> tuple[bool, int]:
    reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=divider)
    widths = []
    try:
        for cells in reader:
            widths += [len(cells)] if cells else []
            if len(widths) == N_TRIED:
                break
    except csv.Error:
        return False, 0
    usual = widths[0] if widths else 0
    agree = sum(width == usual for width in widths)
    return usual > 1 and 2 * agree > len(widths), usual


IMPORTER = Importer(name="csv", version="1", suffixes=(".csv", ".tsv"), read=read)

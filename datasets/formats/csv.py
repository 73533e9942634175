"""CSV as RFC 4180 has it: UTF-8, a head line, CRLF after each record, quotes doubled; missing values are empty.

The data variant has no byte-order mark and keeps every character. The spreadsheet variant begins with one, or Excel
would not show Chinese, and puts an apostrophe before text that a spreadsheet would run as a formula.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from datasets.formats.base import Format, Row, Value, in_chunks
from reports.tables.csv import neutral

BYTE_ORDER_MARK = "\ufeff".encode()


def write(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[bytes]:
    """Every value exactly as it is."""
    yield _encode([columns])
    pick = itemgetter(*columns)
    for chunk in in_chunks(rows):
        yield _encode(map(pick, chunk))


def write_safe(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[bytes]:
    """For spreadsheets: the values that would be formulas are changed by an apostrophe in front."""
    yield BYTE_ORDER_MARK + _encode([columns])
    for chunk in in_chunks(rows):
        yield _encode([neutral(row[column]) for column in columns] for row in chunk)


def _encode(records: Iterable[Sequence[Value]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(records)
    return text.getvalue().encode()


CSV = Format("csv", "csv", "text/csv; charset=utf-8", write, write_safe)

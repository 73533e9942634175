"""Every format: what goes in comes out again, the same bytes each time; and spreadsheets run nothing."""

import csv
import io
import json
from collections.abc import Callable

import pytest

from datasets.formats import FORMATS, Format
from datasets.formats.base import ROWS_PER_CHUNK, Row
from datasets.formats.csv import CSV
from reports.tables.csv import LIVE, neutral

COLUMNS = ["text", "number", "share", "nothing"]
HOSTILE = [
    "plain",
    "quotes \" and '",
    "comma, semicolon; tab\t",
    "line\nbreak and\r\nanother\rand \u2028 \u0085 \x0b\x0c",
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "+cmd|' /C calc'!A0",
    "\t=1",
    "\r=1",
    "  =HYPERLINK(1)",
    "＝1",
    "<script>alert(1)</script>",
    "عربي \u202eevil\u202c",
    "提法 𠮷 👩‍👩‍👧 e\u0301 \u00ad\u200b\u00a0\ufeff",
    "\x1f\x00",
    "",
    "'already",
]
ROWS: list[Row] = [{"text": text, "number": n, "share": 0.1 + n, "nothing": None} for n, text in enumerate(HOSTILE)]


def parse_csv(data: bytes) -> list[dict[str, object]]:
    return [
        {
            "text": row["text"],
            "number": int(row["number"]),
            "share": float(row["share"]),
            "nothing": row["nothing"] or None,
        }
        for row in csv.DictReader(io.StringIO(data.decode(), newline=""))
    ]


def parse_jsonl(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.decode().split("\n")[:-1]]


PARSERS: dict[str, Callable[[bytes], list[dict[str, object]]]] = {"csv": parse_csv, "jsonl": parse_jsonl}


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_hostile_values_come_back_equal(format: Format) -> None:
    assert PARSERS[format.name](b"".join(format.write(iter(ROWS), COLUMNS))) == ROWS


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_same_rows_give_the_same_bytes(format: Format) -> None:
    assert b"".join(format.write(iter(ROWS), COLUMNS)) == b"".join(format.write(iter(ROWS), COLUMNS))


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_columns_come_in_the_order_asked_for(format: Format) -> None:
    turned = [dict(reversed(row.items())) for row in ROWS]
    assert b"".join(format.write(iter(turned), COLUMNS)) == b"".join(format.write(iter(ROWS), COLUMNS))


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_rows_are_written_while_they_come(format: Format) -> None:
    taken: list[int] = []

    def rows() -> object:
        for n in range(10 * ROWS_PER_CHUNK):
            taken.append(n)
            yield ROWS[0]

    pieces = format.write(rows(), COLUMNS)  # type: ignore[arg-type]
    next(pieces)
    assert len(taken) <= ROWS_PER_CHUNK


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_an_empty_table_can_be_read(format: Format) -> None:
    assert PARSERS[format.name](b"".join(format.write(iter([]), COLUMNS))) == []


def test_csv_is_rfc_4180() -> None:
    row: Row = {"text": 'a "b"\nc', "number": 1, "share": 0.5, "nothing": None}
    assert b"".join(CSV.write([row], COLUMNS)) == b'text,number,share,nothing\r\n"a ""b""\nc",1,0.5,\r\n'


def test_spreadsheet_variant_has_no_live_formula() -> None:
    assert CSV.write_safe is not None
    data = b"".join(CSV.write_safe(iter(ROWS), COLUMNS))
    assert data.startswith(b"\xef\xbb\xbf")
    cells = [cell for record in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in record]
    assert [cell for cell in cells if cell.strip(" \u00a0").startswith(LIVE)] == []


@pytest.mark.parametrize(("value", "safe"), [("=1", "'=1"), (" @x", "' @x"), ("a=1", "a=1"), (-1, -1), (None, None)])
def test_only_live_text_is_changed(value: str | int | None, safe: str | int | None) -> None:
    assert neutral(value) == safe

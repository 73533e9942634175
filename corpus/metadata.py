"""metadata.csv, or the same in a spreadsheet: what a folder says of its files. docs/importing.md has its columns."""

import csv
import io
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from corpus import encodings
from corpus.importers.base import Unreadable

NAME = "metadata.csv"
NAMES = (NAME, "metadata.xlsx")
UNKNOWN = "unknown"
# Column → field of the document ("source" and "authority" describe its source).
FIELDS = {
    "title": "title",
    "author": "author",
    "source": "source",
    "authority": "authority",
    "date": "published",
    "language": "language",
    "url": "url",
    "licence": "licence",
    "external_id": "external_id",
}


@dataclass(frozen=True)
class Row:
    """What is said about one file: fields, its encoding ("" lets it be found), and the columns Tifa does not know."""

    line: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    encoding: str = ""


def column_of(field: str) -> str:
    """What a field of the document is called in a table."""
    return next((column for column, name in FIELDS.items() if name == field), field)


def read(data: bytes) -> dict[str, Row]:
    """The rows by file name; raises Unreadable for what is no UTF-8 table with a column "file"."""
    text = encodings.decode(data, chosen="utf-8").text
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows: dict[str, Row] = {}
    try:
        _check_columns(list(reader.fieldnames or []))
        for cells in reader:
            name = (cells.get("file") or "").strip()
            if None in cells or not name or name in rows:
                raise Unreadable(_("Line %(line)s of metadata.csv: %(why)s") % _complaint(reader.line_num, name, rows))
            rows[name] = _row(reader.line_num, cells)
    except csv.Error as error:
        where = {"line": reader.line_num, "why": error}
        raise Unreadable(_("metadata.csv is no table: line %(line)s: %(why)s.") % where) from error
    return rows


def _row(line: int, cells: dict[str, str | None]) -> Row:
    """An empty cell says nothing; "unknown" says that it is not known, whatever the text proposes."""
    said = {name: value.strip() for name, value in cells.items() if value and value.strip()}
    said.pop("file")
    encoding = said.pop("encoding", "")
    fields = {FIELDS[name]: "" if value == UNKNOWN else value for name, value in said.items() if name in FIELDS}
    return Row(line, fields, {name: value for name, value in said.items() if name not in FIELDS}, encoding)


def _check_columns(columns: list[str]) -> None:
    if "file" not in columns:
        raise Unreadable(_("metadata.csv has no column “file”. Its first line names the columns."))
    if len(set(columns)) < len(columns) or "" in columns:
        raise Unreadable(_("metadata.csv names a column twice, or not at all."))


def _complaint(line: int, name: str, rows: dict[str, Row]) -> dict[str, object]:
    if not name:
        return {"line": line, "why": _("the file is not named.")}
    if name in rows:
        return {"line": line, "why": _("%(name)s is there twice.") % {"name": name}}
    return {"line": line, "why": _("more cells than columns.")}

"""The page of what can be had: each table in each format, with its rows, all counted at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from datasets.exporting import Wish
from datasets.formats import FORMATS
from datasets.rows import TABLES, Table
from datasets.selection import Selection
from ledger.moment import one_moment
from reports.moment import operation_number


@dataclass(frozen=True)
class File:
    """One file to download. `is_safe`: the variant for spreadsheets."""

    format: str
    is_safe: bool
    name: str
    href: str


@dataclass(frozen=True)
class Line:
    table: str
    n_rows: int
    n_columns: int
    files: list[File]


class Offer:
    """`asked` are the choices as they stand in the address, handed on to the downloads."""

    def __init__(self, selection: Selection, asked: Mapping[str, Any]) -> None:
        self.selection, self.asked = selection, asked
        with one_moment():
            self.number = operation_number(selection.project, selection.member)
            self.lines = [self._line(table) for table in TABLES]

    def _line(self, table: Table) -> Line:
        n_rows, n_columns = table.count(self.selection), len(table.columns(self.selection))
        return Line(table.name, n_rows, n_columns, list(self._files(table)))

    def _files(self, table: Table) -> list[File]:
        variants = [(format, safe) for format in FORMATS for safe in ([False, True] if format.write_safe else [False])]
        return [self._file(Wish(self.selection, table, format, safe)) for format, safe in variants]

    def _file(self, wish: Wish) -> File:
        path = reverse("export_download", args=[self.selection.project.slug, wish.table.name, wish.format.suffix])
        asked = {name: value for name, value in self.asked.items() if value not in (None, "")}
        query = urlencode(asked | ({"safe": 1} if wish.is_safe else {}))
        href = f"{path}?{query}" if query else path
        return File(wish.format.name, wish.is_safe, wish.file_name(self.number), href)

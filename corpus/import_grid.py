"""The grid of an import: its documents as rows, what is known of them as cells that can be filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corpus import provenance
from corpus.actions.filling import REPORTED, Said
from corpus.models import ImportBatch, ImportFile, Source
from ledger.problems import Problem

PER_PAGE = 25  # files
PER_FILE = 40  # documents of one file; the page of the file has the others
COLUMNS = {
    "title": _("Title"),
    "author": _("Author"),
    "source": _("Source"),
    "published": _("Date"),
    "language": _("Language"),
}
FILLED = {name: label for name, label in COLUMNS.items() if name != "title"} | {"licence": _("Licence")}


@dataclass(frozen=True)
class Cell:
    """One field of one document: under which name it is sent, what is there, how long it may be."""

    column: str
    label: Any
    name: str
    value: str
    shown: str
    length: int
    is_wrong: bool


@dataclass(frozen=True)
class Row:
    """A document that would be added; `key` is "number of its file.number of the document in it", from 1 and 0."""

    file: ImportFile
    key: str
    cells: list[Cell]


class ImportGrid:
    """`asked` is what GET says: page. What was `sent` and refused stays in its cells.

    `wrong` is what was refused; its field, "number of the file.name", marks the cell.
    """

    filled = FILLED.items()
    columns = COLUMNS.values()

    def __init__(self, batch: ImportBatch, asked: Any, sent: Any = None) -> None:
        self.batch, self.asked, self.sent = batch, asked, sent or {}
        self.wrong: Problem | None = None

    @cached_property
    def page(self) -> Page[ImportFile]:
        files = ImportFile.objects.of(self.batch).describable()
        return Paginator(files, PER_PAGE).get_page(self.asked.get("page", 1))

    @property
    def sources(self) -> Any:
        return Source.objects.in_project(self.batch.project_id).by_name()

    def rows(self) -> Iterator[Row]:
        for file in self.page.object_list:
            for index, document in enumerate(file.report.get("documents", [])[:PER_FILE]):
                key = f"{file.number}.{index}"
                yield Row(file, key, [self._cell(file, key, name, document) for name in COLUMNS])

    def _cell(self, file: ImportFile, key: str, name: str, document: dict[str, Any]) -> Cell:
        shown = document.get(REPORTED.get(name, name)) or ""
        sent_as = f"{key}.{name}"
        value = self.sent.get(sent_as, shown)
        is_wrong = self.wrong is not None and value != shown and self.wrong.field == f"{file.number}.{name}"
        return Cell(name, COLUMNS[name], sent_as, value, shown, provenance.LENGTHS[name], is_wrong)

    def said(self) -> list[Said]:
        """What was sent and is not what was shown, a document at a time."""
        return [said for row in self.rows() if (said := self._said(row))]

    def _said(self, row: Row) -> Said | None:
        new = {cell.column: cell.value for cell in row.cells if cell.value != self.sent.get(f"was-{cell.name}")}
        if not new:
            return None
        index = int(row.key.partition(".")[2])
        part = row.file.report["documents"][index]["part"]
        return Said(row.file.number, _version(self.sent.get(f"version-{row.file.number}", "")), part, new)

    def filling(self) -> dict[str, str]:
        """The values for many documents, as they were sent."""
        return {name: self.sent.get(f"fill-{name}", "").strip() for name in FILLED}


def _version(text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Problem(gettext("This is no version."), field="version")
    return int(text) if text else None

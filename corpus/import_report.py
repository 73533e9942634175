"""The report of an import as files: JSON in the shape of docs/contract.md, and CSV with a row a document."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from corpus.models import ImportBatch, ImportFile
from corpus.reporting import STATUSES, Report

COLUMNS = ("file", "state", "status", "reason", "rule", "line", "column", "encoding", "document", "part")
SAID = ("title", "author", "source", "date", "language", "paragraphs", "not_text", "sentences", "characters")
LIVE = ("=", "+", "-", "@", "\t", "\r")  # by which a spreadsheet takes a cell for a formula


def report_of(batch: ImportBatch) -> Report:
    """Each file in the order in which it came; how many documents of each status, a refused file counting as one."""
    files = [_told(file) for file in ImportFile.objects.of(batch).iterator(chunk_size=200) if not file.is_in_hand]
    if not files and batch.report.get("files"):
        return dict(batch.report)  # it was made in one operation
    counts = {status: sum(_count(file, status) for file in files) for status in STATUSES}
    return {"state": batch.state, "files": files, **counts, "unused": batch.report.get("unused", [])}


def as_json(batch: ImportBatch) -> str:
    return json.dumps(report_of(batch), ensure_ascii=False, indent=1)


def as_csv(batch: ImportBatch) -> str:
    """UTF-8 with a byte order mark; what a spreadsheet would take for a formula begins with an apostrophe."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow([*COLUMNS, *SAID, "notes"])
    for file in report_of(batch)["files"]:
        writer.writerows([_plain(cell) for cell in row] for row in _rows(file))
    return "\ufeff" + table.getvalue()


def _told(file: ImportFile) -> dict[str, Any]:
    empty = {"reason": "", "rule": "", "line": 0, "column": 0, "encoding": "", "documents": []}
    return {**empty, **file.report, "name": file.name, "state": file.state, "status": file.status}


def _count(file: dict[str, Any], status: str) -> int:
    """Documents of a file; those that are left out are none."""
    if file["state"] == ImportFile.State.LEFT_OUT:
        return 0
    if status == "refused":
        return int(file["status"] == "refused")
    if status == "unchanged":
        return int(file.get("unchanged", 0))
    return int(file.get("added", 0)) if file["status"] == status else 0


def _rows(file: dict[str, Any]) -> Iterator[list[Any]]:
    own = [file[name] for name in ("name", "state", "status", "reason", "rule", "line", "column", "encoding")]
    for document in file["documents"] or [{}]:
        said = [document.get(name, "") for name in SAID]
        yield [*own, document.get("id") or "", document.get("part", ""), *said, " ".join(document.get("notes", []))]


def _plain(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(LIVE) else cell


WRITERS = {"json": ("application/json", as_json), "csv": ("text/csv; charset=utf-8", as_csv)}

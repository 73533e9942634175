"""The report of an import, file by file, in the shape of docs/contract.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.drafting import Draft

Report = dict[str, Any]
STATUSES = ("added", "revised", "unchanged", "refused")


@dataclass(frozen=True)
class Entry:
    """What becomes of one file: its status, why, and the document it is (None while it is not stored)."""

    draft: Draft
    status: str
    reason: str = ""
    document_id: int | None = None


def report(entries: Sequence[Entry], unused: Sequence[str] = ()) -> Report:
    """The files in the order in which they came, how many of each status, and unused rows of metadata.csv."""
    counts = {status: sum(entry.status == status for entry in entries) for status in STATUSES}
    return {"files": [_file(entry) for entry in entries], **counts, "unused": list(unused)}


def _file(entry: Entry) -> dict[str, Any]:
    parsed = entry.draft.parsed
    return {
        "name": entry.draft.file.name,
        "status": entry.status,
        "reason": entry.reason,
        "encoding": parsed.encoding if parsed else "",
        "documents": [_document(entry)] if parsed else [],
    }


def _document(entry: Entry) -> dict[str, Any]:
    parsed, fields = entry.draft.parsed, entry.draft.fields
    pieces = parsed.pieces if parsed else ()
    return {
        "id": entry.document_id,
        "title": fields["title"],
        "author": fields["author"],
        "source": fields["source"],
        "date": fields["published"],
        "language": fields["language"],
        "paragraphs": len(pieces),
        "not_text": sum(piece.kind == "furniture" for piece in pieces),
        "sentences": sum(len(piece.sentences) for piece in pieces),
        "characters": len(parsed.text) if parsed else 0,
    }

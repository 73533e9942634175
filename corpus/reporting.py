"""The report of an import, file by file, in the shape of docs/contract.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from corpus.drafting import Draft

Report = dict[str, Any]
STATUSES = ("added", "revised", "unchanged", "refused")
NEW = ("added", "near-duplicate")


@dataclass(frozen=True)
class Entry:
    """What becomes of one document: its status, why, and the document it is (None while it is not stored).

    One that is nearly the same as another is new all the same; `like` is that other document.
    """

    draft: Draft
    status: str
    reason: str = ""
    document_id: int | None = None
    like: int | None = None

    @property
    def is_new(self) -> bool:
        return self.status in NEW


def report(entries: Sequence[Entry], unused: Sequence[str] = ()) -> Report:
    """The files in the order in which they came, how many documents of each status (a refused file counts as one),
    and unused rows of metadata.csv.
    """
    counts = {status: sum(entry.status == status for entry in entries) for status in STATUSES}
    counts["added"] += sum(entry.status == "near-duplicate" for entry in entries)
    files = [told_of(list(some)) for _file_itself, some in groupby(entries, lambda entry: id(entry.draft.file))]
    return {"files": files, **counts, "unused": list(unused)}


def told_of(entries: Sequence[Entry]) -> dict[str, Any]:
    """One file; of several documents the first status counts that is not "unchanged"."""
    first = next((entry for entry in entries if entry.status != "unchanged"), entries[0])
    parsed = first.draft.parsed
    return {
        "name": first.draft.file.name,
        "status": first.status,
        "reason": first.reason,
        "rule": first.draft.rule,
        "line": first.draft.line,
        "column": first.draft.column,
        "encoding": parsed.encoding if parsed else "",
        "documents": [_document(entry) for entry in entries if entry.draft.parsed],
    }


def _document(entry: Entry) -> dict[str, Any]:
    parsed, fields = entry.draft.parsed, entry.draft.fields
    pieces = parsed.pieces if parsed else ()
    return {
        "id": entry.document_id,
        "like": entry.like,
        "part": parsed.part if parsed else "",
        "title": fields["title"],
        "author": fields["author"],
        "source": fields["source"],
        "date": fields["published"],
        "language": fields["language"],
        "paragraphs": len(pieces),
        "not_text": sum(piece.kind == "furniture" for piece in pieces),
        "sentences": sum(len(piece.sentences) for piece in pieces),
        "characters": len(parsed.text) if parsed else 0,
        "notes": list(parsed.notes) if parsed else [],
    }

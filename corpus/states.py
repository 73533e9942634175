"""The state of each thing of the corpus as events keep it: plain JSON, ids not names, equal on both databases.

Texts are immutable and stand in the tables only; events name them by their SHA-256.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from corpus.models import Document, ImportBatch, ImportFile, Paragraph, Revision, Source, SourceHabit

DESCRIPTION = ("title", "author", "published", "language", "url", "licence", "external_id")


def source_state(source: Source) -> dict[str, Any]:
    return {"name": source.name, "authority": source.authority, "version": source.version}


def habit_state(habit: SourceHabit) -> dict[str, Any]:
    return {
        "source": habit.source_id,
        "by": habit.by,
        "value": habit.value,
        "kind": habit.kind,
        "version": habit.version,
    }


def document_state(document: Document) -> dict[str, Any]:
    return {
        "source": document.source_id,
        **{name: getattr(document, name) for name in DESCRIPTION},
        "extra": document.extra,
        "withdrawn_at": document.withdrawn_at.isoformat() if document.withdrawn_at else None,
        "version": document.version,
    }


def batch_state(batch: ImportBatch) -> dict[str, Any]:
    """An import made in one operation says nothing of states: it was done when it began."""
    state = {"by": batch.by_id, "at": batch.at.isoformat(), "report": batch.report}
    is_at_once = batch.state == ImportBatch.State.DONE and batch.version == 1
    moving = {"state": batch.state, "version": batch.version, **({"choices": batch.choices} if batch.choices else {})}
    return state if is_at_once else {**state, **moving}


def import_file_id(file: ImportFile) -> str:
    """Files of an import are known by the import and their number in it."""
    return f"{file.batch_id}/{file.number}"


def import_file_state(file: ImportFile) -> dict[str, Any]:
    """What somebody said about a file before it was imported."""
    return {
        "name": file.name,
        "sha256": file.sha256,
        "encoding": file.encoding,
        "choices": file.choices,
        "is_left_out": file.state == ImportFile.State.LEFT_OUT,
        "version": file.version,
    }


def revision_state(revision: Revision) -> dict[str, Any]:
    """Without its paragraphs: what the tables hold of the revision itself."""
    return {
        "id": revision.pk,
        "document": revision.document_id,
        "number": revision.number,
        "batch": revision.batch_id,
        "file_name": revision.file_name,
        **({"part": revision.part} if revision.part else {}),  # older events know nothing of parts
        "encoding": revision.encoding,
        "sha256": revision.sha256,
        "parser": revision.parser,
        "parser_version": revision.parser_version,
        "state": revision.state,
    }


def with_paragraphs(state: dict[str, Any], paragraphs: Iterable[Paragraph]) -> dict[str, Any]:
    """A revision's state as its event keeps it, from its paragraphs in their order."""
    return with_kinds(state, [(row.kind, row.is_codable, row.reason) for row in paragraphs])


def with_kinds(state: dict[str, Any], said: Sequence[tuple[str, bool, str]]) -> dict[str, Any]:
    """The same, from what is said of the paragraphs: [kind, codable, number of the reason] for each."""
    reasons: dict[str, int] = {}
    compact = [[kind, is_codable, reasons.setdefault(reason, len(reasons))] for kind, is_codable, reason in said]
    return {**state, "paragraphs": compact, "reasons": list(reasons)}


def paragraph_id(paragraph: Paragraph) -> str:
    """Paragraphs are known by their revision and place in it."""
    return f"{paragraph.revision_id}/{paragraph.ordinal}"


def paragraph_state(paragraph: Paragraph) -> dict[str, Any]:
    """What of a paragraph may change; its text may not."""
    return {
        "kind": paragraph.kind,
        "is_codable": paragraph.is_codable,
        "reason": paragraph.reason,
        "version": paragraph.version,
    }

"""Importing files: one operation, one batch; a refused file stops no other; the same bytes again add nothing."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from corpus import drafting, reporting
from corpus.actions import storing
from corpus.drafting import File
from corpus.metadata import FIELDS, Row
from corpus.models import Document, ImportBatch
from corpus.reporting import Entry, Report
from ledger.problems import Problem
from ledger.write import write


class Refused(Problem):
    """A file that cannot be imported."""

    rule = "refused"


def check_files(*, project: Any, files: Sequence[File]) -> Report:
    """What an import would do, file by file; stores nothing."""
    return _report(storing.recognise(project, drafting.read_all(files)), files)


def import_files(*, project: Any, files: Sequence[File], actor: Any, op: uuid.UUID | None = None) -> Report:
    """Store what is new; the report says what became of each file. Adds nothing when nothing is new."""
    drafts = drafting.read_all(files)
    body = [[draft.file.name, draft.sha256] for draft in drafts]
    with write(project=project, actor=actor, verb="import documents", op=op, body=body) as work:
        entries = storing.recognise(project, drafts, is_locking=True)
        if any(entry.status == "added" for entry in entries):
            batch = storing.open_batch(project, work)
            entries = [storing.store(entry, batch, work) for entry in entries]
            storing.close_batch(batch, _report(entries, files), work)
    return _report(entries, files)


def import_text(
    *,
    project: Any,
    name: str,
    data: bytes,
    actor: Any,
    op: uuid.UUID | None = None,
    batch: ImportBatch | None = None,
    metadata: Mapping[str, Any] | None = None,
) -> Document:
    """Import one file and return its document, the one that is there when the bytes are. Raises Refused.

    `metadata` is keyed by the columns of metadata.csv; a `batch` that is given keeps its report.
    """
    draft = drafting.draft(File(name, data), _row(metadata or {}))
    if draft.refusal:
        raise Refused(draft.refusal, field="file")
    with write(project=project, actor=actor, verb="import documents", op=op, body=[[name, draft.sha256]]) as work:
        [entry] = storing.recognise(project, [draft], is_locking=True)
        if entry.status == "added":
            into = batch or storing.open_batch(project, work)
            entry = storing.store(entry, into, work)
            if batch is None:
                storing.close_batch(into, _report([entry], [draft.file]), work)
    return Document.objects.select_related("source").get(pk=entry.document_id or 0)


def _row(said: Mapping[str, Any]) -> Row:
    fields = {FIELDS[name]: str(value) for name, value in said.items() if name in FIELDS}
    return Row(0, fields, {name: value for name, value in said.items() if name not in FIELDS})


def _report(entries: Sequence[Entry], files: Sequence[File]) -> Report:
    return reporting.report(entries, drafting.unused_rows(files))

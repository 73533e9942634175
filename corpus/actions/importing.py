"""Importing files: one operation, one batch; a refused file stops no other; the same bytes again add nothing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus import archives, drafting, provenance, reporting
from corpus.actions import storing
from corpus.actions.sourcing import WrongValue
from corpus.drafting import LONGEST_NAME, File
from corpus.metadata import FIELDS, Row
from corpus.models import Document, ImportBatch
from corpus.reporting import Entry, Report
from ledger.problems import Problem, Replayed
from ledger.write import Work, write


class Refused(Problem):
    """A file that cannot be imported."""

    rule = "refused"


def check_files(*, project: Any, files: Sequence[File]) -> Report:
    """What an import would do, file by file; stores nothing."""
    files, no = archives.unpacked(files)
    return _report(storing.recognise(project, [*drafting.read_all(files), *no]), files)


def import_files(*, project: Any, files: Sequence[File], actor: Any, op: uuid.UUID | None = None) -> Report:
    """Store what is new; the report says what became of each file. Adds nothing when nothing is new."""
    files, no = archives.unpacked(files)
    drafts = [*drafting.read_all(files), *no]
    body = [[draft.file.name, draft.sha256] for draft in drafts]
    with write(project=project, actor=actor, verb="import documents", op=op, body=body) as work:
        entries = storing.recognise(project, drafts, is_locking=True)
        if any(entry.is_new for entry in entries):
            batch = storing.open_batch(project, work)
            entries = storing.store_all(entries, batch, work)
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
        if entry.is_new:
            if batch is None:
                entry = _store_alone(entry, storing.open_batch(project, work), work)
            else:
                entry = storing.store(entry, batch, work)
    return Document.objects.select_related("source").get(pk=entry.document_id or 0)


@dataclass(frozen=True)
class Known:
    """The document of a text; `is_new` says that this operation added it, `is_replayed` that it was sent before."""

    document_id: int
    is_new: bool
    is_replayed: bool = False


def import_document(
    *,
    project: Any,
    text: str,
    fields: Mapping[str, str],
    extra: Mapping[str, str],
    actor: Any,
    op: uuid.UUID | None = None,
) -> Known:
    """Import a text as a file of its title's name; the same text again is the document that is there, as it is.

    `fields` are some of provenance.LENGTHS; what they leave out is what the text proposes. Raises WrongValue, Refused
    and OpReused.
    """
    row, data = Row(0, _clean(fields), dict(extra)), text.encode()
    draft = drafting.draft(File(_file_name(row.fields["title"]), data), row)
    if draft.refusal:
        raise Refused(draft.refusal, field="text")
    body = [draft.sha256, row.fields, row.extra]
    try:
        with write(project=project, actor=actor, verb="import documents", op=op, body=body) as work:
            [entry] = storing.recognise(project, [draft], is_locking=True)
            if entry.is_new:
                entry = _store_alone(entry, storing.open_batch(project, work), work)
    except Replayed as again:
        there = Document.objects.by_original(project, [draft.sha256]).get(draft.key, 0)
        return Known(there, is_new=again.operation.events.exists(), is_replayed=True)
    return Known(entry.document_id or 0, is_new=entry.is_new)


def _clean(fields: Mapping[str, str]) -> dict[str, str]:
    try:
        return provenance.clean(fields)
    except provenance.Wrong as wrong:
        raise WrongValue(str(wrong), field="date" if wrong.field == "published" else wrong.field) from wrong


def _file_name(title: str) -> str:
    """The title as a file would be called: no folders in it, and not too long."""
    return f"{title.replace('/', ' ')[: LONGEST_NAME - 4]}.txt"


def _store_alone(entry: Entry, batch: ImportBatch, work: Work) -> Entry:
    stored = storing.store(entry, batch, work)
    storing.close_batch(batch, _report([stored], [stored.draft.file]), work)
    return stored


def _row(said: Mapping[str, Any]) -> Row:
    fields = {FIELDS[name]: str(value) for name, value in said.items() if name in FIELDS}
    return Row(0, fields, {name: value for name, value in said.items() if name not in FIELDS})


def _report(entries: Sequence[Entry], files: Sequence[File]) -> Report:
    return reporting.report(entries, drafting.unused_rows(files))

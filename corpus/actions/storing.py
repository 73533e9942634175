"""The steps of an import inside its operation: recognise what is there, store the rest."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from corpus import dates, originals
from corpus.actions.sourcing import source_named
from corpus.drafting import Draft
from corpus.models import Document, ImportBatch, Original, Paragraph, Revision
from corpus.reporting import Entry, Report
from corpus.states import DESCRIPTION, batch_state, document_state, revision_state, with_paragraphs
from ledger.locks import locked
from ledger.write import Work

Key = tuple[str, str]  # SHA-256 of a file, and part of it


def recognise(project: Any, drafts: Sequence[Draft], *, is_locking: bool = False) -> list[Entry]:
    """What each draft is: added, unchanged (its bytes are in the project, or came twice) or refused.

    With `is_locking`, inside an operation: imports into one project wait for each other.
    """
    if is_locking:
        locked(type(project).objects).get(pk=project.pk)
    there = Document.objects.by_original(project, [draft.sha256 for draft in drafts])
    names = Document.objects.file_names(project, [draft.file.name for draft in drafts])
    first: dict[Key, str] = {}
    entries = []
    for draft in drafts:
        entries.append(_recognise(draft, there, names, first))
        first.setdefault(draft.key, draft.file.name)
    return entries


def _recognise(draft: Draft, there: dict[Key, int], names: set[str], first: dict[Key, str]) -> Entry:
    if draft.refusal:
        return Entry(draft, "refused", draft.refusal)
    if draft.key in there:
        return Entry(draft, "unchanged", _("The same bytes are in the project."), there[draft.key])
    if draft.key in first:
        return Entry(draft, "unchanged", _("The same bytes as %(name)s.") % {"name": first[draft.key]})
    if draft.file.name in names:
        reason = _("Another text came from a file of this name; this one is kept beside it.")
        return Entry(draft, "added", reason)
    return Entry(draft, "added")


def open_batch(project: Any, work: Work) -> ImportBatch:
    """Its report follows when all is stored."""
    batch = ImportBatch.objects.create(project=project, by=work.operation.actor, at=work.operation.at)
    work.operation.about = f"import/{batch.pk}"
    return batch


def close_batch(batch: ImportBatch, report: Report, work: Work) -> None:
    """Keep with an import what became of each of its files."""
    batch.report = report
    batch.save(update_fields=["report"])
    work.record("import", batch.pk, None, batch_state(batch))


def store(entry: Entry, batch: ImportBatch, work: Work) -> Entry:
    """Store a draft that is new: its bytes first, then document, revision and paragraphs, with their events."""
    if entry.status != "added" or entry.draft.parsed is None:
        return entry
    document, note = _document(entry.draft, batch, work)
    revision = _revision(entry.draft, document, batch)
    rows = Paragraph.objects.bulk_create(_paragraphs(entry.draft, revision), batch_size=500)
    work.record("revision", revision.pk, None, with_paragraphs(revision_state(revision), rows))
    reason = " ".join(part for part in (entry.reason, note) if part)
    return replace(entry, document_id=document.pk, reason=reason)


def _document(draft: Draft, batch: ImportBatch, work: Work) -> tuple[Document, str]:
    fields = draft.fields
    source, note = source_named(batch.project, fields["source"], fields["authority"], work)
    document = Document.objects.create(
        project=batch.project,
        source=source,
        year=dates.year_of(fields["published"]),
        extra=draft.extra,
        added_at=work.operation.at,
        **{name: fields[name] for name in DESCRIPTION},
    )
    work.record("document", document.pk, None, document_state(document))
    return document, note


def _revision(draft: Draft, document: Document, batch: ImportBatch) -> Revision:
    text = draft.parsed.text if draft.parsed else ""
    sha256 = originals.keep(draft.file.data)
    original, _is_new = Original.objects.get_or_create(sha256=sha256, defaults={"n_bytes": len(draft.file.data)})
    return Revision.objects.create(
        document=document,
        batch=batch,
        original=original,
        file_name=draft.file.name,
        part=draft.parsed.part if draft.parsed else "",
        encoding=draft.parsed.encoding if draft.parsed else "",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        parser=draft.parser,
        parser_version=draft.parser_version,
    )


def _paragraphs(draft: Draft, revision: Revision) -> Iterable[Paragraph]:
    for ordinal, piece in enumerate(draft.parsed.pieces if draft.parsed else (), start=1):
        yield Paragraph(
            revision=revision,
            ordinal=ordinal,
            kind=piece.kind,
            reason=piece.reason,
            is_codable=piece.kind in Paragraph.CODABLE,
            start=piece.start,
            text=revision.text[piece.start : piece.end],
            n_chars=piece.end - piece.start,
            sentences=[list(interval) for interval in piece.sentences],
            n_sentences=len(piece.sentences),
        )

"""The steps of an import inside its operation: recognise what is there, store the rest."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from corpus import dates, originals
from corpus.actions import likening
from corpus.actions.sourcing import source_named
from corpus.drafting import Draft
from corpus.importers.base import Piece
from corpus.models import Document, ImportBatch, Original, Paragraph, Revision
from corpus.reporting import Entry, Report
from corpus.states import DESCRIPTION, batch_state, document_state, revision_state, with_kinds
from ledger import bulk
from ledger.locks import locked
from ledger.write import Work

Key = tuple[str, str]  # SHA-256 of a file, and part of it
AT_ONCE = 200  # documents that are stored together
COLUMNS = tuple(name for name in bulk.columns(Paragraph) if name != "id")


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
    return _compared(project, entries)


def _compared(project: Any, entries: list[Entry]) -> list[Entry]:
    """Of those that are new it is told which documents are nearly the same."""
    new = [number for number, entry in enumerate(entries) if entry.is_new]
    texts = [entries[number].draft.parsed.text for number in new]  # type: ignore[union-attr]
    for number, like in zip(new, likening.alike(project, texts), strict=True):
        if like:
            percent = min(99, int(100 * like.likeness)) if like.likeness < 1 else 100
            reason = _("Nearly the same text as “%(title)s”: %(percent)s %% alike.")
            words = reason % {"title": like.title, "percent": percent}
            reasons = " ".join(part for part in (words, entries[number].reason) if part)
            entries[number] = replace(entries[number], status="near-duplicate", reason=reasons, like=like.document)
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
    """Store one draft, when it is new."""
    return store_all([entry], batch, work)[0]


def store_all(entries: Sequence[Entry], batch: ImportBatch, work: Work) -> list[Entry]:
    """Store the drafts that are new: their bytes first, then documents, revisions and paragraphs, with their events."""
    stored = list(entries)
    new = [number for number, entry in enumerate(entries) if entry.is_new and entry.draft.parsed]
    for begin in range(0, len(new), AT_ONCE):
        some = new[begin : begin + AT_ONCE]
        for number, entry in zip(some, _store([entries[number] for number in some], batch, work), strict=True):
            stored[number] = entry
    return stored


def _store(entries: Sequence[Entry], batch: ImportBatch, work: Work) -> Iterator[Entry]:
    drafts = [entry.draft for entry in entries]
    documents, notes = _documents(drafts, batch, work)
    revisions = _revisions(drafts, documents, batch)
    likening.keep_sketches(revisions)
    bulk.insert(Paragraph, chain.from_iterable(map(_rows, drafts, revisions)), COLUMNS)
    for draft, revision in zip(drafts, revisions, strict=True):
        said = [(piece.kind, piece.kind in Paragraph.CODABLE, piece.reason) for piece in _pieces(draft)]
        work.record("revision", revision.pk, None, with_kinds(revision_state(revision), said))
    for entry, document, note in zip(entries, documents, notes, strict=True):
        reason = " ".join(part for part in (entry.reason, note) if part)
        yield replace(entry, document_id=document.pk, reason=reason)


def _documents(drafts: Sequence[Draft], batch: ImportBatch, work: Work) -> tuple[list[Document], list[str]]:
    """The documents, and what is to be said of the source of each."""
    said = [source_named(batch.project, each.fields["source"], each.fields["authority"], work) for each in drafts]
    documents = [
        Document(
            project=batch.project,
            source=source,
            year=dates.year_of(draft.fields["published"]),
            extra=draft.extra,
            added_at=work.operation.at,
            **{name: draft.fields[name] for name in DESCRIPTION},
        )
        for draft, (source, _note) in zip(drafts, said, strict=True)
    ]
    bulk.create(documents)
    for document in documents:
        work.record("document", document.pk, None, document_state(document))
    return documents, [note for _source, note in said]


def _revisions(drafts: Sequence[Draft], documents: Sequence[Document], batch: ImportBatch) -> list[Revision]:
    kept = _originals({draft.sha256: draft.file.data for draft in drafts})
    made = [_revision(draft, document, kept, batch) for draft, document in zip(drafts, documents, strict=True)]
    bulk.create(made)
    return made


def _originals(files: Mapping[str, bytes]) -> dict[str, int]:
    """The ids of the files by their SHA-256; their bytes lie on the disk before the database knows of them."""
    originals.keep_all(list(files.values()))
    new = [Original(sha256=sha256, n_bytes=len(data)) for sha256, data in files.items()]
    Original.objects.bulk_create(new, ignore_conflicts=True)  # another project may hold the same bytes
    return dict(Original.objects.filter(sha256__in=files).values_list("sha256", "pk"))


def corrected_revision(draft: Draft, document: Document, batch: ImportBatch, number: int) -> Revision:
    """Another text of a document, stored as pending; its paragraphs follow."""
    revision = _revision(draft, document, _originals({draft.sha256: draft.file.data}), batch)
    revision.number, revision.state = number, Revision.State.PENDING
    revision.save()
    likening.keep_sketches([revision])
    return revision


def _revision(draft: Draft, document: Document, kept: Mapping[str, int], batch: ImportBatch) -> Revision:
    text = draft.parsed.text if draft.parsed else ""
    return Revision(
        document=document,
        batch=batch,
        original_id=kept[draft.sha256],
        file_name=draft.file.name,
        part=draft.parsed.part if draft.parsed else "",
        encoding=draft.parsed.encoding if draft.parsed else "",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        parser=draft.parser,
        parser_version=draft.parser_version,
    )


def _pieces(draft: Draft) -> Sequence[Piece]:
    return draft.parsed.pieces if draft.parsed else ()


def _rows(draft: Draft, revision: Revision) -> Iterator[bulk.Row]:
    """The paragraphs as the database takes them, in the order of their columns."""
    text, owner, codable = revision.text, revision.pk, Paragraph.CODABLE
    for ordinal, piece in enumerate(_pieces(draft), start=1):
        start, end, sentences = piece.start, piece.end, piece.sentences
        kind = str(piece.kind)
        said = (owner, ordinal, kind, piece.reason, kind in codable, start, text[start:end], end - start)
        yield (*said, json.dumps(sentences), len(sentences), 1)

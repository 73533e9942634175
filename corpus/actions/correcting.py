"""Correcting a text: a new one waits beside the current one until it is adopted (with the passages) or rejected."""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from corpus import drafting, reporting
from corpus.actions import storing
from corpus.actions.importing import Refused
from corpus.collation.aligning import align
from corpus.drafting import Draft, File
from corpus.metadata import Row
from corpus.models import Document, ImportBatch, Paragraph, Revision
from corpus.reporting import Entry
from corpus.sandbox.reader import Reader
from corpus.states import batch_state, document_state, revision_state, with_paragraphs
from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import Work, check_version, write


class RevisionPending(Problem):
    """The document has a corrected text already that is neither adopted nor rejected."""

    status, rule = 409, "revision-pending"


class NothingPending(Problem):
    """There is no corrected text that waits."""

    status, rule = 409, "nothing-pending"


class SameText(Problem):
    """The text is the one that is there."""

    rule = "same-text"


def propose_revision(
    *, document: Document, file: File, actor: Any, encoding: str = "", op: uuid.UUID | None = None
) -> Revision:
    """Read a corrected text of a document and keep it as pending. Raises Refused, SameText and RevisionPending.

    Paragraphs that did not change keep kind, reason and sentences, those that changed their kind.
    """
    draft = _draft(file, encoding)
    body = [file.name, draft.sha256, encoding]
    about = f"document/{document.pk}"
    with write(project=document.project, actor=actor, verb="correct text", about=about, op=op, body=body) as work:
        return store_revision(document, draft, work)


def store_revision(document: Document, draft: Draft, work: Work) -> Revision:
    """The same inside an operation, of a draft that was read already; with an import of its own for the report."""
    now = locked(Document.objects).get(pk=document.pk)
    if now.revisions.pending().exists():
        raise RevisionPending(_("A corrected text of this document waits already; adopt or reject it first."))
    if draft.parsed is None or now.revisions.current().filter(sha256=_sha256(draft.parsed.text)).exists():
        raise SameText(_("This is the text that is there already; nothing in it is different."), field="file")
    batch = ImportBatch.objects.create(project=now.project, by=work.operation.actor, at=work.operation.at)
    revision = storing.corrected_revision(draft, now, batch, now.revisions.next_number())
    new = _paragraphs(draft, revision)
    _carry_over(list(Paragraph.objects.of(now)), new)
    rows = Paragraph.objects.bulk_create(new, batch_size=500)
    work.record("revision", revision.pk, None, with_paragraphs(revision_state(revision), rows))
    batch.report = reporting.report([Entry(draft, "revised", document_id=now.pk)])
    batch.save(update_fields=["report"])
    work.record("import", batch.pk, None, batch_state(batch))
    touch(now, work)
    return revision


def reject_revision(*, document: Document, version: int | None, actor: Any, op: uuid.UUID | None = None) -> None:
    """The corrected text that waits is not wanted; it stays in the history. Raises NothingPending and Stale."""
    about = f"document/{document.pk}"
    with write(project=document.project, actor=actor, verb="reject text", about=about, op=op, body=version) as work:
        now = locked(Document.objects).get(pk=document.pk)
        rejected(now, pending_of(now, version), work)


def rejected(document: Document, revision: Revision, work: Work) -> None:
    """The same inside `work`, of a document that is locked."""
    before = revision_state(revision)
    revision.state = Revision.State.REJECTED
    revision.save(update_fields=["state"])
    work.record("revision", revision.pk, before, revision_state(revision))
    touch(document, work)


def pending_of(document: Document, version: int | None) -> Revision:
    """The corrected text that waits, locked, for who saw this version of the document; raises NothingPending, Stale."""
    revision = locked(document.revisions.pending()).first()
    if revision is None:
        raise NothingPending(_("No corrected text of this document waits."))
    check_version(document, version, {"id": document.pk, **document_state(document)})
    return revision


def touch(document: Document, work: Work) -> None:
    """The document is another one for whoever saw it before."""
    before = document_state(document)
    document.version += 1
    document.save(update_fields=["version"])
    work.record("document", document.pk, before, document_state(document))


def _draft(file: File, encoding: str) -> Draft:
    """The one document of a file."""
    with Reader() as reader:
        drafts = drafting.drafts_of(file, Row(encoding=encoding), reader)
    if len(drafts) > 1:
        raise Refused(_("The file holds %d documents; a corrected text is one.") % len(drafts), field="file")
    if drafts[0].refusal:
        raise Refused(drafts[0].refusal, field="file")
    return drafts[0]


def _paragraphs(draft: Draft, revision: Revision) -> list[Paragraph]:
    """Not stored yet; their kinds are what the rules guess."""
    pieces = draft.parsed.pieces if draft.parsed else ()
    return [
        Paragraph(
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
        for ordinal, piece in enumerate(pieces, start=1)
    ]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _carry_over(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> None:
    """What the paragraphs of the current text are, the new ones are too."""
    for before, after, is_same in alike(old, new):
        after.kind, after.is_codable, after.reason = before.kind, before.is_codable, before.reason
        if is_same:
            after.sentences, after.n_sentences = before.sentences, before.n_sentences


def alike(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Paragraph, bool]]:
    """(old paragraph, new one that comes from it, whether its text is the same), for those that have an old one."""
    alignment = align([each.text for each in old], [each.text for each in new])
    for j, i in alignment.origins().items():
        yield old[i], new[j], alignment.same.get(i) == j

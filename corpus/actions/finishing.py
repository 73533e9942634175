"""An import is carried out: each file whole or not at all, a failing one beside the others; it may stop and go on."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from corpus import holding
from corpus.actions import correcting, previewing, storing
from corpus.actions.previewing import Read
from corpus.actions.receiving import STORE, State, move, now_of, refuse_unless
from corpus.chosen import is_correction
from corpus.holding import FileGone
from corpus.models import Document, ImportBatch, ImportFile
from corpus.reporting import Entry
from corpus.sandbox.reader import Reader
from corpus.states import batch_state
from jobs.actions import queueing
from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import Work, check_version, write

SECONDS = 0.3  # of getting files ready, between two operations
MOST = 20  # files of one operation
FAILURES = (Problem, DataError, IntegrityError)  # of one file, and of no concern to the others


@dataclass(frozen=True)
class Left:
    """How many files are still to be stored, and how many documents were added in this step."""

    n_files: int
    n_added: int = 0


def begin_storing(
    *, batch: ImportBatch, version: int | None, actor: Any, op: uuid.UUID | None = None, has_job: bool = True
) -> ImportBatch:
    """Store what was seen: a job does it, or whoever calls this without one. Raises ImportOver and Stale.

    Asked for again while it is being stored, it goes on where it stopped.
    """
    about = f"import/{batch.pk}"
    with write(project=batch.project, actor=actor, verb="store import", about=about, op=op) as work:
        now = now_of(batch)
        refuse_unless(now, State.READY, State.STORING)
        check_version(now, version, batch_state(now))
        move(now, State.STORING, work)
        if has_job:
            queueing.enqueue(STORE, key=str(now.pk), args={"batch": now.pk}, project=now.project, by=actor)
    return now


def store_some(*, batch: ImportBatch, actor: Any, reader: Reader) -> Left:
    """One operation with the next few files; what still is to be done. After the last one the import is done.

    What another worker stored meanwhile is left alone; nothing happens to an import that was cancelled.
    """
    ready = _made_ready(batch, reader)
    with write(project=batch.project, actor=actor, verb="import documents", about=f"import/{batch.pk}") as work:
        now = now_of(batch)
        if now.state != State.STORING:
            return Left(0)
        n_added = _store(now, ready, work)
        left = ImportFile.objects.of(batch).storable().count()
        if not left:
            report = {"unused": now.report.get("unused", []), **_sums(batch)}
            move(now, State.DONE, work, report=report)
    if not left:
        holding.drop(batch.pk)
    return Left(left, n_added)


def _made_ready(batch: ImportBatch, reader: Reader) -> list[Read]:
    """Outside the operation, so that nobody waits for it; what cannot be read any more is refused."""
    until, shared, ready = monotonic() + SECONDS, previewing.shared_of(batch, reader), []
    for row in ImportFile.objects.of(batch).storable()[:MOST]:
        try:
            ready.append(Read(row, previewing.drafts_of(row, shared, reader)))
        except FileGone as gone:
            _refuse(row, gone.message, gone.rule)
            ready.append(Read(row, ()))
        if monotonic() > until:
            break
    return ready


def _store(batch: ImportBatch, ready: Sequence[Read], work: Work) -> int:
    """All files together, which is quick; one after the other where that fails. How many documents were added."""
    ours = set(locked(ImportFile.objects.of(batch).storable()).values_list("pk", flat=True))
    mine = [each for each in ready if each.row.pk in ours]
    drafts = [draft for each in mine for draft in each.drafts]
    entries = storing.recognise(batch.project, drafts, is_locking=True)
    try:
        _store_files(mine, entries, batch, work)
    except FAILURES:
        for each in mine:
            own, entries = entries[: len(each.drafts)], entries[len(each.drafts) :]
            _store_alone(each, own, batch, work)
    fields = ["state", "status", "is_doubtful", "n_documents", "report"]
    ImportFile.objects.bulk_update([each.row for each in mine], fields, batch_size=100)
    return sum(each.row.n_documents for each in mine)


def _store_alone(read: Read, entries: Sequence[Entry], batch: ImportBatch, work: Work) -> None:
    try:
        _store_files([read], entries, batch, work)
    except FAILURES as error:
        _refuse(read.row, _in_words(error), getattr(error, "rule", "stored"))


def _store_files(read: Sequence[Read], entries: Sequence[Entry], batch: ImportBatch, work: Work) -> None:
    """All of it or nothing, and then nothing of it is in the operation."""
    events, known = dict(work.events), dict(work.known)
    try:
        with transaction.atomic():
            stored = iter(_stored(read, entries, batch, work))
    except FAILURES:
        work.events, work.known = events, known
        raise
    for each in read:
        if each.drafts:
            previewing.tell(each.row, [next(stored) for _draft in each.drafts], ImportFile.State.STORED)


def _stored(read: Sequence[Read], entries: Sequence[Entry], batch: ImportBatch, work: Work) -> list[Entry]:
    """A text that somebody chose to be the corrected text of a document waits beside that one's."""
    choices = [each.row.choices for each in read for _draft in each.drafts]
    corrected = [
        _correct(entry, work) if entry.like and is_correction(chosen, entry.draft.key[1]) else entry
        for entry, chosen in zip(entries, choices, strict=True)
    ]
    return storing.store_all(corrected, batch, work)


def _correct(entry: Entry, work: Work) -> Entry:
    document = Document.objects.select_related("project").get(pk=entry.like or 0)
    correcting.store_revision(document, entry.draft, work)
    reason = _("It waits as the corrected text of “%(title)s”.") % {"title": document.title}
    return replace(entry, status="revised", reason=reason, document_id=document.pk)


def _in_words(error: Exception) -> str:
    if isinstance(error, Problem):
        return error.message
    return _("The database refused it. Nothing of it was stored.")


def _refuse(row: ImportFile, reason: str, rule: str) -> None:
    row.state, row.status, row.n_documents = ImportFile.State.REFUSED, ImportFile.Status.REFUSED, 0
    row.report = {**row.report, "reason": reason, "rule": rule, "documents": [], "added": 0, "unchanged": 0}


def _sums(batch: ImportBatch) -> dict[str, int]:
    counts = ImportFile.objects.of(batch).counts()
    return {"files": counts["all"], "added": counts["documents"], "refused": counts["refused"]}

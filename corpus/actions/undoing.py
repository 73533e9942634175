"""An import is taken back as one: its documents are withdrawn, as long as nobody has worked on any of them."""

import uuid
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from corpus.actions import correcting
from corpus.actions.receiving import State, move, now_of, refuse_unless
from corpus.models import Document, ImportBatch, Revision
from corpus.states import batch_state, document_state
from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import Work, check_version, write


class WorkedOn(Problem):
    """Somebody has worked on documents that are to be withdrawn."""

    status, rule = 409, "worked-on"


def why_not(documents: Collection[int]) -> str:
    """What was done with documents of these ids, in words, so that they cannot be withdrawn; "" when nothing was.

    Asked are those that settings.WITHDRAWAL_CHECKS names, since others know what is done with texts.
    """
    said = (import_string(check)(documents) for check in settings.WITHDRAWAL_CHECKS)
    return " ".join(reason for reason in said if reason)


def undo_import(*, batch: ImportBatch, version: int | None, actor: Any, op: uuid.UUID | None = None) -> int:
    """Withdraw the documents of an import that is over; how many. Raises ImportOver, Stale, WorkedOn.

    Corrected texts that came with it and still wait are rejected. The same files, imported again, are new documents.
    """
    about = f"import/{batch.pk}"
    with write(project=batch.project, actor=actor, verb="undo import", about=about, op=op) as work:
        now = now_of(batch)
        refuse_unless(now, State.DONE, State.CANCELLED)
        check_version(now, version, batch_state(now))
        documents = list(locked(Document.objects.of_import(now).active().by_id()))
        if reason := why_not([document.pk for document in documents]):
            raise WorkedOn(reason)
        for document in documents:
            _withdraw(document, work)
        Document.objects.bulk_update(documents, ["withdrawn_at", "version"], batch_size=200)
        for revision in Revision.objects.waiting_from(now):
            correcting.rejected(locked(Document.objects).get(pk=revision.document_id), revision, work)
        move(now, State.UNDONE, work)
    return len(documents)


def _withdraw(document: Document, work: Work) -> None:
    before = document_state(document)
    document.withdrawn_at, document.version = work.operation.at, document.version + 1
    work.record("document", document.pk, before, document_state(document))

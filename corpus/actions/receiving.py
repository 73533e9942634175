"""An import begins: files arrive, in one request or in many; when all are here they are read. Or it is cancelled."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from corpus import holding
from corpus.drafting import LONGEST_NAME, File, storable_name
from corpus.models import ImportBatch, ImportFile
from corpus.states import batch_state
from jobs.actions import queueing
from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import Work, check_version, write

READ, STORE = "read import", "store import"  # kinds of jobs
State, Status = ImportBatch.State, ImportFile.Status


class ImportOver(Problem):
    """Nothing of this kind can happen to the import any more, or not yet."""

    status, rule = 409, "import-over"


def open_import(*, project: Any, actor: Any, op: uuid.UUID | None = None) -> ImportBatch:
    """An import without files as yet."""
    with write(project=project, actor=actor, verb="begin import", op=op) as work:
        batch = ImportBatch.objects.create(project=project, by=actor, at=work.operation.at, state=State.RECEIVING)
        work.operation.about = f"import/{batch.pk}"
        work.record("import", batch.pk, None, batch_state(batch))
    return batch


def add_files(*, batch: ImportBatch, files: Iterable[File], actor: Any) -> int:
    """Keep files for an import that is open to them; how many it has now. Raises ImportOver.

    A file that came before, under the same name with the same bytes, counts once: a request may come twice.
    """
    refuse_unless(batch, State.RECEIVING)
    files = list(files)
    holding.keep(batch.pk, [file.data for file in files])
    with write(project=batch.project, actor=actor, verb="add files to import") as _work:
        refuse_unless(now_of(batch), State.RECEIVING)
        return add_rows(batch, files)


def add_rows(batch: ImportBatch, files: Sequence[File]) -> int:
    """Inside an operation, the rows of files whose bytes are kept; how many there are now."""
    number, there = ImportFile.objects.of(batch).last_number(), ImportFile.objects.of(batch).pairs()
    new = {(storable_name(file.name), file.sha256): file for file in files}
    rows = [_row(batch, file) for pair, file in new.items() if pair not in there]
    for row in rows:
        row.number = number = number + 1
    ImportFile.objects.bulk_create(rows, batch_size=200)
    return number


def _row(batch: ImportBatch, file: File) -> ImportFile:
    row = ImportFile(
        batch=batch,
        name=storable_name(file.name),
        folder=storable_name(file.folder),
        sha256=file.sha256,
        n_bytes=len(file.data),
    )
    if row.name != file.name or len(file.name) > LONGEST_NAME:
        row.state, row.status = ImportFile.State.REFUSED, Status.REFUSED
        row.report = {"reason": _("Its name is too long, or holds what cannot be stored."), "rule": "name"}
    elif file.is_metadata:
        row.status, row.choices = Status.METADATA, {} if file.is_whole else {"is_alone": True}
    return row


def begin_reading(*, batch: ImportBatch, actor: Any, op: uuid.UUID | None = None, has_job: bool = True) -> ImportBatch:
    """All files are here: a job reads them, or whoever calls this without one. Raises ImportOver.

    Asked for again, it goes on where it stopped.
    """
    about = f"import/{batch.pk}"
    with write(project=batch.project, actor=actor, verb="read import", about=about, op=op) as work:
        now = now_of(batch)
        refuse_unless(now, State.RECEIVING, State.READING)
        move(now, State.READING, work)
        if has_job:
            queueing.enqueue(READ, key=str(now.pk), args={"batch": now.pk}, project=now.project, by=actor)
    return now


def read_again(batch: ImportBatch, work: Work) -> None:
    """Inside `work`, what would become of all files that were read is found out anew, by a job.

    The import is locked and being read, or ready; what was chosen for it and changed is stored with it.
    """
    ImportFile.objects.of(batch).storable().update(state=ImportFile.State.WAITING)
    move(batch, State.READING, work, choices=batch.choices)
    queueing.enqueue(READ, key=str(batch.pk), args={"batch": batch.pk}, project=batch.project, by=work.operation.actor)


def cancel_import(*, batch: ImportBatch, version: int | None, actor: Any, op: uuid.UUID | None = None) -> ImportBatch:
    """Nothing more of it is stored, and its files are not kept; what is stored stays. Raises ImportOver, Stale."""
    about = f"import/{batch.pk}"
    with write(project=batch.project, actor=actor, verb="cancel import", about=about, op=op) as work:
        now = now_of(batch)
        refuse_unless(now, *OPEN)
        check_version(now, version, batch_state(now))
        move(now, State.CANCELLED, work)
    holding.drop(batch.pk)
    return now


OPEN: Sequence[str] = (State.RECEIVING, State.READING, State.READY, State.STORING)


def refuse_unless(batch: ImportBatch, *states: str) -> None:
    """Raise ImportOver unless the import, as it is now, is in one of these states."""
    if batch.state not in states:
        words = _("This cannot be done now: the import is in another state (%(state)s).")
        raise ImportOver(words % {"state": batch.get_state_display()}, current=batch_state(batch))


def move(batch: ImportBatch, state: str, work: Work, **fields: Any) -> None:
    """Inside `work`, an import that is locked gets into another state; fields of it change with that."""
    before = batch_state(batch)
    if state == batch.state and not fields:
        return
    batch.state, batch.version = state, batch.version + 1
    for name, value in fields.items():
        setattr(batch, name, value)
    batch.save()
    work.record("import", batch.pk, before, batch_state(batch))


def now_of(batch: ImportBatch) -> ImportBatch:
    """As it is, under its lock."""
    return locked(ImportBatch.objects).select_related("project").get(pk=batch.pk)

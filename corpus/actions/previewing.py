"""What an import would do, file after file: each is read once, and what would become of it is kept with it.

Nothing of a project changes here, so there are no events but the last one: that the import is ready.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corpus import archives, chosen, drafting, holding, reporting
from corpus.actions import receiving, storing
from corpus.actions.receiving import State, Status, move, now_of
from corpus.drafting import Draft, File, Tables
from corpus.habits import Known
from corpus.importers.base import Unreadable
from corpus.models import ImportBatch, ImportFile, SourceHabit
from corpus.reporting import Entry
from corpus.sandbox.reader import Reader
from ledger.write import write

SECONDS = 1.0  # between two times at which what was read is kept, and seen
MOST = 50  # files between them


@dataclass(frozen=True)
class Shared:
    """What counts for all files of an import: the metadata tables among them, and what is always so in a source."""

    tables: Tables
    known: Known


@dataclass(frozen=True)
class Read:
    """A file with the drafts of its documents; a table has none, an archive files instead."""

    row: ImportFile
    drafts: Sequence[Draft]
    files: Sequence[File] = ()


def read_some(*, batch: ImportBatch, reader: Reader) -> int:
    """Read files that wait, for about a second; how many still do. The last one makes the import ready.

    Does nothing to an import that is not being read any more. Raises FileGone where its bytes are not there.
    """
    rows = ImportFile.objects.of(batch).waiting()[:MOST]
    read = list(_for_a_second(batch, rows, reader))
    with write(project=batch.project, actor=None, verb="read import", about=f"import/{batch.pk}") as work:
        now = now_of(batch)
        if now.state != State.READING:
            if not now.is_open:
                holding.drop(now.pk)  # what was unpacked when it was cancelled
            return 0
        keep_read(now, read)
        n_waiting = ImportFile.objects.of(batch).waiting().count()
        if not n_waiting:
            move(now, State.READY, work, report={"unused": unused(now, tables_of(now, reader))})
    return n_waiting


def _for_a_second(batch: ImportBatch, rows: Any, reader: Reader) -> Iterator[Read]:
    until, shared = monotonic() + SECONDS, shared_of(batch, reader)
    for row in rows:
        yield _opened(batch, row) if archives.is_archive(row.name) else Read(row, drafts_of(row, shared, reader))
        if monotonic() > until:
            break


def _opened(batch: ImportBatch, row: ImportFile) -> Read:
    """An archive with its files, whose bytes are kept from now on; or why it is not opened."""
    file = file_of(row)
    n_bytes = ImportFile.objects.of(batch).bytes_below(archives.outermost(row.name))
    try:
        files = archives.opened(file, n_bytes)
    except Unreadable as no:
        return Read(row, [drafting.refused(file, no)])
    holding.keep(batch.pk, [each.data for each in files])
    return Read(row, (), files)


def shared_of(batch: ImportBatch, reader: Reader) -> Shared:
    """As it is now."""
    habits = SourceHabit.objects.in_project(batch.project_id).rows()
    return Shared(tables_of(batch, reader), Known(habits, batch.choices.get("rules")))


def tables_of(batch: ImportBatch, reader: Reader) -> Tables:
    """What the metadata tables among its files say, by folder."""
    tables = [file_of(row) for row in ImportFile.objects.of(batch).tables()]
    return drafting.tables_of(tables, holding.Remembering(batch.pk, reader))


def unused(batch: ImportBatch, tables: Tables) -> list[str]:
    """The files that a table speaks of and that did not come; of a table that came alone nothing is expected."""
    here = set(ImportFile.objects.of(batch).names())
    names = {(folder, name.rpartition("/")[2]) for folder, name in here}
    alone = {row.folder for row in ImportFile.objects.of(batch).tables() if row.choices.get("is_alone")}
    said = {folder: table for folder, table in tables.items() if folder not in alone}
    rows = [(folder, name) for folder, table in said.items() if not isinstance(table, str) for name in table]
    return [name for folder, name in rows if (folder, name) not in names]


def file_of(row: ImportFile) -> File:
    """The file with its bytes; raises FileGone."""
    return File(row.name, holding.data_of(row.batch_id, row.sha256), row.folder)


def drafts_of(row: ImportFile, shared: Shared, reader: Reader) -> list[Draft]:
    """Its documents as they would be stored, with all that was said and chosen; read once, remembered afterwards."""
    remembering = holding.Remembering(row.batch_id, reader)
    drafts = drafting.drafts_beside(file_of(row), shared.tables, remembering, row.encoding)
    return [chosen.applied(draft, row.choices, shared.known) for draft in drafts]


def keep_read(batch: ImportBatch, read: Sequence[Read]) -> None:
    """Inside an operation, keep with each file what would become of it."""
    for each in read:
        if each.files:
            receiving.add_rows(batch, each.files)
            found = ngettext("%(n)s file was found in it.", "%(n)s files were found in it.", len(each.files))
            each.row.status, each.row.report = Status.ARCHIVE, {"reason": found % {"n": len(each.files)}}
    entries = iter(storing.recognise(batch.project, [draft for each in read for draft in each.drafts]))
    twins = ImportFile.objects.of(batch).first_names(each.row.sha256 for each in read)
    for each in read:
        told = [_beside(next(entries), each.row, twins) for _draft in each.drafts]
        tell(each.row, told)
    fields = ["state", "status", "is_doubtful", "n_documents", "report"]
    ImportFile.objects.bulk_update([each.row for each in read], fields, batch_size=100)


def _beside(entry: Entry, row: ImportFile, twins: dict[str, tuple[int, str]]) -> Entry:
    """What comes twice in an import is stored once, as the first file of these bytes."""
    number, name = twins.get(row.sha256, (row.number, ""))
    if entry.status == "refused" or number >= row.number:
        return entry
    return replace(entry, status="unchanged", reason=_("The same bytes as %(name)s.") % {"name": name})


def tell(row: ImportFile, entries: Sequence[Entry], state: str = ImportFile.State.READ) -> None:
    """Set, unsaved, what a file says of itself after it was read or stored."""
    if not entries:  # a table that can be read, an archive that was opened
        row.state = state
        return
    told = reporting.told_of(entries)
    row.status, row.report = told.pop("status"), told
    row.state = ImportFile.State.REFUSED if row.status == "refused" else state
    row.n_documents = sum(entry.status not in ("refused", "unchanged") for entry in entries)
    row.is_doubtful = bool(row.n_documents) and any(document["notes"] for document in told["documents"])
    row.report["added"] = row.n_documents
    row.report["unchanged"] = sum(entry.status == "unchanged" for entry in entries)

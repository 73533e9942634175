"""What is known of many documents of an import at once: row by row, or one value for many of them."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus import provenance
from corpus.actions.choosing import with_choice
from corpus.actions.receiving import State, now_of, read_again, refuse_unless
from corpus.actions.sourcing import WrongValue
from corpus.models import ImportFile
from corpus.states import batch_state, import_file_id, import_file_state
from ledger.locks import locked
from ledger.write import Work, check_version, write

REPORTED = {"published": "date"}  # fields that have another name in a report


@dataclass(frozen=True)
class Said:
    """Fields (names of provenance.LENGTHS) of one document: the number of its file, its version, the part."""

    number: int
    version: int | None
    part: str
    fields: Mapping[str, str]


def describe_rows(*, batch: Any, rows: Iterable[Said], actor: Any, op: uuid.UUID | None = None) -> int:
    """All of the rows or none; of how many documents something is different now.

    Raises WrongValue (its field is "number.field"), ImportOver, and Stale when a file was changed since.
    """
    said = [Said(row.number, row.version, row.part, _clean(row)) for row in rows]
    body = [[row.number, row.part, row.fields] for row in said]
    about = f"import/{batch.pk}"
    with write(project=batch.project, actor=actor, verb="describe import files", about=about, op=op, body=body) as work:
        now = now_of(batch)
        refuse_unless(now, State.READY, State.READING)
        wanted = {row.number for row in said}
        files = {file.number: file for file in locked(ImportFile.objects.of(batch).filter(number__in=wanted))}
        for row in said:
            check_version(files[row.number], row.version, import_file_state(files[row.number]))
        n = sum(_say(files.values(), said, work))
        if n:
            read_again(now, work)
    return n


def fill_down(
    *, batch: Any, fields: Mapping[str, str], only_unknown: bool, version: int | None, actor: Any,
    op: uuid.UUID | None = None,
) -> int:  # fmt: skip
    """The same values for all documents that would be added; with `only_unknown` where nothing is known as yet.

    Of how many documents something is different now. Raises WrongValue, ImportOver, Stale.
    """
    clean = _clean(Said(0, None, "", {name: value for name, value in fields.items() if value}))
    about, body = f"import/{batch.pk}", [clean, only_unknown]
    with write(project=batch.project, actor=actor, verb="fill import", about=about, op=op, body=body) as work:
        now = now_of(batch)
        refuse_unless(now, State.READY, State.READING)
        check_version(now, version, batch_state(now))
        files = list(locked(ImportFile.objects.of(batch).storable()))
        n = sum(_say(files, [each for file in files for each in _filled(file, clean, only_unknown)], work))
        if n:
            read_again(now, work)
    return n


def _filled(file: ImportFile, fields: Mapping[str, str], only_unknown: bool) -> Iterable[Said]:
    for document in file.report.get("documents", []):
        free = {name for name in fields if not only_unknown or not document.get(REPORTED.get(name, name))}
        yield Said(file.number, None, document["part"], {name: fields[name] for name in free})


def _say(files: Iterable[ImportFile], rows: Iterable[Said], work: Work) -> list[bool]:
    """Keep with each file what is said of its documents; for each row whether that is anything new."""
    by_number = {file.number: file for file in files}
    before = {file.number: import_file_state(file) for file in by_number.values()}
    told = [_tell(by_number[row.number], row) for row in rows]
    changed = [file for number, file in by_number.items() if import_file_state(file) != before[number]]
    for file in changed:
        file.version += 1
        known = before[file.number] if file.version > 2 else None
        work.record("import file", import_file_id(file), known, import_file_state(file))
    ImportFile.objects.bulk_update(changed, ["choices", "report", "version"], batch_size=100)
    return told


def _tell(file: ImportFile, row: Said) -> bool:
    """In the choices, which count, and in the report, until the file is read with them."""
    documents = file.report.get("documents", [])
    document = next((each for each in documents if each["part"] == row.part), None)
    if document is None:
        return False
    new = {name: value for name, value in row.fields.items() if document.get(REPORTED.get(name, name)) != value}
    if new:
        file.choices = with_choice(file.choices, "fields", row.part, new)
        document.update({REPORTED.get(name, name): value for name, value in new.items()})
    return bool(new)


def _clean(row: Said) -> dict[str, str]:
    try:
        return provenance.clean(row.fields)
    except provenance.Wrong as wrong:
        raise WrongValue(str(wrong), field=f"{row.number}.{wrong.field}") from wrong

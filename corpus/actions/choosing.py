"""What somebody decides about a file of an import before it is stored: encoding, title and the rest, whether at all."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from corpus import encodings
from corpus.actions import previewing
from corpus.actions.previewing import Read
from corpus.actions.receiving import State, now_of, refuse_unless
from corpus.actions.sourcing import WrongValue
from corpus.drafting import Draft
from corpus.models import ImportFile
from corpus.sandbox.reader import Reader
from corpus.states import import_file_id, import_file_state
from ledger.locks import locked
from ledger.write import check_version, write


def choose_encoding(
    *, file: ImportFile, encoding: str, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> ImportFile:
    """Read a file again in another encoding, "" for the one that is found; raises WrongValue, ImportOver, Stale."""
    if encoding and not encodings.known(encoding):
        raise WrongValue(_("“%(name)s” is no encoding.") % {"name": encoding[:40]}, field="encoding")
    with _changing(file, version, actor, op, ["encoding", encoding]) as now:
        now.encoding = encoding
        _read_again(now)
    return now


def describe_document(
    *,
    file: ImportFile,
    part: str,
    fields: Mapping[str, str],
    version: int | None,
    actor: Any,
    op: uuid.UUID | None = None,
) -> ImportFile:
    """Say what one document of a file is called and where it is from: clean values of provenance.LENGTHS.

    Only what differs from what is there is kept as chosen. Raises WrongValue for a part it does not have, ImportOver,
    Stale.
    """
    with _changing(file, version, actor, op, ["fields", part, dict(fields)]) as now:
        shown = {draft.key[1]: draft.fields for draft in _drafts(now) if draft.parsed}
        if part not in shown:
            raise WrongValue(_("The file has no such document."), field="part")
        other = {name: value for name, value in fields.items() if shown[part].get(name) != value}
        own = now.choices.get("fields", {})
        now.choices = {**now.choices, "fields": {**own, part: {**own.get(part, {}), **other}}}
        _read_again(now)
    return now


def leave_out(
    *, file: ImportFile, is_left_out: bool, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> ImportFile:
    """Do not store a file, or store it after all; raises ImportOver, Stale."""
    with _changing(file, version, actor, op, ["left out", is_left_out]) as now:
        if now.state in (ImportFile.State.READ, ImportFile.State.LEFT_OUT):
            now.state = ImportFile.State.LEFT_OUT if is_left_out else ImportFile.State.READ
    return now


@contextmanager
def _changing(
    file: ImportFile, version: int | None, actor: Any, op: uuid.UUID | None, body: list[Any]
) -> Iterator[ImportFile]:
    """The file as it is, under its lock, in an operation that stores what becomes of it."""
    batch = file.batch
    about, whole = f"import/{batch.pk}", [file.number, *body]
    with write(project=batch.project, actor=actor, verb="describe import file", about=about, op=op, body=whole) as work:
        refuse_unless(now_of(batch), State.READY, State.READING)
        now = locked(ImportFile.objects).select_related("batch__project").get(pk=file.pk)
        before = import_file_state(now)
        check_version(now, version, before)
        yield now
        now.version += 1
        now.save()
        work.record("import file", import_file_id(now), before if now.version > 2 else None, import_file_state(now))


def _drafts(file: ImportFile) -> list[Draft]:
    with Reader() as reader:
        return previewing.drafts_of(file, previewing.tables_of(file.batch), reader)


def _read_again(file: ImportFile) -> None:
    was = file.state
    previewing.keep_read(file.batch, [Read(file, _drafts(file))])
    if was == ImportFile.State.LEFT_OUT and file.state == ImportFile.State.READ:
        file.state = was

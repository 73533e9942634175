"""What somebody decides about a file of an import before it is stored: encoding, title and the rest, whether at all."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
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
from ledger.write import Work, check_version, write


def choose_encoding(
    *, file: ImportFile, encoding: str, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> ImportFile:
    """Read a file again in another encoding, "" for the one that is found; raises WrongValue, ImportOver, Stale."""
    if encoding and not encodings.known(encoding):
        raise WrongValue(_("“%(name)s” is no encoding.") % {"name": encoding[:40]}, field="encoding")
    file.encoding = encoding
    drafts = drafts_of(file)
    with changing(file, version, actor, op, ["encoding", encoding]) as (now, _work):
        now.encoding = encoding
        keep_drafts(now, drafts)
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
    shown = {draft.key[1]: draft.fields for draft in drafts_of(file) if draft.parsed}
    if part not in shown:
        raise WrongValue(_("The file has no such document."), field="part")
    other = {name: value for name, value in fields.items() if shown[part].get(name) != value}
    file.choices = with_choice(file.choices, "fields", part, other)
    drafts = drafts_of(file)
    with changing(file, version, actor, op, ["fields", part, dict(fields)]) as (now, _work):
        now.choices = file.choices
        keep_drafts(now, drafts)
    return now


def correct_document(
    *, file: ImportFile, part: str, is_correction: bool, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> ImportFile:
    """A text that is nearly that of a document shall be its corrected text, or a document of its own after all.

    Raises WrongValue where no document is like it, ImportOver, Stale.
    """
    documents = file.report.get("documents", [])
    if not any(each["part"] == part and each.get("like") for each in documents):
        raise WrongValue(_("No document has nearly this text."), field="part")
    with changing(file, version, actor, op, ["corrects", part, is_correction]) as (now, _work):
        now.choices = with_choice(now.choices, "corrects", part, {"is": "yes" if is_correction else ""})
    return now


def leave_out(
    *, file: ImportFile, is_left_out: bool, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> ImportFile:
    """Do not store a file, or store it after all; raises ImportOver, Stale."""
    with changing(file, version, actor, op, ["left out", is_left_out]) as (now, _work):
        if now.state in (ImportFile.State.READ, ImportFile.State.LEFT_OUT) and not now.is_in_hand:
            now.state = ImportFile.State.LEFT_OUT if is_left_out else ImportFile.State.READ
    return now


def with_choice(choices: Mapping[str, Any], of: str, part: str, more: Mapping[str, str]) -> dict[str, Any]:
    """The choices for a file with some more `of` one sort ("fields", "kinds") for one of its documents."""
    own = choices.get(of, {})
    return {**choices, of: {**own, part: {**own.get(part, {}), **more}}}


@contextmanager
def changing(
    file: ImportFile, version: int | None, actor: Any, op: uuid.UUID | None, body: list[Any]
) -> Iterator[tuple[ImportFile, Work]]:
    """The file as it is, under its lock, in an operation that stores what becomes of it.

    What takes long, as reading it again, is done before: nobody else can write meanwhile.
    """
    batch = file.batch
    about, whole = f"import/{batch.pk}", [file.number, *body]
    with write(project=batch.project, actor=actor, verb="describe import file", about=about, op=op, body=whole) as work:
        refuse_unless(now_of(batch), State.READY, State.READING)
        now = locked(ImportFile.objects).select_related("batch__project").get(pk=file.pk)
        before = import_file_state(now)
        check_version(now, version, before)
        yield now, work
        now.version += 1
        now.save()
        work.record("import file", import_file_id(now), before if now.version > 2 else None, import_file_state(now))


def drafts_of(file: ImportFile) -> list[Draft]:
    """Its documents with what is chosen in `file`, which need not be stored yet."""
    with Reader() as reader:
        return previewing.drafts_of(file, previewing.shared_of(file.batch, reader), reader)


def keep_drafts(file: ImportFile, drafts: Sequence[Draft]) -> None:
    """Inside an operation: what becomes of the file is what these drafts say; one that is left out stays so."""
    was = file.state
    previewing.keep_read(file.batch, [Read(file, drafts)])
    if was == ImportFile.State.LEFT_OUT and file.state == ImportFile.State.READ:
        file.state = was

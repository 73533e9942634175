"""Reads files for an import, before anything is stored: a draft of each document, or why it is refused."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from corpus import metadata, provenance
from corpus.importers import importer_of
from corpus.importers.base import Importer, Parsed, Unreadable
from corpus.metadata import Row
from corpus.sandbox.reader import Reader
from corpus.storable import UNSTORABLE, refuse_unstorable

LONGEST_NAME = 300


@dataclass(frozen=True)
class File:
    """A file as it came: its name (with folders, "/" between them), its bytes, and the folder whose metadata count.

    `is_whole` is false for a metadata.csv that came without all the files of its folder.
    """

    name: str
    data: bytes
    folder: str = ""
    is_whole: bool = True

    @cached_property
    def base_name(self) -> str:
        return PurePosixPath(self.name).name

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_metadata(self) -> bool:
        return self.base_name == metadata.NAME


@dataclass(frozen=True)
class Draft:
    """A document of a file; `refusal` says why it cannot be imported, "" when it can, and `rule` names that reason."""

    file: File
    sha256: str
    refusal: str = ""
    rule: str = ""
    parsed: Parsed | None = None
    parser: str = ""
    parser_version: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """By which it is known again: the bytes, and which document of theirs."""
        return self.sha256, self.parsed.part if self.parsed else ""


def read_all(files: Iterable[File]) -> list[Draft]:
    """The drafts of each file, in their order; each metadata.csv speaks for the files of its own folder."""
    files = list(files)
    tables = {file.folder: file for file in files if file.is_metadata}
    read = {folder: _table(file) for folder, file in tables.items()}
    drafts = []
    with Reader() as reader:
        for file in files:
            table = read.get(file.folder, {})
            if isinstance(table, str):
                why = table if file.is_metadata else _("Its metadata.csv cannot be used: %(why)s") % {"why": table}
                drafts.append(_refused(file, why, "metadata"))
            elif not file.is_metadata:
                drafts += drafts_of(file, table.get(file.base_name, Row()), reader)
    return drafts


def unused_rows(files: Sequence[File]) -> list[str]:
    """The files that a metadata.csv speaks of and that did not come."""
    missing = []
    for file in files:
        table = _table(file) if file.is_metadata and file.is_whole else {}
        here = {other.base_name for other in files if other.folder == file.folder} if table else set()
        missing += [] if isinstance(table, str) else [name for name in table if name not in here]
    return missing


def draft(file: File, row: Row) -> Draft:
    """The only document of a file, or the first."""
    with Reader() as reader:
        return drafts_of(file, row, reader)[0]


def drafts_of(file: File, row: Row, reader: Reader) -> list[Draft]:
    """The documents of one file with what its metadata say; what they leave out is what the file proposes."""
    try:
        if len(file.name) > LONGEST_NAME:
            raise Unreadable(_("Its name is longer than %(n)s characters.") % {"n": LONGEST_NAME}, rule="name")
        _refuse_unstorable_name(file)
        importer = importer_of(file.name)
        return [_draft(file, parsed, importer, row) for parsed in reader.read(importer, file.data, row.encoding)]
    except provenance.Wrong as wrong:
        where = {"line": row.line, "field": wrong.field, "why": wrong}
        return [_refused(file, _("metadata.csv, line %(line)s, %(field)s: %(why)s") % where, "metadata")]
    except Unreadable as error:
        return [_refused(file, str(error), error.rule)]


def _draft(file: File, parsed: Parsed, importer: Importer, row: Row) -> Draft:
    extra = {**parsed.extra, **row.extra}
    fields = _fields(file, parsed, row)
    return Draft(file, _sha256(file), "", "", parsed, importer.name, importer.version, fields, extra)


def _fields(file: File, parsed: Parsed, row: Row) -> dict[str, str]:
    proposed = parsed.proposals
    title = proposed.title or PurePosixPath(file.name).stem
    said = {
        "title": title,
        "author": proposed.author,
        "source": proposed.source,
        "authority": "",
        "published": proposed.published,
        "language": proposed.language,
        "url": "",
        "licence": "",
        "external_id": "",
    }
    stated = {name: value for name, value in _storable(parsed.said).items() if value}
    given = {name: value for name, value in row.fields.items() if value or name != "title"}
    return provenance.clean({**said, **stated, **given})


def _storable(said: Mapping[str, str]) -> dict[str, str]:
    """Of what a file states about itself: what the fields can hold, so that a bad date there refuses nothing."""
    kept = {}
    for name, value in said.items():
        with suppress(provenance.Wrong):
            kept.update(provenance.clean({name: value[: provenance.LENGTHS[name]]}))
    return kept


def _table(file: File) -> dict[str, Row] | str:
    try:
        return metadata.read(file.data)
    except Unreadable as error:
        return str(error)


def _refuse_unstorable_name(file: File) -> None:
    try:
        refuse_unstorable(file.name)
    except Unreadable as error:
        raise Unreadable(_("Its name cannot be used: %(why)s") % {"why": error}, rule="name") from error


def _refused(file: File, reason: str, rule: str) -> Draft:
    """The report is stored, so a name that no database keeps stands in it as far as it can be."""
    return Draft(replace(file, name=UNSTORABLE.sub("\ufffd", file.name)), _sha256(file), reason, rule)


def _sha256(file: File) -> str:
    return file.sha256

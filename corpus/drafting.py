"""Reads files for an import, before anything is stored: a draft of each document, or why it is refused."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Protocol

from django.utils.translation import gettext as _

from corpus import metadata, provenance
from corpus.importers import importer_of
from corpus.importers.base import Importer, Parsed, Unreadable
from corpus.importers.tables import TABLE
from corpus.metadata import Row
from corpus.sandbox.reader import Reader
from corpus.storable import UNSTORABLE, refuse_unstorable

LONGEST_NAME = 300

Tables = dict[str, dict[str, Row] | str]


class Reads(Protocol):
    """Whatever reads a file through its importer: `corpus.sandbox.reader`, or `corpus.holding` before it."""

    def read(self, importer: Importer, data: bytes, encoding: str = "") -> Sequence[Parsed]: ...


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
        return self.base_name in metadata.NAMES


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
    line: int = 0
    column: int = 0

    @property
    def beside(self) -> list[tuple[str, str]]:
        """What else is known, under names for readers."""
        return provenance.labelled(self.extra)

    @property
    def key(self) -> tuple[str, str]:
        """By which it is known again: the bytes, and which document of theirs."""
        return self.sha256, self.parsed.part if self.parsed else ""


def read_all(files: Iterable[File]) -> list[Draft]:
    """The drafts of each file, in their order; each metadata.csv speaks for the files of its own folder."""
    files = list(files)
    with Reader() as reader:
        tables = tables_of(files, reader)
        return [draft for file in files for draft in drafts_beside(file, tables, reader)]


def tables_of(files: Iterable[File], reader: Reads) -> Tables:
    """By folder what its metadata.csv says of the files there, or why it says nothing; else its metadata.xlsx."""
    tables = sorted((file for file in files if file.is_metadata), key=lambda file: file.base_name == metadata.NAME)
    return {file.folder: _table(file, reader) for file in tables}


def drafts_beside(file: File, tables: Tables, reader: Reads, encoding: str = "") -> list[Draft]:
    """The drafts of a file with what the table of its folder says; of a table none, unless it cannot be used.

    An `encoding` that is chosen is believed more than the table.
    """
    table = tables.get(file.folder, {})
    if isinstance(table, str):
        why = table if file.is_metadata else _("Its metadata.csv cannot be used: %(why)s") % {"why": table}
        return [refused(file, Unreadable(why, rule="metadata"))]
    if file.is_metadata:
        return []
    row = table.get(file.base_name, Row())
    return drafts_of(file, replace(row, encoding=encoding) if encoding else row, reader)


def unused_rows(files: Sequence[File]) -> list[str]:
    """The files that a metadata.csv speaks of and that did not come."""
    missing = []
    with Reader() as reader:
        tables = tables_of([file for file in files if file.is_whole], reader)
    for folder, table in tables.items():
        here = {other.base_name for other in files if other.folder == folder} if table else set()
        missing += [] if isinstance(table, str) else [name for name in table if name not in here]
    return missing


def draft(file: File, row: Row) -> Draft:
    """The only document of a file, or the first."""
    with Reader() as reader:
        return drafts_of(file, row, reader)[0]


def drafts_of(file: File, row: Row, reader: Reads) -> list[Draft]:
    """The documents of one file with what its metadata say; what they leave out is what the file proposes."""
    try:
        if len(file.name) > LONGEST_NAME:
            raise Unreadable(_("Its name is longer than %(n)s characters.") % {"n": LONGEST_NAME}, rule="name")
        _refuse_unstorable_name(file)
        importer = importer_of(file.name)
        return [_draft(file, parsed, importer, row) for parsed in reader.read(importer, file.data, row.encoding)]
    except provenance.Wrong as wrong:
        where = {"line": row.line, "field": metadata.column_of(wrong.field), "why": wrong}
        message = _("metadata.csv, line %(line)s, %(field)s: %(why)s") % where
        return [refused(file, Unreadable(message, rule="metadata", line=row.line))]
    except Unreadable as error:
        return [refused(file, error)]


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


def _table(file: File, reader: Reads) -> dict[str, Row] | str:
    try:
        is_plain = file.base_name == metadata.NAME
        return metadata.read(file.data if is_plain else reader.read(TABLE, file.data)[0].text.encode())
    except Unreadable as error:
        return str(error)


def _refuse_unstorable_name(file: File) -> None:
    try:
        refuse_unstorable(file.name)
    except Unreadable as error:
        raise Unreadable(_("Its name cannot be used: %(why)s") % {"why": error}, rule="name") from error


def refused(file: File, why: Unreadable) -> Draft:
    """Of a file that cannot be imported. The report is stored, so its name stands there as far as it can."""
    named = replace(file, name=storable_name(file.name))
    return Draft(named, _sha256(file), str(why), why.rule, line=why.line, column=why.column)


def storable_name(name: str) -> str:
    """The name as far as a database keeps it: another one where it holds what none does."""
    return UNSTORABLE.sub("\ufffd", name)


def _sha256(file: File) -> str:
    return file.sha256

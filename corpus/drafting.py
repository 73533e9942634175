"""Reads files for an import, before anything is stored: a draft of each document, or why it is refused."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from corpus import metadata, provenance
from corpus.importers import importer_of
from corpus.importers.base import Parsed, Unreadable
from corpus.importers.text import UNSTORABLE, refuse_unstorable
from corpus.metadata import Row

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

    @property
    def base_name(self) -> str:
        return PurePosixPath(self.name).name

    @property
    def is_metadata(self) -> bool:
        return self.base_name == metadata.NAME


@dataclass(frozen=True)
class Draft:
    """One file read; `refusal` says why it cannot be imported, "" when it can."""

    file: File
    sha256: str
    refusal: str = ""
    parsed: Parsed | None = None
    parser: str = ""
    parser_version: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)


def read_all(files: Iterable[File]) -> list[Draft]:
    """A draft of each file, in their order; each metadata.csv speaks for the files of its own folder."""
    files = list(files)
    tables = {file.folder: file for file in files if file.is_metadata}
    read = {folder: _table(file) for folder, file in tables.items()}
    drafts = []
    for file in files:
        table = read.get(file.folder, {})
        if isinstance(table, str):
            why = table if file.is_metadata else _("Its metadata.csv cannot be used: %(why)s") % {"why": table}
            drafts.append(_refused(file, why))
        elif not file.is_metadata:
            drafts.append(draft(file, table.get(file.base_name, Row())))
    return drafts


def unused_rows(files: Sequence[File]) -> list[str]:
    """The files that a metadata.csv speaks of and that did not come."""
    missing = []
    for file in files:
        table = _table(file) if file.is_metadata and file.is_whole else {}
        here = {other.base_name for other in files if other.folder == file.folder}
        missing += [] if isinstance(table, str) else [name for name in table if name not in here]
    return missing


def draft(file: File, row: Row) -> Draft:
    """One file with what its metadata say; what they leave out is what the text proposes."""
    try:
        if len(file.name) > LONGEST_NAME:
            raise Unreadable(_("Its name is longer than %(n)s characters.") % {"n": LONGEST_NAME})
        _refuse_unstorable_name(file)
        importer = importer_of(file.name)
        parsed = importer.read(file.data)
        fields = _fields(file, parsed, row)
    except provenance.Wrong as wrong:
        where = {"line": row.line, "field": wrong.field, "why": wrong}
        return _refused(file, _("metadata.csv, line %(line)s, %(field)s: %(why)s") % where)
    except Unreadable as error:
        return _refused(file, str(error))
    return Draft(file, _sha256(file), "", parsed, importer.name, importer.version, fields, row.extra)


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
    return provenance.clean({**said, **{name: value for name, value in row.fields.items() if value or name != "title"}})


def _table(file: File) -> dict[str, Row] | str:
    try:
        return metadata.read(file.data)
    except Unreadable as error:
        return str(error)


def _refuse_unstorable_name(file: File) -> None:
    try:
        refuse_unstorable(file.name)
    except Unreadable as error:
        raise Unreadable(_("Its name cannot be used: %(why)s") % {"why": error}) from error


def _refused(file: File, reason: str) -> Draft:
    """The report is stored, so a name that no database keeps stands in it as far as it can be."""
    return Draft(replace(file, name=UNSTORABLE.sub("\ufffd", file.name)), _sha256(file), reason)


def _sha256(file: File) -> str:
    return hashlib.sha256(file.data).hexdigest()

"""JSON and JSON lines: objects with the fields of a document, in an array or one a line."""

from collections.abc import Sequence
from typing import Any

import orjson
from django.utils.translation import gettext as _

from corpus import encodings, paragraphs
from corpus.importers.base import Importer, Parsed, Unreadable
from corpus.importers.tables import documents
from corpus.importers.tables.documents import Row

LISTS = ("documents", "data", "items", "articles", "rows", "文档")


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """A document an object, or a document id; "paragraphs" may hold a list of texts."""
    decoded = encodings.decode(data, chosen=encoding)
    if paragraphs.is_blank(decoded.text):
        raise Unreadable(_("It is empty: there is nothing to read in it."), rule="empty")
    objects = _objects(decoded.text)
    header = list(dict.fromkeys(name for _line, each in objects for name in each))
    rows = [Row(line, [_text(each.get(name)) for name in header]) for line, each in objects]
    return documents.of(header, rows, decoded.encoding, decoded.notes)


def _objects(text: str) -> list[tuple[int, dict[str, Any]]]:
    """Each with its line, or with its number where they are in an array."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        lines = [(line, each) for line, each in enumerate(text.split("\n"), start=1) if each.strip()]
        if text.lstrip().startswith("[") or len(lines) == 1 or lines[0][1].strip() == "{":
            raise _broken(error, error.lineno) from error
        return [(line, _object(_loaded(each, line), line)) for line, each in lines]
    if isinstance(value, dict):
        value = next((value[name] for name in LISTS if isinstance(value.get(name), list)), [value])
    return [(number, _object(each, number)) for number, each in enumerate(_list(value), start=1)]


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list) or not value:
        raise Unreadable(_("It holds no list of documents."), rule="table")
    return value


def _loaded(line: str, number: int) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise _broken(error, number) from error


def _broken(error: orjson.JSONDecodeError, line: int) -> Unreadable:
    message = _("It is no JSON: line %(line)s, column %(column)s: %(why)s.")
    where = {"line": line, "column": error.colno, "why": error.msg.split(":")[0]}
    return Unreadable(message % where, rule="table", line=line, column=error.colno)


def _object(value: Any, number: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(
            _("Line %(line)s is no object with named fields.") % {"line": number}, rule="table", line=number
        )
    if isinstance(value.get("paragraphs"), list) and "text" not in value:
        texts = [each if isinstance(each, str) else _text(each.get("text")) for each in value["paragraphs"] if each]
        value = {"text": "\n\n".join(texts), **{name: each for name, each in value.items() if name != "paragraphs"}}
    nested = value.get("metadata")
    return (
        {**nested, **{n: each for n, each in value.items() if n != "metadata"}} if isinstance(nested, dict) else value
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


IMPORTER = Importer(name="json", version="1", suffixes=(".json", ".jsonl", ".ndjson"), read=read)

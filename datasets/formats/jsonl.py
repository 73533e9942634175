"""JSON Lines: one object a line, in the order of the columns, UTF-8, LF; missing values are null."""

from collections.abc import Iterable, Iterator, Sequence

import orjson

from datasets.formats.base import Format, Row, in_chunks


def write(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[bytes]:
    order = tuple(columns)
    for chunk in in_chunks(rows):
        yield b"".join(orjson.dumps(_ordered(row, order), option=orjson.OPT_APPEND_NEWLINE) for row in chunk)


def _ordered(row: Row, columns: tuple[str, ...]) -> Row:
    """The row itself when its keys stand right already."""
    return row if tuple(row) == columns else {column: row[column] for column in columns}


JSONL = Format("jsonl", "jsonl", "application/jsonl; charset=utf-8", write)

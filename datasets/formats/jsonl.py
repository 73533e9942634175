"""JSON Lines: one object a line, in the order of the columns, UTF-8, LF; missing values are null."""

from collections.abc import Iterable, Iterator, Sequence

import orjson

from datasets.formats.base import Format, Row, in_chunks


def write(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[bytes]:
    for chunk in in_chunks(rows):
        lines = ({column: row[column] for column in columns} for row in chunk)
        yield b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)


JSONL = Format("jsonl", "jsonl", "application/jsonl; charset=utf-8", write)

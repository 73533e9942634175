"""What a format is: a name, a suffix, a media type, and a way to write rows as bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

Value = str | int | float | None  # None is a missing value
Row = Mapping[str, Value]
Writer = Callable[[Iterable[Row], Sequence[str]], Iterator[bytes]]
Item = TypeVar("Item")

ROWS_PER_CHUNK = 500


@dataclass(frozen=True)
class Format:
    """`write(rows, columns)` gives the file in pieces: rows hold all columns; the same rows give the same bytes.

    `write_safe` writes the variant for spreadsheets, in which no cell is a formula; None where no spreadsheet opens it.
    """

    name: str
    suffix: str
    media_type: str
    write: Writer
    write_safe: Writer | None = None


def in_chunks(rows: Iterable[Item], size: int = ROWS_PER_CHUNK) -> Iterator[list[Item]]:
    """Lists of at most `size` rows, so that memory does not grow with the table."""
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk

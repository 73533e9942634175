"""What a table is: a name, its columns, its rows in a fixed order, and how many they are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from datasets.formats.base import Row
from datasets.selection import Selection

# Of the document, in both tables; None is unknown.
DOCUMENT = ("document_id", "document", "source", "authority", "author", "date", "year")
DOCUMENT_FIELDS = (
    "document_id",
    "document__title",
    "document__source__name",
    "document__source__authority",
    "document__author",
    "document__published",
    "document__year",
)


@dataclass(frozen=True)
class Table:
    """`rows(selection)` streams dicts with all `columns(selection)`; memory does not grow with their number."""

    name: str
    columns: Callable[[Selection], list[str]]
    rows: Callable[[Selection], Iterator[Row]]
    count: Callable[[Selection], int]


def document_cells(values: Sequence[Any]) -> dict[str, Any]:
    """The values of DOCUMENT_FIELDS under their columns; what is not known (no author, year 0) is missing."""
    return {column: value or None for column, value in zip(DOCUMENT, values, strict=True)}

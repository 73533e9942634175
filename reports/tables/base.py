"""What a table is: heads, rows of cells, a title, and a note that says what is counted (pure)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

Value = str | int | float | None  # None is a missing figure


@dataclass(frozen=True)
class Cell:
    """A figure: as computed (`value`, all its digits), as printed (`text`), and where it leads.

    `words` says it in words ("12 of 148 sentences"), `level` is its step of the colour scale, 0 to 5. A share has a
    value in [0, 1] and `is_share`.
    """

    value: Value
    text: str = ""
    href: str = ""
    words: str = ""
    level: int = 0
    is_share: bool = False

    def __post_init__(self) -> None:
        if not self.text:
            object.__setattr__(self, "text", "–" if self.value is None else str(self.value))

    @property
    def is_number(self) -> bool:
        return not isinstance(self.value, str)


@dataclass(frozen=True)
class Head:
    """A column: what it is called, where it leads (the page in its order), and how it is sorted now, if it is.

    `is_sorted` is what aria-sort takes: "ascending", "descending", "other", or nothing.
    """

    text: str
    href: str = ""
    words: str = ""
    is_number: bool = True
    is_sorted: str = ""


@dataclass(frozen=True)
class Table:
    """`rows` have as many cells as there are `heads`; the first of each names the row. `note` is printed below."""

    title: str
    note: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]

    def transposed(self) -> "Table":
        """Rows as columns: the names of the rows become heads, the heads names of rows."""
        names = [Head(row[0].text, row[0].href, row[0].words) for row in self.rows]
        rows = [
            [Cell(head.text, href=head.href, words=head.words), *(row[place] for row in self.rows)]
            for place, head in enumerate(self.heads)
        ]
        return replace(self, heads=[self.heads[0], *names], rows=rows[1:])


@dataclass(frozen=True)
class Format:
    """`write` gives the table as the bytes of a file; the same table gives the same bytes."""

    suffix: str
    title: str
    media_type: str
    write: Callable[[Table], bytes]

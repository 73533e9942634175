"""The table of reading: of each line what is read, with or without a theme, asked about, unread, not codable (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports import words
from reports.lines import Line
from reports.material import Material, Number
from reports.sums import Lines


@dataclass(frozen=True)
class Row:
    """One line, or (line None) all. codable = unread + asked + tagged + none; `unsure` are of tagged, `double` of read.

    `assigned` and `handed_in` count assignments. `is_complete`: all of it is read and every assignment is handed in.
    """

    line: Line | None
    n_documents: int
    codable: Number
    read: Number
    read_share: str
    unread: Number
    asked: Number
    tagged: Number
    none: Number
    unsure: Number
    double: Number
    covered: str
    passages: Number
    not_codable: str
    handed_in: int
    assigned: int
    is_complete: bool

    @property
    def progress(self) -> tuple[Number, ...]:
        """The columns that are told of a closed round too."""
        return self.codable, self.read, self.unread, self.asked

    @property
    def found(self) -> tuple[Number, ...]:
        """The columns that tell what was found."""
        return self.tagged, self.none, self.unsure, self.double, Number(self.covered), self.passages


# The columns that open units: of the row, of the sums, and the state that finds them.
OPENING = (
    ("codable", "codable", "codable"),
    ("read", "read_all", "read"),
    ("unread", "unread", "unread"),
    ("asked", "questions", "asked"),
    ("tagged", "tagged", "tagged"),
    ("none", "no_theme", "none"),
    ("unsure", "unsure", "unsure"),
    ("double", "double", "double"),
)


NAMES = (*(name for _column, name, _state in OPENING), "not_codable", "characters", "covered", "passages")


def rows(
    material: Material, sums: Lines, lines: Sequence[Line | None], handed_in: Sequence[tuple[int, int]]
) -> list[Row]:
    """A row a line; `handed_in` are (handed in, assigned) of each. The line None is all that is asked for."""
    totals, documents = {name: sums.total(name).tolist() for name in NAMES}, sums.n_documents.tolist()
    return [
        _row(material, line, {name: values[place] for name, values in totals.items()}, documents[place], given)
        for place, (line, given) in enumerate(zip(lines, handed_in, strict=True))
    ]


def total(material: Material, handed_in: tuple[int, int]) -> Row:
    """All that is asked for."""
    return rows(material, material.whole, [None], [handed_in])[0]


def _row(
    material: Material, line: Line | None, n: Mapping[str, int], n_documents: int, handed_in: tuple[int, int]
) -> Row:
    query: Mapping[str, Any] = line.query if line else {}
    is_open = not material.scope.is_closed
    opened, share = material.units_by_state(query), words.percent(n["read_all"], n["codable"], 0)
    numbers = {
        column: Number(words.whole(n[name]), opened(state) if n[name] and is_open else "", n=n[name])
        for column, name, state in OPENING
    }
    done, assigned = handed_in
    return Row(
        line=line,
        n_documents=n_documents,
        **{**numbers, "read": replace(numbers["read"], aside=share)},
        read_share=share,
        covered=words.percent(n["covered"], n["characters"], 0),
        passages=Number(words.whole(n["passages"]), material.passages(**query), n=n["passages"]),
        not_codable=words.whole(n["not_codable"]),
        handed_in=done,
        assigned=assigned,
        is_complete=0 < n["codable"] == n["read_all"] and done == assigned,
    )

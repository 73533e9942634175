"""Counting evidence for some coders together: each unit once, whoever of them read it or gave it a theme (pure)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reports.book import Book
from reports.counting.base import NO_GAP, Gap
from reports.cube import Counts, Cube, Totals
from reports.cubes.evidence import Evidence, Ints
from reports.cubes.places import Bools, Reader, places_of, readers_of
from reports.cubes.spans import Spans


@dataclass
class Tallying:
    """One part of the evidence; `people` are those of its coders of whom two make a unit double-coded."""

    evidence: Evidence
    book: Book
    people: Collection[int]

    def __post_init__(self) -> None:
        self.places = places_of(self.evidence, self.book.unit)
        coders = set(np.unique(self.evidence.readings[:, 0]).tolist()) | set(self.people)
        self.readers = readers_of(self.evidence, self.places, self.book, sorted(coders))
        self.n_rows, self.n_columns = len(self.evidence.described.documents), len(self.book.themes)
        self.spans = Spans(self.evidence, self.book)

    @property
    def row_of_unit(self) -> Ints:
        """The row in which each unit counts: that of its document."""
        return self.places.document_of_unit

    def cube(self, coders: Collection[int]) -> Cube:
        """The counts of these coders together."""
        readers = self.readers_among(coders)
        given = _Given(self, coders)
        passages, characters = self.spans.counts(coders)
        rolled_passages, rolled_characters = self.spans.rolled(coders, passages, characters)
        units = given.own()
        return Cube(
            described=self.evidence.described,
            totals=self._totals(readers, given, coders),
            themes=self.book.themes,
            gaps=self.book.gaps,
            own=Counts.of(*units, passages, characters),
            rolled=Counts.of(*given.rolled(units), rolled_passages, rolled_characters),
            answered={gap: self.per_row(self.answered_under(readers, gap)) for gap in self.book.all_gaps},
            editions={key: given.edition(key) for key in self.book.editions},
        )

    def carrying(self, coders: Collection[int]) -> tuple[Ints, Ints]:
        """Which answered units carry which themes: numbers of units and columns, each two once, in order."""
        given = _Given(self, coders)
        rows, n = given.is_offered, max(self.n_columns, 1)
        units, columns = np.divmod(np.unique(given.unit[rows] * n + given.column[rows]), n)
        return units, columns

    def answered(self, coders: Collection[int]) -> Bools:
        """The units that one of them read and does not ask about."""
        return self.answered_under(self.readers_among(coders), NO_GAP)

    def _totals(self, readers: Sequence[Reader], given: "_Given", coders: Collection[int]) -> Totals:
        marked = any_of([reader.marked for reader in readers], self.places.n_units)
        answered = self.answered_under(readers, NO_GAP)
        paragraphs = self.evidence.paragraphs
        rows = np.searchsorted(self.evidence.described.documents, paragraphs[:, 0])
        tagged, unsure, parents_only = given.whatever()
        passages, covered = self.spans.totals(coders)
        return Totals(
            codable=self.per_row(np.ones(self.places.n_units, bool)),
            not_codable=self._sum(rows, paragraphs[:, 2] == 0),
            characters=self._sum(rows, np.where(paragraphs[:, 2] > 0, paragraphs[:, 4], 0)),
            read_all=self.per_row(marked),
            questions=self.per_row(marked & ~answered),
            tagged=tagged,
            unsure=unsure,
            parents_only=parents_only,
            double=self.per_row(marked & self._read_twice),
            covered=covered,
            passages=passages,
        )

    @cached_property
    def _read_twice(self) -> Bools:
        n = np.zeros(self.places.n_units, np.int64)
        for coder in self.people:
            n += self.readers[coder].marked
        return n > 1

    def counts(self, coders: Collection[int]) -> tuple[Ints, Ints]:
        """Units with each theme, alone and with its sub-themes: rows × themes."""
        given = _Given(self, coders)
        own = given.own()
        return own[0], given.rolled(own)[0]

    def readers_among(self, coders: Collection[int]) -> list[Reader]:
        return [self.readers[coder] for coder in sorted(coders) if coder in self.readers]

    def answered_under(self, readers: Sequence[Reader], gap: Gap) -> Bools:
        rows = [reader.answered & ~np.repeat(reader.blocked[gap], self.places.sizes) for reader in readers]
        return any_of(rows, self.places.n_units)

    def per_row(self, units: Bools) -> Ints:
        """How many of the units count in each row."""
        return self._sum(self.row_of_unit, units)

    def _sum(self, rows: Ints, values: Ints | Bools) -> Ints:
        return np.bincount(rows, values, self.n_rows).astype(np.int64)


def any_of(rows: Sequence[Bools], length: int) -> Bools:
    return np.logical_or.reduce(rows) if rows else np.zeros(length, bool)


class _Given:
    """The themes that some coders gave to units they answered, one row a coder, unit and theme."""

    def __init__(self, tallying: Tallying, coders: Collection[int]) -> None:
        self.tallying, self.book = tallying, tallying.book
        table = tallying.evidence.given
        table = table[np.isin(table[:, 0], sorted(coders))]
        coder, paragraph, index, theme, n, n_sure = table.T
        unit, place = tallying.places.units(paragraph, index), tallying.places.find(paragraph)
        counted = np.zeros(len(table), bool)
        self.blocked = {gap: np.zeros(len(table), bool) for gap in self.book.all_gaps}
        for who in np.unique(coder).tolist():
            reader = tallying.readers.get(who)
            mine = (coder == who) & (unit >= 0)
            if reader:
                counted[mine] = reader.answered[unit[mine]]
                for gap, rows in self.blocked.items():
                    rows[mine] = reader.blocked[gap][place[mine]]
        self.blocked = {gap: rows[counted] for gap, rows in self.blocked.items()}
        self.unit, self.theme = unit[counted], theme[counted]
        self.is_sure, self.is_unsure = n_sure[counted] > 0, n_sure[counted] < n[counted]
        self.column = self.book.columns(self.theme)
        self.is_offered = self._offered()

    def _offered(self) -> Bools:
        """Rows whose theme its coder could have given: read under a version that had it."""
        offered = self.column >= 0
        for theme, gap in self.book.gaps.items():
            offered &= ~((self.theme == theme) & self.blocked[gap])
        return offered

    def own(self) -> tuple[Ints, Ints, Ints]:
        """units, sure, unsure: documents × themes."""
        return self._tallies(self.is_offered, self.column)

    def rolled(self, own: tuple[Ints, Ints, Ints]) -> tuple[Ints, Ints, Ints]:
        """The same with sub-themes: what is own, but for the columns of parents."""
        found = tuple(table.copy() for table in own)
        for parent, family in self.book.families.items():
            rows = self.is_offered & np.isin(self.theme, sorted(family)) & ~self.blocked[self.book.gap(parent)]
            for table, column in zip(found, self._tallies(rows, np.zeros(len(self.unit), np.int64), 1), strict=True):
                table[:, self.book.themes.index(parent)] = column[:, 0]
        return found[0], found[1], found[2]

    def edition(self, key: tuple[int, int]) -> Ints:
        """The units with a theme that were read under one wording of its definition, by document."""
        gap = self.book.editions[key]
        rows = self.is_offered & (self.theme == key[0]) & ~self.blocked[gap]
        return self._distinct(rows, np.zeros(len(self.unit), np.int64), 1)[:, 0]

    def whatever(self) -> tuple[Ints, Ints, Ints]:
        """By document: units with any theme, with a doubted tag, and with none but themes that have sub-themes."""
        every, nothing = np.ones(len(self.unit), bool), np.zeros(len(self.unit), np.int64)
        deeper = np.unique(self.unit[~np.isin(self.theme, sorted(self.book.families))])
        only = ~np.isin(self.unit, deeper)
        tables = (self._distinct(rows, nothing, 1)[:, 0] for rows in (every, self.is_unsure, only))
        tagged, unsure, parents_only = tables
        return tagged, unsure, parents_only

    def _tallies(self, rows: Bools, column: Ints, n_columns: int | None = None) -> tuple[Ints, Ints, Ints]:
        wide = self.tallying.n_columns if n_columns is None else n_columns
        kinds = (rows, rows & self.is_sure, rows & self.is_unsure)
        units, sure, unsure = (self._distinct(each, column, wide) for each in kinds)
        return units, sure, unsure

    def _distinct(self, rows: Bools, column: Ints, n_columns: int) -> Ints:
        """Units by document and column, each once."""
        keys = np.unique(self.unit[rows] * max(n_columns, 1) + column[rows])
        units, columns = np.divmod(keys, max(n_columns, 1))
        cells = self.tallying.row_of_unit[units] * n_columns + columns
        n_rows = self.tallying.n_rows
        return np.bincount(cells, minlength=n_rows * n_columns).reshape(n_rows, n_columns).astype(np.int64)

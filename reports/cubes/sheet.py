"""The counts of a cube by paragraph, of the documents of which paragraphs were drawn (pure)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reports.counting.base import NO_GAP, Gap
from reports.cubes.evidence import Ints
from reports.cubes.tallying import Tallying, any_of


@dataclass(frozen=True)
class Sheet:
    """One row a codable paragraph: its id and its document's, its units, how many were marked as read, and answered.

    `own` and `rolled`: units with each theme, alone and with its sub-themes, paragraphs × themes. `answered` by gap.
    """

    paragraphs: Ints
    documents: Ints
    codable: Ints
    marked: Ints
    own: Ints
    rolled: Ints
    answered: Mapping[Gap, Ints]

    @property
    def size(self) -> int:
        """In bytes, about."""
        return self.own.nbytes * 2 + self.codable.nbytes * (4 + len(self.answered))


class ByParagraph(Tallying):
    """Counts units in rows of paragraphs; not where documents are the unit."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.n_rows = len(self.places.homes)

    @cached_property
    def row_of_unit(self) -> Ints:
        """That of its paragraph."""
        return np.repeat(np.arange(len(self.places.homes)), self.places.sizes)

    def sheet(self, coders: Collection[int]) -> Sheet:
        readers = self.readers_among(coders)
        own, rolled = self.counts(coders)
        return Sheet(
            paragraphs=self.places.homes,
            documents=self.evidence.described.documents[self.places.documents],
            codable=self.places.sizes,
            marked=self.per_row(any_of([reader.marked for reader in readers], self.places.n_units)),
            own=own,
            rolled=rolled,
            answered={gap: self.per_row(self.answered_under(readers, gap)) for gap in {NO_GAP, *self.book.all_gaps}},
        )


def together(sheets: Sequence[Sheet]) -> Sheet:
    """Sheets of different documents as one; at least one."""
    first, names = sheets[0], ("paragraphs", "documents", "codable", "marked", "own", "rolled")
    tables = {name: np.concatenate([getattr(each, name) for each in sheets]) for name in names}
    return Sheet(
        **tables, answered={gap: np.concatenate([each.answered[gap] for each in sheets]) for gap in first.answered}
    )

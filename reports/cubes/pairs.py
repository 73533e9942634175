"""Which themes stand together: by document and pair of themes, the units and the paragraphs that carry both (pure).

A unit carries a theme when anybody who answered it gave it the theme under a codebook that had it; a paragraph carries
the themes of its units.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

import numpy as np

from reports.cubes.evidence import Ints
from reports.cubes.packing import pack, unpack
from reports.cubes.tallying import Tallying

NAME = "pairs"  # of the piece in a fold
WHATEVER = 0  # in place of both themes: all that was answered


@dataclass(frozen=True)
class Pairs:
    """One row a document and pair, all arrays of one length; pairs that no document has are left out.

    `first` < `second` are ids of themes; where they are equal the row counts one theme alone, where both are WHATEVER
    all that was answered. `paragraphs` are codable ones (documents, where the project's unit is the document). What
    stands in one document only is no row: it follows from the rows of the themes alone.
    """

    documents: Ints
    first: Ints
    second: Ints
    units: Ints
    paragraphs: Ints

    def of(self, documents: Collection[int]) -> "Pairs":
        """Only these documents; ids, in any order."""
        return self.where(np.isin(self.documents, list(documents)))

    def without(self, documents: Collection[int]) -> "Pairs":
        return self.where(~np.isin(self.documents, list(documents))) if documents else self

    def where(self, rows: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> "Pairs":
        return Pairs(*(getattr(self, each.name)[rows] for each in fields(Pairs)))

    def packed(self) -> bytes:
        return pack({each.name: getattr(self, each.name) for each in fields(Pairs)})


def unpacked(data: bytes) -> Pairs:
    arrays = unpack(data)
    return Pairs(**arrays)  # narrow as they are, since there may be millions


def join(parts: Sequence[Pairs]) -> Pairs:
    """One after the other; the documents must be different ones."""
    if not parts:
        return Pairs(*(np.zeros(0, np.int64) for _each in fields(Pairs)))
    return Pairs(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(Pairs)))


def count(tallying: Tallying, coders: Collection[int]) -> Pairs:
    """What these coders together gave, in the documents of the tallying."""
    places, ids = tallying.places, tallying.evidence.described.documents
    place_of = np.repeat(np.arange(len(places.sizes)), places.sizes)
    unit, column = tallying.carrying(coders)
    n = max(tallying.n_columns, 1)
    place, column_there = np.divmod(np.unique(place_of[unit] * n + column), n)
    of_units = _together(unit, column, places.document_of_unit, n)
    of_places = _together(place, column_there, places.documents, n)
    keys, back = np.unique(np.concatenate([of_units, of_places]), return_inverse=True)
    rows, pair = np.divmod(keys, n * n)
    themes = np.array(tallying.book.themes, np.int64)
    given = Pairs(
        ids[rows],
        themes[pair // n],
        themes[pair % n],
        np.bincount(back[: len(of_units)], minlength=len(keys)),
        np.bincount(back[len(of_units) :], minlength=len(keys)),
    )
    return join([_answered(tallying, coders, place_of), given])


def _answered(tallying: Tallying, coders: Collection[int], place_of: Ints) -> Pairs:
    """All units and paragraphs that somebody answered, whatever they gave."""
    places, ids = tallying.places, tallying.evidence.described.documents
    units = np.flatnonzero(tallying.answered(coders))
    n_units = np.bincount(places.document_of_unit[units], minlength=len(ids))
    n_places = np.bincount(places.documents[np.unique(place_of[units])], minlength=len(ids))
    there = np.flatnonzero(n_units)
    nothing = np.full(len(there), WHATEVER)
    return Pairs(ids[there], nothing, nothing, n_units[there], n_places[there])


def _together(holder: Ints, column: Ints, row_of: Ints, n: int) -> Ints:
    """Of holders (units or paragraphs) with their columns, sorted: document, first and second column as one number.

    One for each two columns of a holder, the first not above the second, those of a column with itself among them.
    """
    found = []
    for step in range(len(holder)):
        first, second = slice(None, len(holder) - step), slice(step, None)
        same = holder[first] == holder[second]
        if not same.any():
            break
        rows = row_of[holder[first][same]]
        found.append((rows * n + column[first][same]) * n + column[second][same])
    return np.concatenate(found) if found else np.zeros(0, np.int64)

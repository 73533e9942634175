"""Where units lie: each codable paragraph holds some, or each document one; and who answered which of them (pure)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reports.book import Book
from reports.counting.base import Gap
from reports.cubes.evidence import Evidence, Ints

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Places:
    """A place is a codable paragraph, or a document where documents are the unit; `homes` are the paragraphs' ids.

    Its units are numbered on: place p holds the units `offsets[p]` to `offsets[p + 1]`, exclusive.
    """

    homes: Ints
    documents: Ints
    sizes: Ints

    @cached_property
    def offsets(self) -> Ints:
        return np.concatenate([[0], np.cumsum(self.sizes)]).astype(np.int64)

    @property
    def n_units(self) -> int:
        return int(self.offsets[-1])

    @cached_property
    def document_of_unit(self) -> Ints:
        """The row of the document of each unit."""
        return np.repeat(self.documents, self.sizes)

    @cached_property
    def _order(self) -> Ints:
        return np.argsort(self.homes)

    def find(self, paragraphs: Ints) -> Ints:
        """The place of each paragraph id; -1 where it holds none."""
        return lookup(self.homes, self._order, paragraphs)

    def units(self, paragraphs: Ints, indexes: Ints) -> Ints:
        """The number of each unit (paragraph id, index); -1 where there is none."""
        places = self.find(paragraphs)
        inside = (places >= 0) & (indexes < self.sizes[places]) if len(self.sizes) else np.zeros(len(places), bool)
        return np.where(inside, self.offsets[places] + indexes, -1)


def lookup(keys: Ints, order: Ints, wanted: Ints) -> Ints:
    """At which place of `keys` each wanted one stands; -1 where it does not. `order` sorts the keys."""
    if not len(keys):
        return np.full(len(wanted), -1, np.int64)
    found = order[np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)]
    return np.where(keys[found] == wanted, found, -1)


def places_of(evidence: Evidence, unit: str) -> Places:
    """Where the units of these documents lie."""
    documents, pks, codable, sentences, _chars = evidence.paragraphs.T
    rows = np.searchsorted(evidence.described.documents, documents)
    if unit == "document":
        first = np.unique(documents, return_index=True)[1]
        has_any = np.bincount(rows, codable, len(evidence.described.documents))[rows[first]] > 0
        return Places(pks[first], rows[first], has_any.astype(np.int64))
    keep = codable > 0
    sizes = sentences[keep] if unit == "sentence" else np.ones(int(keep.sum()), np.int64)
    return Places(pks[keep], rows[keep], sizes)


@dataclass(frozen=True)
class Reader:
    """What one coder read: `marked` and `answered` by unit; `blocked` by gap and place: read under such a version.

    Answered is what was read and waits for no answer of the supervisor.
    """

    marked: Bools
    answered: Bools
    blocked: dict[Gap, Bools]


def readers_of(evidence: Evidence, places: Places, book: Book, coders: Sequence[int]) -> dict[int, Reader]:
    """Each of the coders with what they read."""
    marks = _whole(evidence, places) if book.unit == "document" else _marks(evidence, places)
    asked: dict[int, list[int]] = defaultdict(list)
    if len(evidence.asked):
        coder, paragraph, index = evidence.asked.T
        units = places.units(paragraph, index)
        for who, number in zip(coder.tolist(), units.tolist(), strict=True):
            if number >= 0:
                asked[who].append(number)
    return {coder: _reader(marks[marks[:, 0] == coder], asked.get(coder, []), places, book) for coder in coders}


def _reader(marks: Ints, asked: Sequence[int], places: Places, book: Book) -> Reader:
    read = np.zeros(len(places.sizes), bool)
    read[marks[:, 1]] = True
    marked = np.repeat(read, places.sizes)
    answered = marked.copy()
    answered[list(asked)] = False
    blocked = {}
    for gap in book.all_gaps:
        blocked[gap] = np.zeros(len(places.sizes), bool)
        blocked[gap][marks[np.isin(marks[:, 2], sorted(gap)), 1]] = True
    return Reader(marked, answered, blocked)


def _marks(evidence: Evidence, places: Places) -> Ints:
    """Rows of coder, place, version."""
    coder, paragraph, version = evidence.readings.T
    at = places.find(paragraph)
    return np.stack([coder, at, version], axis=1)[at >= 0]


def _whole(evidence: Evidence, places: Places) -> Ints:
    """As `_marks`, where a place is a document: of coders who marked all its codable paragraphs."""
    document, pk, codable, _sentences, _chars = evidence.paragraphs[evidence.paragraphs[:, 2] > 0].T
    rows = np.searchsorted(evidence.described.documents, document)
    need = np.bincount(rows, codable, len(evidence.described.documents)).astype(np.int64)
    place_of = np.full(len(need), -1, np.int64)
    place_of[places.documents] = np.arange(len(places.documents))
    coder, paragraph, version = evidence.readings.T
    at = lookup(pk, np.argsort(pk), paragraph)
    coder, version, row = coder[at >= 0], version[at >= 0], rows[at[at >= 0]]
    found: list[tuple[int, int, int]] = []
    for who in np.unique(coder).tolist():
        mine = coder == who
        whole = np.bincount(row[mine], minlength=len(need)) == need
        pairs = np.unique(np.stack([row[mine], version[mine]], axis=1), axis=0)
        found.extend((who, int(place_of[each]), under) for each, under in pairs.tolist() if whole[each])
    return np.array(found, np.int64).reshape(-1, 3)

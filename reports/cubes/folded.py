"""Reading folded figures: the cube of all documents whose fold is there and says what the book of today asks."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import blake2b
from typing import Any
from uuid import UUID

from annotations.models import Round
from reports import book
from reports.book import Book
from reports.cube import Counts, Cube
from reports.cubes.adapting import Adapting
from reports.cubes.joining import join
from reports.cubes.memory import Memory
from reports.cubes.packing import unpack
from reports.cubes.parts import EVERYBODY, TEXTS, cube_of
from reports.models import Fold, FoldPart

PACKED, UNPACKED = Memory(96 * 2**20), Memory(256 * 2**20)  # bytes of each process, both databases alike

SUMS_BYTES = 4096  # at most about as many, for an array of one number a theme

_book = cache(book.from_json)


@dataclass(frozen=True)
class Header:
    """What a fold says of itself."""

    pk: int
    first: int
    last: int
    number: int
    book: str
    stamp: UUID


@dataclass(frozen=True)
class Folded:
    """The usable folds of a round, for one coder or all people together (0), under the book of today."""

    round: Round
    coder: int
    bound: Book
    headers: Sequence[Header]

    @property
    def number(self) -> int:
        """All of them contain everything up to this operation."""
        return min((header.number for header in self.headers), default=0)

    def behind(self, changed: Mapping[int, int]) -> list[int]:
        """Of documents with the number of their last change those whose fold is older."""
        firsts = [header.first for header in self.headers]
        found = []
        for document, number in changed.items():
            header = self.headers[max(bisect_right(firsts, document) - 1, 0)]
            if header.first <= document <= header.last and header.number < number:
                found.append(document)
        return found

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """The ids of the documents in them, from and to, those that touch put together."""
        return merged([(header.first, header.last) for header in self.headers])

    @cached_property
    def name(self) -> tuple[int, bytes]:
        """It changes whenever anything of them does; short, since a page looks up many things by it."""
        told = [book.to_json(self.bound).encode(), *(header.stamp.bytes for header in self.headers)]
        return self.coder, blake2b(b"".join(told), digest_size=32).digest()

    def cube(self) -> Cube:
        """The counts of their documents, as each fold's own number has them."""
        frame: Cube = UNPACKED.once(("frame", self.name), self._joined, lambda cube: 8 * 30 * len(cube.documents))
        return replace(frame, own=self._kept("own", frame.own), rolled=self._kept("rolled", frame.rolled))

    def _kept(self, kind: str, counts: Counts) -> Counts:
        """Tables that are unpacked once, for many requests."""
        return Counts(
            lambda name: UNPACKED.once((kind, name, self.name), lambda: counts.make(name), lambda table: table.nbytes)
        )

    def once(self, name: Hashable, make: Callable[[], Any]) -> Any:
        """What was made of their cube before under a name, or is made now: an array, or some sums."""
        return UNPACKED.once(("sums", self.name, name), make, lambda made: getattr(made, "nbytes", SUMS_BYTES))

    def _joined(self) -> Cube:
        parts = self._parts()
        cubes = [self._cube(header, parts[header.stamp]) for header in self.headers]
        return join(cubes)

    def _cube(self, header: Header, parts: dict[str, bytes]) -> Cube:
        old = _book(header.book)
        return Adapting(old, self.bound).cube(cube_of(unpack(parts[TEXTS]), parts.get, old))

    def _parts(self) -> dict[UUID, dict[str, bytes]]:
        """The pieces of each fold, those that are not remembered fetched in one query."""
        found = {header.stamp: PACKED.get((header.stamp, self.coder)) for header in self.headers}
        missing = {header.pk: header.stamp for header in self.headers if found[header.stamp] is None}
        if missing:
            fetched: dict[UUID, dict[str, bytes]] = {stamp: {} for stamp in missing.values()}
            rows = FoldPart.objects.of(missing, self.coder)
            for fold, name, data in rows.values_list("fold", "name", "data"):
                fetched[missing[fold]][name] = bytes(data)
            for stamp, parts in fetched.items():
                found[stamp] = PACKED.keep((stamp, self.coder), parts, sum(map(len, parts.values())))
        return {stamp: parts for stamp, parts in found.items() if parts is not None}


def read(round: Round, coder: int | None, bound: Book) -> Folded:
    """The folds of a round that can be used, `coder` None meaning all people together; one query."""
    return Folded(round, coder or EVERYBODY, bound, headers(round, bound))


def headers(round: Round, bound: Book) -> list[Header]:
    """What the usable folds of a round say of themselves, whoever's work is asked for."""
    names = ("pk", "first", "last", "number", "book", "stamp")
    there = (Header(*row) for row in Fold.objects.of(round).values_list(*names))
    return list(_usable(there, bound))


def merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of whole numbers by their beginnings, those between which nothing is put together."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _usable(headers: Iterable[Header], bound: Book) -> Iterable[Header]:
    possible: dict[str, bool] = {}
    for header in headers:
        if header.book not in possible:
            possible[header.book] = Adapting(_book(header.book), bound).is_possible
        if possible[header.book]:
            yield header

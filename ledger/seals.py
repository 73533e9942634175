"""Seals: a hash chain over the operations of one project, or of the site, in the order of their numbers.

An operation's digest is the SHA-256 of canonical JSON (ASCII, keys sorted, no blanks), one line for the operation and
one for each of its events by id: the values of OPERATION_FIELDS and of EVENT_FIELDS. It holds no number, for its place
in the chain says that, and no name of a person or project, for names change. A seal is the SHA-256 of its project, its
range, its moment, the seal before it and the SHA-256 of its operations' digests.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Protocol

OPERATION_FIELDS = ("op", "digest", "actor_id", "verb", "about", "at", "undoes__op")
EVENT_FIELDS = ("id", "kind", "object_id", "before", "after")
SIZE = 32  # bytes of a digest
NONE = bytes(SIZE)  # the digest under a number that was missing when it was sealed
AT_MOST = 1000  # operations under one seal

Numbered = tuple[int, bytes]  # an operation's number and its digest


class Seal(Protocol):
    """One link of a chain: what ledger.models.Seal keeps. `digests` are those of all operations, joined."""

    @property
    def project_id(self) -> int | None: ...
    @property
    def from_number(self) -> int: ...
    @property
    def to_number(self) -> int: ...
    @property
    def digests(self) -> bytes | memoryview: ...
    @property
    def previous(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def sealed_at(self) -> datetime: ...


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was sealed, at an operation's number.

    `what` is "changed", "missing", "added", "moved" (it was sealed as `was`) for an operation with its events, "seal"
    for the seal that begins at the number and "chain" for one that does not follow the seal before it.
    """

    number: int
    what: str
    was: int | None = None


def digests(rows: Iterable[Sequence[Any]]) -> Iterator[Numbered]:
    """The digest of each operation, from rows of its number, OPERATION_FIELDS and EVENT_FIELDS, one row an event.

    Rows come in the order of numbers and event ids; an operation without events is one row whose event is all None.
    """
    end = 1 + len(OPERATION_FIELDS)
    for operation, group in groupby(rows, key=lambda row: tuple(row[:end])):
        checksum = hashlib.sha256(_canonical(operation[1:]))
        for row in group:
            if row[end] is not None:
                checksum.update(b"\n" + _canonical(row[end:]))
        yield operation[0], checksum.digest()


def sha256_of(seal: Seal) -> str:
    """What a seal's own SHA-256 must be, in hexadecimal digits."""
    joined = hashlib.sha256(seal.digests).hexdigest()
    moment = seal.sealed_at.astimezone(UTC)
    said = (seal.project_id, seal.from_number, seal.to_number, moment, seal.previous, joined)
    return hashlib.sha256(_canonical(said)).hexdigest()


def faults(seals: Sequence[Seal], found: Iterable[Numbered], last: int) -> list[Fault]:
    """All that is wrong with a chain and with the operations found; `last` is the last number that was given.

    Numbers are compared with 1 to `last` whether they are sealed or not; digests under seals that are whole.
    """
    seen: dict[int, bytes] = {}
    wrong = _broken(seals)
    for number, digest in found:
        if number in seen or not 1 <= number <= last:
            wrong.append(Fault(number, "added"))
        seen[number] = digest
    end = max([last, *(seal.to_number for seal in seals)])
    wrong += [Fault(number, "missing") for number in range(1, end + 1) if number not in seen]
    return sorted([*wrong, *_changed(_whole(seals), seen)], key=lambda fault: fault.number)


def _canonical(values: Iterable[Any]) -> bytes:
    return json.dumps([*values], sort_keys=True, separators=(",", ":"), default=_plain).encode("ascii")


def _plain(value: Any) -> str:
    """Moments in UTC with microseconds, ids as they are written."""
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else str(value)


def _is_whole(seal: Seal) -> bool:
    is_full = len(seal.digests) == SIZE * (seal.to_number - seal.from_number + 1)
    return is_full and seal.sha256 == sha256_of(seal)


def _whole(seals: Iterable[Seal]) -> list[Seal]:
    return [seal for seal in seals if _is_whole(seal)]


def _broken(seals: Iterable[Seal]) -> list[Fault]:
    """Seals that were changed themselves, and those whose predecessor is not the seal before them."""
    found, number, sha256 = [], 1, ""
    for seal in seals:
        if not _is_whole(seal):
            found.append(Fault(seal.from_number, "seal"))
        if (seal.from_number, seal.previous) != (number, sha256):
            found.append(Fault(seal.from_number, "chain"))
        number, sha256 = seal.to_number + 1, seal.sha256
    return found


def _changed(seals: Iterable[Seal], seen: dict[int, bytes]) -> list[Fault]:
    """Operations that are not the ones sealed under their numbers; one that was sealed under another was moved."""
    wrong: dict[int, bytes] = {}
    sealed_as: dict[bytes, int] = {}
    for seal in seals:
        for index in range(seal.to_number - seal.from_number + 1):
            number, digest = seal.from_number + index, bytes(seal.digests[index * SIZE : (index + 1) * SIZE])
            if seen.get(number) != digest:
                sealed_as[digest] = number
                wrong |= {number: seen[number]} if number in seen else {}
    return [
        Fault(number, "moved", sealed_as[digest]) if digest in sealed_as else Fault(number, "changed")
        for number, digest in wrong.items()
    ]

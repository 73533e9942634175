"""Who was given which document of a round, and what of it was handed in: arrays, remembered between requests.

A project of 40,000 documents has as many assignments for each coder; a page counts all of them each time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from numpy.typing import NDArray

from annotations.models import Assignment, Round
from ledger.models import Event, Operation
from ledger.moment import one_moment
from reports.cubes.memory import Memory

Ints = NDArray[np.int64]  # named here again: what is counted from here on looks back at whose work it is
Bools = NDArray[np.bool_]

MOST_LATER = 500  # operations to look through for what they changed; after more of them all is read again
OF_WORK = ("assignments", "documents", "coders", "is_kept", "is_handed_in", "is_drawn")
COLUMNS = (*OF_WORK, "assigned_at", "handed_in_at", "returned_at")
BYTES = 51  # of an assignment
NEVER = -(2**62)
_EPOCH, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_REMEMBERED = Memory(96 * 2**20)


@dataclass(frozen=True)
class Given:
    """Assignments, one entry each: ids of themselves, documents and coders.

    Moments are microseconds since 1970, NEVER where there is none. `is_kept`: not given back; `is_drawn`: by chance,
    with a known probability. `stamp` is another one whenever anything else is.
    """

    assignments: Ints
    documents: Ints
    coders: Ints
    is_kept: Bools
    is_handed_in: Bools
    is_drawn: Bools
    assigned_at: Ints
    handed_in_at: Ints
    returned_at: Ints
    stamp: UUID = field(default_factory=uuid4, init=False)

    def take(self, rows: Bools) -> "Given":
        """Only these of them."""
        return Given(**{name: getattr(self, name)[rows] for name in COLUMNS})

    def by(self, coders: Iterable[int]) -> "Given":
        """What these coders were given."""
        whose = sorted(coders)
        return _REMEMBERED.once((self.stamp, *whose), lambda: self._by(whose), lambda each: BYTES * len(each.documents))  # type: ignore[no-any-return]

    def _by(self, coders: Sequence[int]) -> "Given":
        rows = np.isin(self.coders, coders)
        return self if rows.all() else self.take(rows)

    def at(self, documents: Ints) -> "Placed":
        """How much of it each of these documents has; ids in ascending order."""
        name = (self.stamp, blake2b(documents.tobytes(), digest_size=32).digest())
        return _REMEMBERED.once(name, lambda: self._at(documents), lambda each: each.assigned.nbytes * 2)  # type: ignore[no-any-return]

    def _at(self, documents: Ints) -> "Placed":
        places = np.searchsorted(documents, self.documents)
        there = self.is_kept & (places < len(documents))
        there[there] = documents[places[there]] == self.documents[there]
        n, done = len(documents), there & self.is_handed_in
        return Placed(np.bincount(places[done], minlength=n), np.bincount(places[there], minlength=n))


@dataclass(frozen=True)
class Placed:
    """Of each document how many assignments were handed in, and how many there are, what was given back aside."""

    handed_in: Ints
    assigned: Ints

    def counts(self, line_of: Ints, n: int) -> list[tuple[int, int]]:
        """(handed in, assigned) of each of `n` lines; `line_of` is the line of each document, -1 for none."""
        rows = line_of >= 0
        lines = line_of[rows]
        done, assigned = (np.bincount(lines, each[rows], n).astype(int) for each in (self.handed_in, self.assigned))
        return list(zip(done.tolist(), assigned.tolist(), strict=True))


@dataclass(frozen=True)
class _Kept:
    """What was read, and the number and id of the project's last operation then."""

    number: int
    op: UUID
    given: Given


def ticks(moment: datetime | None) -> int:
    """Microseconds since 1970."""
    return NEVER if moment is None else (moment - _EPOCH) // _TICK


def moment_of(ticks: int) -> datetime:
    """The moment of so many."""
    return _EPOCH + ticks * _TICK


def load(round: Round) -> Given:
    """All of a round, as it is now: only what changed since the last time is read."""
    with one_moment():
        last = Operation.objects.in_project(round.project_id).newest_first().values_list("number", "op").first()
        kept: _Kept | None = _REMEMBERED.get(round.pk)
        if kept and last == (kept.number, kept.op):
            return kept.given
        found = _updated(kept, round) or _read(Assignment.objects.in_round(round))
    if last:
        _REMEMBERED.keep(round.pk, _Kept(*last, found), BYTES * len(found.documents))
    return found


def _updated(kept: _Kept | None, round: Round) -> Given | None:
    """What was kept with what changed since; None where too much did, or where it was another history."""
    if kept is None:
        return None
    later = list(Operation.objects.from_number(round.project_id, kept.number)[: MOST_LATER + 2])
    if not later or later[0].op != kept.op or len(later) > MOST_LATER + 1:
        return None
    changed = [int(pk) for kind, pk in Event.objects.objects_of(later[1:]) if kind == "assignment"]
    if not changed:
        return kept.given
    now = _read(Assignment.objects.in_round(round).among(changed))
    before = kept.given.take(~np.isin(kept.given.assignments, changed))
    return Given(**{name: np.concatenate([getattr(part, name) for part in (before, now)]) for name in COLUMNS})


def _read(rows: Any) -> Given:
    names = ("pk", "document", "coder", "given_back_at", "probability", "assigned_at", "handed_in_at", "returned_at")
    columns = list(zip(*rows.order_by("pk").values_list(*names), strict=True)) or [()] * len(names)
    assignments, documents, coders = (np.array(column, np.int64) for column in columns[:3])
    given_back, drawn = (np.array([each is not None for each in one], bool) for one in columns[3:5])
    assigned, handed_in, returned = (np.array([ticks(each) for each in one], np.int64) for one in columns[5:])
    is_done = handed_in != NEVER
    return Given(assignments, documents, coders, ~given_back, is_done, drawn, assigned, handed_in, returned)

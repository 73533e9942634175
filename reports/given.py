"""Who was given which document of a round, and what of it was handed in: arrays, remembered between requests.

A project of 40,000 documents has as many assignments for each coder; a page counts all of them each time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from annotations.models import Assignment, Round
from ledger.models import Event, Operation
from ledger.moment import one_moment
from reports.cubes.memory import Memory

Ints = NDArray[np.int64]  # named here again: what is counted from here on looks back at whose work it is
Bools = NDArray[np.bool_]

MOST_LATER = 500  # operations to look through for what they changed; after more of them all is read again
_REMEMBERED = Memory(64 * 2**20)


@dataclass(frozen=True)
class Given:
    """Assignments, one entry each: ids of themselves, documents and coders.

    `is_kept`: not given back; `is_drawn`: by chance, with a known probability.
    """

    assignments: Ints
    documents: Ints
    coders: Ints
    is_kept: Bools
    is_handed_in: Bools
    is_drawn: Bools

    def take(self, rows: Bools) -> "Given":
        """Only these of them."""
        return Given(*(getattr(self, each.name)[rows] for each in fields(self)))

    def by(self, coders: Iterable[int]) -> "Given":
        """What these coders were given."""
        return self.take(np.isin(self.coders, list(coders)))

    def counts(self, documents: Ints, line_of: Ints, n: int) -> list[tuple[int, int]]:
        """(handed in, assigned) of each of `n` lines, what was given back aside.

        `documents` are ids in ascending order, `line_of` the line of each, -1 for none.
        """
        places = np.searchsorted(documents, self.documents)
        there = self.is_kept & np.isin(self.documents, documents)
        lines = np.full(len(places), -1, np.int64)
        lines[there] = line_of[places[there]]
        assigned = np.bincount(lines[lines >= 0], minlength=n)
        done = np.bincount(lines[(lines >= 0) & self.is_handed_in], minlength=n)
        return list(zip(done.tolist(), assigned.tolist(), strict=True))


@dataclass(frozen=True)
class _Kept:
    """What was read, and the number and id of the project's last operation then."""

    number: int
    op: UUID
    given: Given


def load(round: Round) -> Given:
    """All of a round, as it is now: only what changed since the last time is read."""
    with one_moment():
        last = Operation.objects.in_project(round.project_id).newest_first().values_list("number", "op").first()
        kept: _Kept | None = _REMEMBERED.get(round.pk)
        if kept and last == (kept.number, kept.op):
            return kept.given
        found = _updated(kept, round) or _read(Assignment.objects.in_round(round))
    if last:
        _REMEMBERED.keep(round.pk, _Kept(*last, found), 64 * len(found.documents))
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
    return Given(*(np.concatenate([getattr(part, each.name) for part in (before, now)]) for each in fields(Given)))


def _read(rows: Any) -> Given:
    names = ("pk", "document", "coder", "given_back_at", "handed_in_at", "probability")
    columns = list(zip(*rows.order_by("pk").values_list(*names), strict=True)) or [()] * len(names)
    assignments, documents, coders = (np.array(column, np.int64) for column in columns[:3])
    given_back, handed_in, drawn = (np.array([each is not None for each in one], bool) for one in columns[3:])
    return Given(assignments, documents, coders, ~given_back, handed_in, drawn)

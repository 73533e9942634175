"""What became of the work that was given: how much waits, came back and was handed in, by coder and by day (pure)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from reports.given import NEVER, Bools, Given, Ints, moment_of, ticks


@dataclass(frozen=True)
class Counted:
    """One coder's part by the names of the states; `oldest`: when that was given which waits longest, None: none does.

    `begun` is when the first of all was given.
    """

    by_state: dict[str, int]
    oldest: datetime | None
    begun: datetime


@dataclass(frozen=True)
class Turnover:
    """Of kept assignments of one round, which may be locked: then nothing waits any more."""

    given: Given
    is_locked: bool

    def by_coder(self, lately: datetime) -> dict[int, Counted]:
        """Coder -> what they have; the state `week` is what was handed in from `lately` on."""
        given, waits = self.given, self._waits
        states = {
            "all": np.ones(len(waits), bool),
            "waiting": waits,
            "returned": waits & (given.returned_at != NEVER),
            "handed-in": given.is_handed_in,
            "week": given.is_handed_in & (given.handed_in_at >= ticks(lately)),
        }
        found = {}
        for coder in np.unique(given.coders).tolist():
            mine = given.coders == coder
            counts = {name: int((mine & rows).sum()) for name, rows in states.items()}
            oldest, begun = (_first(given.assigned_at[rows]) for rows in (mine & waits, mine))
            found[coder] = Counted(counts, oldest, begun or moment_of(0))
        return found

    def handed_in_by_day(self, since: datetime) -> dict[date, int]:
        """How much on each day, UTC, from a moment on."""
        moments = self.given.handed_in_at[self.given.is_handed_in]
        days, n = np.unique(moments[moments >= ticks(since)] // ticks(_DAY), return_counts=True)
        return {
            (_DAY + timedelta(days=day - 1)).date(): count for day, count in zip(days.tolist(), n.tolist(), strict=True)
        }

    def is_any_untouched(self, since: datetime) -> bool:
        """Whether anything waits that was given before a moment and not returned from then on: it may lie still."""
        given, moment = self.given, ticks(since)
        return bool((self._waits & (given.assigned_at < moment) & (given.returned_at < moment)).any())

    def decidable(self) -> Ints:
        """The documents that two or more have and all of them have handed in, in ascending order."""
        documents, place = np.unique(self.given.documents, return_inverse=True)
        n, done = (np.bincount(place, rows, len(documents)) for rows in (np.ones(len(place)), self.given.is_handed_in))
        found: Ints = documents[(n >= 2) & (n == done)]
        return found

    @property
    def _waits(self) -> Bools:
        return np.zeros(len(self.given.coders), bool) if self.is_locked else ~self.given.is_handed_in


_DAY = datetime(1970, 1, 2, tzinfo=UTC)  # the first day after the moment from which moments are counted


def _first(moments: Ints) -> datetime | None:
    return moment_of(int(moments.min())) if len(moments) else None

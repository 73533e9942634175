"""Who was given how much in a round and what became of it: the work of the board."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.idleness import USUAL, idle_days
from annotations.querysets import AssignmentQuerySet
from projects.models import Coder
from reports import pace
from reports.given import Given, Ints
from reports.links import address
from reports.material import Number
from reports.pace import Projection
from reports.scope import Scope
from reports.turnover import Counted, Turnover

WEEK = timedelta(days=7)
# What a page can list of the work of a round.
STATES = {
    "all": _("all that was given"),
    "waiting": _("not handed in"),
    "returned": _("returned, and not handed in again"),
    "stale": _("not handed in, and not touched for long"),
    "handed-in": _("handed in"),
    "week": _("handed in within seven days"),
}


@dataclass(frozen=True)
class Person:
    """One coder's part; `oldest` is for how many days the document waits that waits longest, None: none does."""

    name: str
    numbers: list[Number]
    oldest: int | None


@dataclass(frozen=True)
class Day:
    """How much was handed in on a day, UTC."""

    date: date
    n: int


class Workload:
    """The work of everybody whom the scope counts. "Now" is the moment in which it was made.

    `active` are the ids of the documents that are not withdrawn, ascending, where they are known already.
    """

    def __init__(self, scope: Scope, active: Ints | None = None) -> None:
        self.scope, self.now, self._active = scope, timezone.now(), active

    def listed(self, state: str) -> AssignmentQuerySet:
        """The work in one of STATES."""
        given = self.scope.assignments()
        return {
            "all": given,
            "waiting": given.waiting(),
            "returned": given.returned(),
            "stale": given.untouched_since(self.now - timedelta(days=self.stale_after)),
            "handed-in": given.handed_in_since(None),
            "week": given.handed_in_since(self.now - WEEK),
        }[state]

    @property
    def stale_after(self) -> int:
        """Days; the project's for what goes back to the pool, else the usual ones."""
        return idle_days(self.scope.project) or USUAL

    @cached_property
    def n_stale(self) -> int:
        if not self.turnover.is_any_untouched(self.now - timedelta(days=self.stale_after)):
            return 0
        return self.listed("stale").count()

    @cached_property
    def by_state(self) -> dict[str, int]:
        """All coders together, by the states that are counted in one query."""
        return {
            name: sum(row.by_state[name] for row in self._coders.values())
            for name in ("all", "waiting", "returned", "handed-in", "week")
        }

    @property
    def oldest(self) -> int | None:
        """For how many days the document waits that waits longest."""
        ages = (self._age(row.oldest) for row in self._coders.values())
        return max((days for days in ages if days is not None), default=None)

    @property
    def people(self) -> list[Person]:
        states = ("all", "handed-in", "week", "waiting", "returned")
        names = Coder.objects.filter(pk__in=list(self._coders)).by_name().values_list("pk", "name")
        rows = [(pk, name, self._coders[pk]) for pk, name in names]
        return [
            Person(
                name,
                [self.number(row.by_state[state], state, coder=pk) for state in states],
                self._age(row.oldest),
            )
            for pk, name, row in rows
        ]

    @cached_property
    def days(self) -> list[Day]:
        """The whole days of the last four weeks, from the first on which anybody had work."""
        today = self.now.astimezone(UTC).date()
        begun = min((row.begun for row in self._coders.values()), default=self.now).astimezone(UTC).date()
        first = max(begun, today - timedelta(days=pace.DAYS))
        counts = self.turnover.handed_in_by_day(datetime(first.year, first.month, first.day, tzinfo=UTC))
        dates = [first + timedelta(days=n) for n in range((today - first).days)]
        return [Day(each, counts.get(each, 0)) for each in dates]

    @cached_property
    def projection(self) -> Projection:
        return pace.projected([day.n for day in self.days], self.by_state["waiting"])

    def number(self, n: int, state: str, **query: object) -> Number:
        """A number of the work, which leads to a list of as much."""
        asked = {"round": self.scope.round.pk, "state": state, **query}
        return Number(str(n), address("board_work", self.scope.project.slug, asked) if n else "")

    @cached_property
    def turnover(self) -> Turnover:
        return turnover_of(self.scope, self.scope.given(), self._active)

    @cached_property
    def _coders(self) -> dict[int, Counted]:
        return self.turnover.by_coder(self.now - WEEK)

    def _age(self, moment: datetime | None) -> int | None:
        return (self.now - moment).days if moment else None


def turnover_of(scope: Scope, work: Given, active: Ints | None = None) -> Turnover:
    """Of what was given in the scope's round that of documents that are not withdrawn, and was not given back."""
    there = active if active is not None else np.array(scope.documents().by_id().values_list("pk", flat=True), np.int64)
    return Turnover(work.take(work.is_kept & np.isin(work.documents, there)), bool(scope.round.locked_at))

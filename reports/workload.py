"""Who was given how much in a round and what became of it: the work of the board, in three queries."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.idleness import USUAL, idle_days
from annotations.querysets import AssignmentQuerySet
from reports import pace
from reports.links import address
from reports.material import Number
from reports.pace import Projection
from reports.scope import Scope

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
    """The work of everybody whom the scope counts. "Now" is the moment in which it was made."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.now = scope, timezone.now()

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
        return self.listed("stale").count()

    @cached_property
    def by_state(self) -> dict[str, int]:
        """All coders together, by the states that are counted in one query."""
        return {
            name: sum(row[name] for row in self._coders) for name in ("all", "waiting", "returned", "handed-in", "week")
        }

    @property
    def oldest(self) -> int | None:
        """For how many days the document waits that waits longest."""
        return max((days for row in self._coders if (days := self._age(row["oldest"])) is not None), default=None)

    @property
    def people(self) -> list[Person]:
        states = ("all", "handed-in", "week", "waiting", "returned")
        return [
            Person(
                row["coder__name"],
                [self.number(row[state], state, coder=row["coder"]) for state in states],
                self._age(row["oldest"]),
            )
            for row in self._coders
        ]

    @cached_property
    def days(self) -> list[Day]:
        """The whole days of the last four weeks, from the first on which anybody had work."""
        today = self.now.astimezone(UTC).date()
        begun = min((row["begun"] for row in self._coders), default=self.now).astimezone(UTC).date()
        first = max(begun, today - timedelta(days=pace.DAYS))
        counts = self.scope.assignments().handed_in_by_day(datetime(first.year, first.month, first.day, tzinfo=UTC))
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
    def _coders(self) -> list[dict[str, Any]]:
        return self.scope.assignments().by_coder(self.now - WEEK)

    def _age(self, moment: datetime | None) -> int | None:
        return (self.now - moment).days if moment else None

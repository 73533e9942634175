"""The page of pairs: how far each coder agrees with each other one about a theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from projects.models import Coder
from reports import words
from reports.agreement_intervals import intervals
from reports.agreement_rows import Level, estimated, ranged, shown
from reports.answers import Compared, count_patterns, is_compared
from reports.bootstrap import Interval, Verdict
from reports.comparison import Comparison
from reports.links import Links
from reports.material import Number
from reports.measures import MEASURES, Measure
from reports.scope import Scope


@dataclass(frozen=True)
class Pair:
    """What two coders have in common: the coefficient chosen with its interval, or why there is none.

    `n` are the units compared, and those on which they differ, plain.
    """

    n: tuple[int, int]
    value: float | None
    interval: Interval | None
    compared: Number
    differ: Number
    figure: str
    range: str
    verdict: Verdict
    why: str


@dataclass(frozen=True)
class Line:
    """A coder and the pairs with all coders; None with themself."""

    coder: Coder
    pairs: list[Pair | None]


class Pairs(Comparison):
    """Coders by coders. `asked`: theme, sub, measure."""

    route = "agreement_pairs"

    def __init__(
        self, scope: Scope, coders: Sequence[Coder], basis: Mapping[str, Any], asked: Mapping[str, Any]
    ) -> None:
        super().__init__(scope, coders, basis)
        self.chosen: Level | None = self.level(asked.get("theme"), is_rolled=bool(asked.get("sub")))
        self.measure: Measure = next(each for each in MEASURES if each.name == (asked.get("measure") or "alpha"))

    @cached_property
    def lines(self) -> list[Line]:
        n = len(self.coders)
        found = {(i, j): self._pair(i, j) for i in range(n) for j in range(i)}
        return [
            Line(coder, [found.get((max(i, j), min(i, j))) for j in range(n)]) for i, coder in enumerate(self.coders)
        ]

    def _pair(self, one: int, other: int) -> Pair:
        compared = self._compared(one, other)
        value, why = estimated(self.measure, compared.ratings)
        [drawn] = intervals([self.measure], [compared])
        interval = drawn.get(self.measure.name)
        n, differ = compared.count(compared.all), compared.count(compared.differ)
        return Pair(
            n=(n, differ),
            value=value,
            interval=interval if value is not None else None,
            compared=self._number(n, "compared", one, other),
            differ=self._number(differ, "differ", one, other),
            figure=shown(self.measure.name, value),
            range=ranged(self.measure.name, value, interval),
            verdict=interval.verdict if interval and value is not None else Verdict.NONE,
            why=why,
        )

    def _compared(self, one: int, other: int) -> Compared:
        values = self._values[:, [one, other]]
        answered = self.answered
        return count_patterns(values, is_compared(values), answered.document_places, len(answered.document_ids))

    @cached_property
    def _values(self) -> Any:
        return self.answered.values(self.chosen.asked) if self.chosen else None

    def _number(self, n: int, state: str, *places: int) -> Number:
        pair = sorted(self.coders[place].pk for place in places)
        links = Links(self.scope, {**self.basis, "coders": pair})
        query = self.chosen.query if self.chosen else {}
        return Number(words.whole(n), links.compared(state, **query) if n else "")

"""The table of agreement: of each theme how many units, by whom, and each coefficient or why there is none (pure)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reports import words
from reports.agreement_intervals import intervals
from reports.answers import Answers, Asked, Compared, Mask
from reports.bootstrap import Interval, Verdict
from reports.counting.base import Themes
from reports.editions import Editions
from reports.links import Links
from reports.material import Number
from reports.measures import Measure, NotEstimable, Ratings
from reports.measures.alpha import ALPHA
from vocabulary.models import Theme

PLACES = 3
Query = Mapping[str, object]
NO_MORE: Query = {}


@dataclass(frozen=True)
class Level:
    """What of a theme a row is about: itself, with its sub-themes, or under one wording of its definition."""

    theme: Theme
    asked: Asked
    depth: int = 0
    is_rolled: bool = False
    edition: int | None = None

    @property
    def query(self) -> dict[str, object]:
        """What finds it again on the page of its units."""
        return {"theme": self.theme.slug, "sub": 1 if self.is_rolled else None, "edition": self.edition}


@dataclass(frozen=True)
class Row:
    """One line. `by_coder`, in the order of the coders: units they give it, and their share of those they answered.

    `counts` are the units, those that all give the theme, those on which they differ, and those of each coder, plain.
    `figures` are the coefficients by name, None where there is none; `why` says why there is no alpha, `refused` why
    another one is missing beside it. `sure` is alpha without the tags that their coder doubts.
    """

    level: Level
    units: Number
    by_coder: list[tuple[Number, str]]
    agreed: Number
    differ: Number
    counts: list[int]
    figures: dict[str, float | None]
    sure: float | None
    why: str
    intervals: dict[str, Interval] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        """The coefficients as the page shows them, each with its interval, or why it alone has no figure.

        Percent is of what was compared, chance included: its interval stands in the file only.
        """
        beside = {name: self.refused.get(name) or self.range(name) for name in self.figures} | {"percent": ""}
        return [(name, shown(name, value), beside[name]) for name, value in self.figures.items()]

    def range(self, name: str) -> str:
        """The interval of a coefficient; empty where there is none."""
        return ranged(name, self.figures.get(name), self.intervals.get(name))

    @property
    def interval(self) -> Interval | None:
        """That of alpha, the main figure."""
        return self.intervals.get("alpha") if self.figures.get("alpha") is not None else None

    @property
    def verdict(self) -> Verdict:
        """On the lower bound of alpha; none without an interval."""
        return self.interval.verdict if self.interval else Verdict.NONE

    @property
    def sure_cell(self) -> str:
        return shown("alpha", self.sure)


def levels(themes: Themes, editions: Editions) -> Iterator[Level]:
    """In the order of the codebook: each theme, with its sub-themes, and by itself under each of its definitions."""
    parents, changed = themes.parents(), editions.changed()
    for theme in themes.rows:
        gap, depth, own = editions.gap(theme.pk), themes.depth(theme), frozenset({theme.pk})
        yield Level(theme, Asked(own, gap), depth)
        if theme.pk in parents:
            yield Level(theme, Asked(parents[theme.pk], gap), depth, is_rolled=True)
        for (pk, edition), elsewhere in changed.items():
            if pk == theme.pk:
                yield Level(theme, Asked(own, elsewhere), depth, edition=edition)


@dataclass(frozen=True)
class Table:
    """Makes the rows: from answers to numbers with links."""

    answers: Answers
    links: Links
    measures: Sequence[Measure]

    def rows(self, levels: Iterable[Level], *, is_drawn: bool = True) -> list[Row]:
        """A line for each level; with intervals where they are drawn."""
        wanted = list(levels)
        compared = [self.answers.compared(level.asked) for level in wanted]
        drawn = intervals(self.measures, compared) if is_drawn else [{} for _level in wanted]
        return [self._row(*line) for line in zip(wanted, compared, drawn, strict=True)]

    def row(self, level: Level, units: Mask, **more: object) -> Row:
        """The line of some units; `more` is what finds them again."""
        compared = self.answers.compared(level.asked, units)
        [drawn] = intervals(self.measures, [compared])
        return self._row(level, compared, drawn, units, more)

    def _row(
        self,
        level: Level,
        compared: Compared,
        drawn: dict[str, Interval],
        units: Mask | None = None,
        more: Mapping[str, object] = NO_MORE,
    ) -> Row:
        without = self.answers.compared(replace(level.asked, is_sure=True), units)
        found = {measure.name: estimated(measure, compared.ratings) for measure in self.measures}
        why = found["alpha"][1]
        n, agreed, differ = (compared.count(which) for which in (compared.all, compared.agreed, compared.differ))
        given = [compared.given(place) for place in range(len(self.answers.coders))]
        query = {**level.query, **more}
        return Row(
            level=level,
            units=self._number(query, n, "compared"),
            by_coder=[self._prevalence(query, place, n, answered) for place, (n, answered) in enumerate(given)],
            agreed=self._number(query, agreed, "all"),
            differ=self._number(query, differ, "differ"),
            counts=[n, agreed, differ, *(n for n, _answered in given)],
            figures={name: figure for name, (figure, _reason) in found.items()},
            sure=estimated(ALPHA, without.ratings)[0],
            why=why,
            intervals={} if why else drawn,
            refused={} if why else {name: reason for name, (_value, reason) in found.items() if reason},
        )

    def _prevalence(self, query: Query, place: int, n: int, answered: int) -> tuple[Number, str]:
        """The units to which one coder gives the theme, and their share of those that this coder answered."""
        number = self._number({**query, "by": self.answers.coders[place].pk}, n, "given")
        return number, words.percent(n, answered)

    def _number(self, query: Query, n: int, state: str) -> Number:
        return Number(words.whole(n), self.links.compared(state, **query) if n else "")


def shown(name: str, value: float | None) -> str:
    """A coefficient as the page shows it."""
    if value is None:
        return words.MISSING
    return words.percent(value, 1) if name == "percent" else words.decimal(value, PLACES)


def ranged(name: str, value: float | None, interval: Interval | None) -> str:
    """The interval of a coefficient as the page shows it; empty where there is none."""
    if value is None or interval is None or interval.low is None or interval.high is None:
        return ""
    return words.bounds(shown(name, interval.low), shown(name, interval.high))


def estimated(measure: Measure, ratings: Ratings) -> tuple[float | None, str]:
    """The coefficient, or why there is none."""
    try:
        return measure.compute(ratings), ""
    except NotEstimable as refused:
        return None, refused.reason

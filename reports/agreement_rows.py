"""The table of agreement: of each theme how many units, by whom, and each coefficient or why there is none (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports import words
from reports.answers import Answers, Asked, Mask
from reports.counting.base import Themes
from reports.editions import Editions
from reports.links import Links
from reports.material import Number
from reports.measures import Measure, NotEstimable, Ratings
from reports.measures.alpha import ALPHA
from vocabulary.models import Theme

PLACES = 3


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
    `figures` are the coefficients by name, None where there is none; `why` says why, once. `sure` is alpha without the
    tags that their coder doubts.
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

    @property
    def cells(self) -> list[str]:
        """The coefficients as the page shows them."""
        return [shown(name, value) for name, value in self.figures.items()]

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

    def row(self, level: Level, units: Mask | None = None) -> Row:
        """The line of all units, or of these."""
        compared = self.answers.compared(level.asked, units)
        without = self.answers.compared(replace(level.asked, is_sure=True), units)
        found = {measure.name: _figure(measure, compared.ratings) for measure in self.measures}
        n, agreed, differ = (compared.count(which) for which in (compared.all, compared.agreed, compared.differ))
        given = [compared.given(place) for place in range(len(self.answers.coders))]
        return Row(
            level=level,
            units=self._number(level, n, "compared"),
            by_coder=[self._prevalence(level, place, n, answered) for place, (n, answered) in enumerate(given)],
            agreed=self._number(level, agreed, "all"),
            differ=self._number(level, differ, "differ"),
            counts=[n, agreed, differ, *(n for n, _answered in given)],
            figures={name: figure for name, (figure, _why) in found.items()},
            sure=_figure(ALPHA, without.ratings)[0],
            why=next((why for _figure, why in found.values() if why), ""),
        )

    def _prevalence(self, level: Level, place: int, n: int, answered: int) -> tuple[Number, str]:
        """The units to which one coder gives the theme, and their share of those that this coder answered."""
        number = self._number(level, n, "given", by=self.answers.coders[place].pk)
        return number, words.percent(n, answered)

    def _number(self, level: Level, n: int, state: str, **more: int) -> Number:
        return Number(words.whole(n), self.links.compared(state, **level.query, **more) if n else "")


def shown(name: str, value: float | None) -> str:
    """A coefficient as the page shows it."""
    if value is None:
        return words.MISSING
    return words.percent(value, 1) if name == "percent" else words.decimal(value, PLACES)


def _figure(measure: Measure, ratings: Ratings) -> tuple[float | None, str]:
    try:
        return measure.compute(ratings), ""
    except NotEstimable as refused:
        return None, refused.reason

"""Agreement on whole sets of themes and on boundaries, as plain data, so that a job can keep what takes long."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.timezone import now

from ledger.moment import one_moment
from projects.models import Coder
from reports import answering, bootstrap, boundaries
from reports.answers import Answers
from reports.bootstrap import Interval
from reports.boundaries import Boundaries
from reports.boundary_intervals import span_interval
from reports.counting.base import Themes
from reports.editions import Editions
from reports.measures import SET_MEASURES, SPAN_MEASURES, NotEstimable
from reports.measures.alpha import ALPHA
from reports.moment import operation_number
from reports.scope import Scope
from reports.theme_sets import sets_of

Report = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Estimate:
    """One figure with its interval; `why` says why there is none, `reason` why there is no interval."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    why: str
    reason: str = ""
    undefined: int = 0


@dataclass(frozen=True)
class OfTheme:
    """The boundaries of one theme: passages by coder, in the order of the coders, and the figures."""

    slug: str
    n_passages: list[int]
    figures: list[Estimate]


@dataclass(frozen=True)
class Whole:
    """`number` is the operation whose state it shows (None: not to be told), `at` when that was, in ISO 8601.

    `units` were answered by two or more, in `documents`; `paragraphs` with `characters` were read by all.
    """

    number: int | None
    at: str
    units: int
    documents: int
    paragraphs: int
    characters: int
    sets: list[Estimate]
    themes: list[OfTheme]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(kept: dict[str, Any]) -> "Whole":
        themes = [OfTheme(**{**each, "figures": _estimates(each["figures"])}) for each in kept["themes"]]
        return Whole(**{**kept, "sets": _estimates(kept["sets"]), "themes": themes})


def measure(
    scope: Scope, coders: Sequence[Coder], themes: Themes, offered: Editions, report: Report = lambda _n, _of: None
) -> Whole:
    """Read one moment and measure it; `report` is told how many themes are done."""
    with one_moment():
        number = operation_number(scope.project, scope.member)
        answered = answering.load(scope, coders, offered)
        marked = boundaries.load(scope, coders)
    at, rows = now().isoformat(timespec="seconds"), []
    sets = _sets(answered)
    for done, theme in enumerate(themes.rows):
        report(done, len(themes.rows))
        rows.append(OfTheme(theme.slug, marked.n_passages(theme.pk), _boundaries(marked, theme.pk)))
    return Whole(
        number=number,
        at=at,
        units=len(answered),
        documents=len(answered.document_ids),
        paragraphs=marked.n_paragraphs,
        characters=sum(marked.lengths),
        sets=sets,
        themes=rows,
    )


def _sets(answered: Answers) -> list[Estimate]:
    """With one theme a unit at most, also as categories, "no theme" being one of them."""
    sets = sets_of(answered)
    found = []
    for coefficient in (*SET_MEASURES, *([ALPHA] if sets.is_single else [])):
        try:
            value = coefficient.compute(sets.ratings)
        except NotEstimable as refused:
            found.append(Estimate(coefficient.name, None, None, None, str(refused.reason)))
            continue
        [drawn] = bootstrap.intervals([coefficient], sets.patterns, sets.counts[None])
        found.append(_estimate(coefficient.name, value, drawn[coefficient.name]))
    return found


def _boundaries(marked: Boundaries, theme: int) -> list[Estimate]:
    continuum, found = marked.continuum(theme), []
    for coefficient in SPAN_MEASURES:
        try:
            value = coefficient.compute(continuum)
        except NotEstimable as refused:
            found.append(Estimate(coefficient.name, None, None, None, str(refused.reason)))
            continue
        found.append(_estimate(coefficient.name, value, span_interval(coefficient, continuum)))
    return found


def _estimate(name: str, value: float, drawn: Interval) -> Estimate:
    return Estimate(name, value, drawn.low, drawn.high, "", str(drawn.reason), drawn.undefined)


def _estimates(kept: list[dict[str, Any]]) -> list[Estimate]:
    return [Estimate(**each) for each in kept]

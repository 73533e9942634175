"""The page of whole sets of themes and of boundaries: a summary beside the themes, never in their place.

Small comparisons are measured at once. Larger ones are measured by a job; the page shows the last one that is done, and
says of which operation it is.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from jobs.models import Job
from projects.models import Coder
from reports import wholes, words
from reports.agreement_rows import PLACES
from reports.comparison import Comparison
from reports.measures import SET_MEASURES, SPAN_MEASURES, Measure
from reports.measures.alpha import ALPHA
from reports.moment import operation_number
from reports.scope import Scope
from reports.wholes import Estimate, OfTheme, Whole
from vocabulary.models import Theme

KIND = "measure_agreement"
AT_ONCE = 1_000  # units compared, or read marks, that are measured while somebody waits
LOOKED_AT = 5  # jobs
_MEASURES: dict[str, Any] = {each.name: each for each in (*SET_MEASURES, ALPHA, *SPAN_MEASURES)}


def key_of(scope: Scope, coders: Sequence[Coder]) -> str:
    """By which a job for the same comparison is found."""
    of = "/".join([str(scope.round.pk), ",".join(str(coder.pk) for coder in coders), *scope.otherwise])
    return hashlib.sha256(of.encode()).hexdigest()


@dataclass(frozen=True)
class Figure:
    """A coefficient as the page shows it."""

    measure: Measure
    title: str
    text: str
    range: str
    why: str


@dataclass(frozen=True)
class Line:
    """The boundaries of one theme."""

    theme: Theme
    n_passages: list[int]
    figures: list[Figure]


class Sets(Comparison):
    """What was measured, now or by a job."""

    route = "agreement_sets"

    @cached_property
    def is_heavy(self) -> bool:
        """Units may be few and large: boundaries are looked for in all that was read."""
        marks = self.scope.readings().filter(coder__in=self.coders)
        return len(self.answered) > AT_ONCE or marks.count() > AT_ONCE

    @cached_property
    def whole(self) -> Whole | None:
        """None where a job has to measure it first."""
        if not self.is_heavy:
            return wholes.measure(self.scope, self.coders, self.themes, self.offered)
        done = next((job for job in self._jobs if job.state == Job.State.DONE and job.result), None)
        return Whole.from_json(done.result) if done and done.result else None

    @property
    def compared(self) -> str:
        """Of what is shown; before anything is, of what is there."""
        return words.units(self.scope.unit, self.whole.units if self.whole else len(self.answered))

    @property
    def job(self) -> Job | None:
        """The one that waits or runs, or failed last."""
        newest = self._jobs[0] if self._jobs else None
        return newest if newest and newest.state != Job.State.DONE else None

    @property
    def at(self) -> datetime | None:
        return datetime.fromisoformat(self.whole.at) if self.whole else None

    @property
    def n_since(self) -> int:
        """How many operations came after what is shown."""
        number = operation_number(self.scope.project, self.scope.member)
        shown = self.whole.number if self.whole else None
        return number - shown if number is not None and shown is not None else 0

    @property
    def sets(self) -> list[Figure]:
        return [_figure(each) for each in self.whole.sets] if self.whole else []

    @property
    def measured(self) -> list[tuple[Theme, OfTheme]]:
        """The themes whose boundaries were measured, as far as there are such themes now."""
        theme_of = {theme.slug: theme for theme in self.themes.rows}
        kept = self.whole.themes if self.whole else []
        return [(theme_of[each.slug], each) for each in kept if each.slug in theme_of]

    @property
    def lines(self) -> list[Line]:
        said = self.reason
        return [
            Line(theme, each.n_passages, [_figure(one, said) for one in each.figures]) for theme, each in self.measured
        ]

    @cached_property
    def reason(self) -> str:
        """Why figures of boundaries have no interval, where it is the same for all: then it is said once."""
        figures = [one for each in self.whole.themes for one in each.figures] if self.whole else []
        reasons = {one.reason for one in figures if one.value is not None}
        return reasons.pop() if len(reasons) == 1 else ""

    @property
    def boundaries(self) -> Sequence[Any]:
        """The coefficients of the columns."""
        return SPAN_MEASURES

    @cached_property
    def _jobs(self) -> list[Job]:
        jobs = Job.objects.of_kind(KIND).with_key(key_of(self.scope, self.coders))
        return list(jobs.newest_first()[:LOOKED_AT]) if self.is_heavy else []


def title_of(name: str) -> str:
    """What a coefficient is called on this page; alpha is of themes as categories."""
    return _("One theme a unit: alpha over themes as categories") if name == ALPHA.name else str(_MEASURES[name].title)


def _figure(estimate: Estimate, said: str = "") -> Figure:
    """With the reason why something is missing, but for one that was said."""
    measure = _MEASURES[estimate.name]
    text = words.MISSING if estimate.value is None else words.decimal(estimate.value, PLACES)
    reason = "" if estimate.reason == said else estimate.reason
    return Figure(measure, title_of(estimate.name), text, _range(estimate), estimate.why or reason)


def _range(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return words.bounds(words.decimal(estimate.low, PLACES), words.decimal(estimate.high, PLACES))

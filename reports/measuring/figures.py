"""A coefficient with its interval and verdict, or the reason why there is none: as plain data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reports import bootstrap
from reports.bootstrap import Interval
from reports.boundary_intervals import span_interval
from reports.measures import Measure, NotEstimable, SpanMeasure
from reports.measures.base import Pattern, Ratings
from reports.measures.continuum import Continuum
from reports.measures.patterns import Floats
from reports.measuring.grid import Change, Grid

Figure = dict[str, Any]


@dataclass(frozen=True)
class Drawing:
    """How often is drawn, and from which seed."""

    draws: int = bootstrap.DRAWS
    seed: int = bootstrap.SEED

    def figures(self, measures: Sequence[Measure], grid: Grid, changes: Sequence[Change]) -> list[dict[str, Figure]]:
        """The figures of the answers told in each of these ways; by the name of the measure."""
        patterns, counts = grid.tables(changes)
        intervals = bootstrap.intervals(measures, patterns, counts, draws=self.draws, seed=self.seed)
        return [
            {each.name: self._of_units(each, patterns, rows, found[each.name]) for each in measures}
            for rows, found in zip(counts.sum(axis=1), intervals, strict=True)
        ]

    @staticmethod
    def plain(measure: Measure, ratings: Ratings) -> Figure:
        """One coefficient without an interval."""
        return figure(lambda: measure.compute(ratings))

    def of_spans(self, measure: SpanMeasure, continuum: Continuum) -> Figure:
        """One figure of boundaries."""
        interval = span_interval(measure, continuum, draws=self.draws, seed=self.seed)
        return figure(lambda: measure.compute(continuum), interval)

    @staticmethod
    def _of_units(measure: Measure, patterns: list[Pattern], counts: Floats, interval: Interval) -> Figure:
        ratings = {patterns[place]: int(counts[place]) for place in np.flatnonzero(counts)}
        return figure(lambda: measure.compute(ratings), interval)


def figure(compute: Callable[[], float], interval: Interval | None = None) -> Figure:
    """`value` is None where there is none, for the `reason`; `interval` likewise, with its own."""
    try:
        value, reason = compute(), ""
    except NotEstimable as refused:
        value, reason, interval = None, refused.reason, None
    return {"value": value, "reason": reason, "interval": interval and told(interval)}


def told(interval: Interval) -> dict[str, Any]:
    return {
        "low": interval.low,
        "high": interval.high,
        "draws": interval.draws,
        "undefined": interval.undefined,
        "resampled": interval.resampled.value,
        "verdict": interval.verdict.value,
        "reason": str(interval.reason),
    }

"""95 % intervals of coefficients of agreement, by resampling what was compared (pure numpy).

The percentile bootstrap of Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13, as Hayes & Krippendorff
2007, Communication Methods and Measures 1: 77–89, use it for reliability; unlike theirs, what is expected by chance is
computed anew in each draw. Sentences of one document are alike, so documents are drawn where there are twenty or more;
then the interval speaks of documents like these. With fewer, units are drawn within each document, and it speaks of
these documents only. The same data give the same draws: they are seeded, and depend on nothing else that is computed.

Of few documents percentiles lie too close together, as the normal quantile does beside Student's t: they are taken as
much further out (the expanded percentile interval of Hesterberg 2015, The American Statistician 69: 371–386), with
Satterthwaite's degrees of freedom where few documents carry the variance. `benchmarks/agreement_intervals.py` measures
how often 95 % intervals hold the truth.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from reports.measures.base import Measure, Pattern, Ratings
from reports.measures.patterns import AT_ONCE, Floats, Patterns, sparse
from reports.student import student

DRAWS = 1000
SEED = 1995
TAIL = 0.025
FEWEST_DOCUMENTS = 20
FEWEST_UNITS = 2  # a document, on average: drawing one of one changes nothing
DIFFERING = 10  # documents with units that coders answered differently; or such units, where these are drawn
MOST_UNDEFINED = 0.05
RELIABLE, TENTATIVE = 0.800, 0.667
DENSE = 0.01  # the share of a table that is not 0, from which on it pays to multiply all of it


class Resampled(TextChoices):
    """What was drawn again, and so what the interval speaks of."""

    DOCUMENTS = "documents", _("documents drawn again: speaks of documents like these")
    UNITS = "units", _("units drawn again within each document: speaks of these documents only")
    NOTHING = "", _("nothing could be drawn again")


class Verdict(TextChoices):
    """Krippendorff 2004, Content Analysis, 2nd ed., p. 241, on the lower bound and not on the figure."""

    RELIABLE = "reliable", _("reliable")
    TENTATIVE = "tentative", _("tentative")
    REVISE = "revise", _("revise the theme")
    NONE = "", _("no verdict without an interval")


@dataclass(frozen=True)
class Interval:
    """Bounds of a coefficient, None where it has none, for the `reason`. `undefined` of the draws had no figure."""

    low: float | None
    high: float | None
    draws: int
    undefined: int
    resampled: Resampled
    verdict: Verdict
    reason: Any = ""


@dataclass(frozen=True)
class Table:
    """`counts`: documents × patterns, how many units of each document were answered like each pattern."""

    patterns: list[Pattern]
    counts: Floats


def table(documents: Sequence[Ratings]) -> Table:
    """The ratings of each document as one table, its patterns in an order that depends on nothing but themselves."""
    patterns = sorted({row for ratings in documents for row in ratings}, key=_in_words)
    places = {row: place for place, row in enumerate(patterns)}
    counts = np.zeros((len(documents), len(patterns)))
    for document, ratings in enumerate(documents):
        counts[document, [places[row] for row in ratings]] = list(ratings.values())
    return Table(patterns, counts)


def interval(measure: Measure, table: Table, *, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """The interval of one coefficient of one table."""
    [found] = intervals([measure], table.patterns, table.counts[None], draws=draws, seed=seed)
    return found[measure.name]


def intervals(
    measures: Sequence[Measure], patterns: Patterns, counts: NDArray[Any], *, draws: int = DRAWS, seed: int = SEED
) -> list[dict[str, Interval]]:
    """The intervals of each coefficient, by name, of many tables at once: `counts` is tables × documents × patterns."""
    counts = np.asarray(counts, dtype=np.float64)
    resampled, drawn = resample(patterns, counts, draws=draws, seed=seed)
    figures = {measure.name: measure.compute_many(patterns, drawn) for measure in measures}
    tails = [_tails(measures, patterns, rows, what) for rows, what in zip(counts, resampled, strict=True)]
    few = [_too_alike(patterns, rows, what) for rows, what in zip(counts, resampled, strict=True)]
    return [
        {
            each.name: percentiles(
                figures[each.name][place], what, each.is_judged, tail=tails[place][each.name], few=few[place]
            )
            for each in measures
        }
        for place, what in enumerate(resampled)
    ]


def percentiles(
    figures: Floats, resampled: Resampled, is_judged: bool = True, *, tail: float = TAIL, few: str = ""
) -> Interval:
    """The interval from the figures of the draws, nan where one has none; `tail` is what lies outside at each end.

    `few` says what there is too little of for an interval.
    """
    defined = figures[~np.isnan(figures)]
    undefined = len(figures) - len(defined)
    if resampled == Resampled.NOTHING:
        return no_interval(len(figures), undefined, resampled, _("too few units in too few documents to draw from"))
    if undefined > MOST_UNDEFINED * len(figures):
        return no_interval(len(figures), undefined, resampled, _("more than 5 % of the draws have no figure"))
    if few:
        return no_interval(len(figures), undefined, resampled, few)
    low, high = (float(bound) for bound in np.quantile(defined, [tail, 1 - tail]))
    verdict = judge(low) if is_judged else Verdict.NONE
    return Interval(low, high, len(figures), undefined, resampled, verdict)


def tail_of(left_out: Floats, times: Floats | None = None) -> float:
    """What to leave outside at each end, from the figures without each document, or unit, in turn; `times`: how many
    are alike.

    Degrees of freedom 2 n / (κ − 1), κ the kurtosis of what each does to the figure; n − 1 at most.
    """
    times = np.ones(len(left_out)) if times is None else times
    is_known = ~np.isnan(left_out)
    n, known, times = float(times.sum()), left_out[is_known], times[is_known]
    influence = known - (known @ times) / max(times.sum(), 1)
    squares = float(influence**2 @ times)
    kurtosis = float(times.sum() * (influence**4 @ times)) / squares**2 if squares > 0 else 0.0
    freedom = min(n - 1, 2 * n / (kurtosis - 1)) if kurtosis > 1 else n - 1
    return NormalDist().cdf(-student(max(int(freedom), 1)) * sqrt(n / (n - 1)))


def judge(low: float) -> Verdict:
    """The verdict on the lower bound of an interval."""
    if low >= RELIABLE:
        return Verdict.RELIABLE
    return Verdict.TENTATIVE if low >= TENTATIVE else Verdict.REVISE


def no_interval(draws: int, undefined: int, resampled: Resampled, reason: Any) -> Interval:
    """What stands in the place of one that cannot be told, with the reason."""
    return Interval(None, None, draws, undefined, resampled, Verdict.NONE, reason)


def resample(
    patterns: Patterns, counts: Floats, *, draws: int = DRAWS, seed: int = SEED
) -> tuple[list[Resampled], Floats]:
    """What was drawn again for each table, and tables × draws × patterns: how many units are like each pattern.

    Tables that compare units of the same documents share the draws of documents.
    """
    compared = _are_compared(patterns, counts)  # tables × documents
    resampled = [_what(row) for row in compared]
    drawn = np.zeros((len(counts), draws, len(patterns)))
    for has_units, tables in _alike(compared > 0):
        some = counts[np.ix_(tables, np.flatnonzero(has_units))]
        if len(some[0]) >= FEWEST_DOCUMENTS:
            drawn[tables] = _draw_documents(some, draws, seed)
        else:
            drawn[tables] = _draw_units(some, _order(patterns), draws, seed)
    return resampled, drawn


def weights(n: int, draws: int = DRAWS, seed: int = SEED) -> Iterator[tuple[slice, Floats]]:
    """How often each of n documents stands in each draw, draws × n, in slices of draws that fit in memory."""
    rng = np.random.default_rng(seed)
    step = max(1, AT_ONCE // n)
    for start in range(0, draws, step):
        rows = min(step, draws - start)
        places = rng.integers(n, size=(rows, n)) + n * np.arange(rows)[:, None]
        yield slice(start, start + rows), np.bincount(places.ravel(), minlength=rows * n).reshape(rows, n).astype(float)


def _in_words(row: Pattern) -> list[str]:
    """What orders patterns, the same in every process: sets have no order of their own."""
    return [str(sorted(map(str, value))) if isinstance(value, frozenset) else repr(value) for value in row]


def _tails(measures: Sequence[Measure], patterns: Patterns, rows: Floats, what: Resampled) -> dict[str, float]:
    """By the name of the measure, what to leave outside at each end."""
    if what == Resampled.NOTHING:
        return {measure.name: TAIL for measure in measures}
    total = rows.sum(axis=0)
    if what == Resampled.DOCUMENTS:
        without, times = total - rows[_are_compared(patterns, rows) > 0], None
    else:
        some = np.flatnonzero(total)
        without, times = total - np.eye(len(total))[some], total[some]
    return {measure.name: tail_of(measure.compute_many(patterns, without), times) for measure in measures}


def _are_compared(patterns: Patterns, counts: Floats) -> Floats:
    """How many units were answered by two or more."""
    is_compared = np.array([sum(value is not None for value in row) > 1 for row in patterns], dtype=np.bool_)
    return np.asarray(counts[..., is_compared].sum(axis=-1))


def _too_alike(patterns: Patterns, rows: Floats, what: Resampled) -> str:
    """Says so where too little was answered differently: percentiles cannot know what a few more would change."""
    differs = np.array([len({value for value in row if value is not None}) > 1 for row in patterns], dtype=np.bool_)
    units = rows[:, differs].sum(axis=1)
    if what == Resampled.DOCUMENTS and np.count_nonzero(units) < DIFFERING:
        said = gettext("too few documents with disagreements for an interval: %(n)s, %(least)s needed")
        return said % {"n": np.count_nonzero(units), "least": DIFFERING}
    if what == Resampled.UNITS and units.sum() < DIFFERING:
        said = gettext("too few disagreements for an interval: %(n)s, %(least)s needed")
        return said % {"n": int(units.sum()), "least": DIFFERING}
    return ""


def _what(units: Floats) -> Resampled:
    """From the compared units of each document."""
    documents = np.count_nonzero(units)
    if documents >= FEWEST_DOCUMENTS:
        return Resampled.DOCUMENTS
    return Resampled.UNITS if documents and units.sum() >= FEWEST_UNITS * documents else Resampled.NOTHING


def _alike(masks: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.intp]]]:
    """The different masks, each with the tables that have it."""
    different, which = np.unique(masks, axis=0, return_inverse=True)
    for place, mask in enumerate(different):
        yield mask, np.flatnonzero(which.ravel() == place)


def _draw_documents(counts: Floats, draws: int, seed: int) -> Floats:
    tables, documents, patterns = counts.shape
    flat = counts.transpose(1, 0, 2).reshape(documents, tables * patterns)
    rows, columns = np.nonzero(flat)
    is_dense = len(rows) > DENSE * flat.size
    seen, places = np.unique(columns, return_inverse=True)
    entries = sparse(rows, places, flat[rows, columns])
    drawn = np.zeros((draws, tables * patterns))
    for some, times in weights(documents, draws, seed):
        if is_dense:
            drawn[some] = times @ flat
        else:
            drawn[some.start : some.stop, seen] = entries.after(times)
    return drawn.reshape(draws, tables, patterns).transpose(1, 0, 2)


def _order(patterns: Patterns) -> NDArray[np.intp]:
    """The places of patterns in an order that depends on nothing but themselves."""
    return np.array(sorted(range(len(patterns)), key=lambda place: _in_words(patterns[place])), dtype=np.intp)


def _draw_units(counts: Floats, known: NDArray[np.intp], draws: int, seed: int) -> Floats:
    """As many units of each document as it has, drawn from its own; each table by itself.

    `known` is an order of the patterns in which the same data give the same draws.
    """
    drawn = np.zeros((len(counts), draws, counts.shape[-1]))
    for place, rows in enumerate(counts):
        rng = np.random.default_rng(seed)
        total = rows.sum(axis=0)[known]
        order = known[np.argsort(-total, kind="stable")]  # the commonest first: little is left to be drawn
        order = order[: np.count_nonzero(total)]  # what only other tables have would use up random numbers
        for row in rows[:, order]:
            drawn[place][:, order] += rng.multinomial(int(row.sum()), row / row.sum(), size=draws)
    return drawn

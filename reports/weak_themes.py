"""Themes that need a look: never used, thin, or told apart too badly by coders (pure).

A theme is thin with fewer than FEWEST units, or where all of them come from one of several sources. It is unreliable
where Krippendorff's alpha itself lies below the limit of .667 (Krippendorff 2004, Content Analysis, 2nd ed., p. 241):
then so does the lower bound on which the verdict rests. Whether the others pass, their intervals say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reports.answers import Answers, Asked
from reports.bootstrap import TENTATIVE
from reports.counting.base import Themes
from reports.cube import Cube
from reports.editions import Editions
from reports.measures import NotEstimable
from reports.measures.alpha import ALPHA
from reports.sums import all_of
from vocabulary.models import Theme

FEWEST = 5  # units


@dataclass(frozen=True)
class Weak:
    """A theme and how many units show it: those with it, or those on which coders differ, with their `alpha`."""

    theme: Theme
    n: int = 0
    alpha: float | None = None


def never_used(cube: Cube, themes: Sequence[Theme]) -> list[Weak]:
    """On no passage; those that are retired need none."""
    used = all_of(cube).passages[0]
    return [Weak(theme) for theme in themes if not theme.retired_at and not used[cube.column(theme.pk)]]


def thin(cube: Cube, themes: Sequence[Theme]) -> list[Weak]:
    """On some units, but few, or all from one source while several were read; the fewest first."""
    units, sources, whole = cube.own.units, cube.described.sources, all_of(cube)
    is_named = sources > 0  # a document without a source may come from any
    n_read = len(np.unique(sources[(cube.read_all > 0) & is_named]))
    found = []
    for theme in themes:
        column = cube.column(theme.pk)
        n, is_one = int(whole.units[0, column]), int(whole.sources[0, column]) == 1
        is_one = is_one and bool(is_named[units[:, column] > 0].all())
        if n and not theme.retired_at and (n < FEWEST or (is_one and n_read > 1)):
            found.append(Weak(theme, n))
    return sorted(found, key=lambda weak: weak.n)


def unreliable(answers: Answers, themes: Themes, editions: Editions) -> list[Weak]:
    """Those whose alpha is below the limit, the lowest first."""
    found = [Weak(*told) for told in _measured(answers, themes, editions) if told[2] < TENTATIVE]
    return sorted(found, key=lambda weak: weak.alpha or 0.0)


def _measured(answers: Answers, themes: Themes, editions: Editions) -> Iterator[tuple[Theme, int, float]]:
    """The themes that have an alpha, with the units on which they differ."""
    for theme in themes.rows:
        compared = answers.compared(Asked(frozenset({theme.pk}), editions.gap(theme.pk)))
        try:
            yield theme, compared.count(compared.differ), ALPHA.compute(compared.ratings)
        except NotEstimable:
            continue

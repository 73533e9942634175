"""The intervals of many lines of agreement at once, in portions that fit in memory (pure)."""

from collections.abc import Iterator, Sequence

import numpy as np

from reports import bootstrap
from reports.answers import Compared
from reports.bootstrap import Interval
from reports.measures import Measure
from reports.measures.base import Pattern

AT_ONCE = 4_000_000  # numbers in a portion: lines × documents × patterns


def intervals(measures: Sequence[Measure], lines: Sequence[Compared]) -> list[dict[str, Interval]]:
    """The interval of each coefficient, by name, of each line; all of them have the same documents."""
    if not lines or not len(lines[0].counts):
        return [{} for _line in lines]
    found: list[dict[str, Interval]] = []
    for portion in portions(lines):
        patterns = sorted({row for line in portion for row in line.rows}, key=repr)  # so none depends on the others
        counts = np.stack([_laid_out(line, patterns) for line in portion])
        found += bootstrap.intervals(measures, patterns, counts)
    return found


def portions(lines: Sequence[Compared]) -> Iterator[list[Compared]]:
    """The lines in order, as many together as may be, since those together share what is drawn."""
    portion: list[Compared] = []
    patterns: set[Pattern] = set()
    for line in lines:
        together = patterns | set(line.rows)
        if portion and (len(portion) + 1) * max(len(line.counts), bootstrap.DRAWS) * len(together) > AT_ONCE:
            yield portion
            portion, together = [], set(line.rows)
        portion, patterns = [*portion, line], together
    if portion:
        yield portion


def _laid_out(line: Compared, patterns: Sequence[Pattern]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Its counts by document, over the patterns of all lines."""
    place = {pattern: at for at, pattern in enumerate(patterns)}
    counts = np.zeros((len(line.counts), len(patterns)), np.int64)
    counts[:, [place[row] for row in line.rows]] = line.counts
    return counts

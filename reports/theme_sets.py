"""The whole sets of themes that coders give to units, as coefficients of sets take them (pure).

A set is missing where the coder did not answer the unit; an empty one says that no theme applies.
"""

from dataclasses import dataclass

import numpy as np

from reports.answers import MISSING, Answers, Compared, Ints, count_patterns, is_compared
from reports.measures.base import Pattern


@dataclass(frozen=True)
class Sets:
    """How often each row of sets occurs: `patterns` are rows of frozensets, `counts` documents × patterns."""

    patterns: list[Pattern]
    counts: Ints

    @property
    def ratings(self) -> dict[Pattern, int]:
        return {row: int(n) for row, n in zip(self.patterns, self.counts.sum(axis=0), strict=True) if n}

    @property
    def is_single(self) -> bool:
        """Whether no coder gave any unit more than one theme, so that themes can be compared as categories."""
        return all(value is None or len(value) < 2 for row in self.patterns for value in row)  # type: ignore[arg-type]


def sets_of(answers: Answers) -> Sets:
    """All themes of each unit, by themselves: a sub-theme is another element than its parent."""
    themes = sorted(answers.tags)
    has = np.zeros((*answers.under.shape, max(len(themes), 1)), np.bool_)
    for place, theme in enumerate(themes):
        given = answers.tags[theme]
        has[given.rows, given.coders, place] = True
    packed = np.packbits(has, axis=2)
    flat = np.ascontiguousarray(packed).reshape(-1, packed.shape[2])
    different, which = np.unique(flat, axis=0, return_inverse=True)
    ids = np.where(answers.under == MISSING, MISSING, which.reshape(answers.under.shape)).astype(np.int64)
    home = answers.document_places
    found = count_patterns(ids, is_compared(ids), home, len(answers.document_ids))
    return Sets(_named(found, different, themes), found.counts)


def _named(
    found: Compared, different: np.ndarray[tuple[int, int], np.dtype[np.uint8]], themes: list[int]
) -> list[Pattern]:
    """The rows with their sets of themes in place of the sets' numbers."""
    bits = np.unpackbits(different, axis=1)
    sets = [frozenset(themes[place] for place in np.flatnonzero(row[: len(themes)]).tolist()) for row in bits]
    return [tuple(None if place == MISSING else sets[place] for place in row) for row in found.patterns.tolist()]

"""What was counted under one book, told under a later one, without counting again where that is certain (pure).

A version that is published says nothing about what was read before: nobody read under it. So counts stay as they are,
a theme that is new has none, and only where the tree of themes became another one the texts must be counted again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from reports.book import Book
from reports.counting.base import Gap
from reports.cube import Counts, Cube
from reports.cubes.evidence import Ints

OWN = -1  # in place of a theme: take its own column


@dataclass(frozen=True)
class Adapting:
    """From `old` to `new`; `is_possible` says whether every count under the new book follows from those of the old."""

    old: Book
    new: Book

    @cached_property
    def is_possible(self) -> bool:
        if self.old == self.new:
            return True
        is_later = self.old.unit == self.new.unit and self.old.versions <= self.new.versions
        same = is_later and {*self.old.themes} <= {*self.new.themes}
        gaps = all(self._gap(gap) is not None for gap in self.new.all_gaps)
        themes = all(self.old.gap(theme) == self.new.gap(theme) & self.old.versions for theme in self.old.themes)
        parents = {*self.new.families} & {*self.old.themes} == {*self.old.families}
        families = parents and all(self._family(parent) is not None for parent in self.new.families)
        return same and gaps and themes and families and all(map(self._edition, self.new.editions))

    def cube(self, cube: Cube) -> Cube:
        """The counts under the new book; the same cube where the books are equal."""
        if self.old == self.new:
            return cube
        n_rows = len(cube.documents)
        rolled = Counts(lambda name: self._rolled(cube.own.make(name), cube.rolled.make(name)))
        nothing = np.zeros(n_rows, np.int64)
        return replace(
            cube,
            themes=self.new.themes,
            gaps=self.new.gaps,
            own=cube.own.map(self._columns),
            rolled=rolled,
            answered={gap: self._answered(gap, cube, nothing) for gap in self.new.all_gaps},
            editions={key: self._of_edition(key, cube, nothing) for key in self.new.editions},
        )

    def _gap(self, gap: Gap) -> Gap | None:
        """The old gap that this one was; None where none was. All versions: nothing was read outside of it."""
        before = gap & self.old.versions
        return before if before in self.old.all_gaps or before == self.old.versions else None

    def _answered(self, gap: Gap, cube: Cube, nothing: Ints) -> Ints:
        before = gap & self.old.versions
        if before and before == self.old.versions:
            return nothing
        return cube.answered[before]

    def _family(self, parent: int) -> int | None:
        """Whose rolled column is the parent's: its own, since it had the same family; OWN, since it had none; None."""
        known = {*self.old.themes}
        before, now = self.old.families.get(parent), self.new.families.get(parent, frozenset({parent})) & known
        if before is not None:
            return parent if before == now else None
        return OWN if now <= {parent} else None

    def _edition(self, key: tuple[int, int]) -> Callable[[Cube], Ints] | None:
        gap, theme = self.new.editions[key], key[0]
        before = gap & self.old.versions
        if key in self.old.editions:
            return (lambda cube: cube.editions[key]) if before == self.old.editions[key] else None
        if before == self.old.versions:
            return lambda cube: np.zeros(len(cube.documents), np.int64)
        is_all = theme in self.old.themes and before == self.old.gap(theme)
        return (lambda cube: cube.own.make("units")[:, cube.column(theme)]) if is_all else None

    def _of_edition(self, key: tuple[int, int], cube: Cube, nothing: Ints) -> Ints:
        count = self._edition(key)
        return count(cube) if count else nothing

    def _columns(self, table: Ints) -> Ints:
        """The columns of the new book; 0 for themes that are new."""
        found = np.zeros((len(table), len(self.new.themes)), table.dtype)
        if len(self.old.themes):
            found[:, np.searchsorted(self.new.themes, self.old.themes)] = table
        return found

    def _rolled(self, own: Ints, rolled: Ints) -> Ints:
        found, before = self._columns(own), self._columns(rolled)
        for parent in self.new.families:
            if self._family(parent) == parent:
                column = self.new.themes.index(parent)
                found[:, column] = before[:, column]
        return found

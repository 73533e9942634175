"""What the tables of the coverage page are made from: a cube, which of it is asked for, and links (pure)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reports.counting.base import Themes
from reports.cube import Cube
from reports.editions import Editions
from reports.filters import Bools, Filters
from reports.footing import Footing
from reports.given import Placed
from reports.lines import together
from reports.links import Links
from reports.scope import Scope
from reports.sums import Lines, Sums, all_of
from vocabulary.models import Theme


@dataclass(frozen=True)
class Number:
    """A number to show: its text, where it leads, what it says in words, and its step of the colour scale (0 to 5).

    `n` is the number itself, where it is one, `aside` what stands small behind it.
    """

    text: str
    href: str = ""
    words: str = ""
    level: int = 0
    n: int | None = None
    aside: str = ""


@dataclass
class Material:
    """`rows` are the documents of the cube that the filters ask for, `shown` the themes that have columns.

    `beside` are the scopes that are lines, where coders or rounds are, with their cubes of the same moment.
    """

    scope: Scope
    editions: Editions
    themes: Themes
    shown: Sequence[Theme]
    cube: Cube
    filters: Filters
    rows: Bools
    footing: Footing
    links: Links
    beside: Sequence[tuple[Scope, Cube]] = ()

    @cached_property
    def whole(self) -> Lines:
        """All that is asked for, as one line."""
        return self._whole(with_sub=False)

    @cached_property
    def whole_rolled(self) -> Lines:
        """The same, each theme with its sub-themes."""
        return self._whole(with_sub=True)

    def _whole(self, *, with_sub: bool) -> Lines:
        if self.rows.all():
            return all_of(self.cube, with_sub=with_sub)
        return Sums(self.cube, together(self.rows), 1, with_sub=with_sub)

    @cached_property
    def given(self) -> Placed:
        """What of each document the coders whose work is counted were given, and handed in."""
        return self.scope.given().at(self.cube.documents)

    @cached_property
    def parents(self) -> frozenset[int]:
        return frozenset(self.themes.parents())

    @cached_property
    def columns(self) -> list[int]:
        """The columns of the shown themes in the arrays of the cube."""
        return [self.cube.column(theme.pk) for theme in self.shown]

    def total(self, name: str) -> int:
        """One of the totals of all that is asked for, by its name in Sums.total."""
        return int(self.whole.total(name)[0])

    def units(self, state: str, theme: Theme | None = None, **more: Any) -> str:
        """The address of the units behind a number; a theme with its sub-themes by sub=True."""
        query = {**self.filters.query(), **more}
        return self.links.units(state, theme=theme.slug if theme else "", **query)

    def units_by_state(self, query: Mapping[str, Any]) -> Callable[[str], str]:
        """The same for the states of one line."""
        return self.links.units_by_state(**{**self.filters.query(), **query})

    def passages(self, theme: Theme | None = None, **more: Any) -> str:
        query = {**self.filters.query(), **more}
        return self.links.passages(theme=theme.slug if theme else "", **query)

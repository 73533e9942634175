"""Which lines stand on a page of the coverage tables, in which order, and the sums of each."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from corpus.models import Document
from reports import choices, heat, lines
from reports.cube import Ints
from reports.lines import Line
from reports.material import Material
from reports.scope import Scope
from reports.sums import Lines, Stack, Sums, all_of

PER_PAGE = 50
DOCUMENTS_PER_PAGE = 25  # of them each line is looked up, and nobody looks through hundreds of pages
SCOPES = ("coder", "round")  # a line is a scope of its own and costs a few queries; there are few of them


@dataclass(frozen=True)
class Order:
    """What stands in rows, and by what they are sorted: name, year, read, or a theme's slug; "-" turns it round."""

    rows: str = "document"
    sort: str = "name"
    figure: str = "share"
    with_sub: bool = False
    page: int = 1
    per_page: int | None = None

    @property
    def most(self) -> int:
        """How many lines a page has."""
        return self.per_page or (DOCUMENTS_PER_PAGE if self.rows == "document" else PER_PAGE)

    @property
    def key(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def is_turned(self) -> bool:
        return self.sort.startswith("-")


class PageLines(ABC):
    """The lines of one page. `places` are those of its lines among all; each kind of lines says what they are."""

    def __init__(self, material: Material, order: Order) -> None:
        self.material, self.order = material, order
        self.page: Page[int] = Paginator(range(self.count()), order.most).get_page(order.page)

    @property
    @abstractmethod
    def lines(self) -> list[Line]:
        """Those of this page."""

    @property
    @abstractmethod
    def handed_in(self) -> list[tuple[int, int]]:
        """(handed in, assigned) of each line of this page."""

    @abstractmethod
    def sums(self, *, with_sub: bool) -> Lines:
        """The sums of each line of this page."""

    @abstractmethod
    def count(self) -> int:
        """How many lines there are on all pages."""

    @abstractmethod
    def all_sums(self, columns: Sequence[int] | None = None) -> Lines:
        """The sums of all lines, to sort them by."""

    @abstractmethod
    def names(self) -> Sequence[str]:
        """What all lines are called, to sort them by."""

    @cached_property
    def places(self) -> list[int]:
        ranked = self._ranked()
        ranked = ranked[::-1] if self.order.is_turned else ranked
        return [ranked[place] for place in self.page.object_list]

    def _ranked(self) -> list[int]:
        """All lines, the smallest first; equal ones by name, or by id where there are too many to be named."""
        order = self.order
        theme = next((theme for theme in self.material.shown if theme.slug == order.key), None)
        if theme:
            found = self.all_sums([self.material.cube.column(theme.pk)])
            return np.argsort(heat.values(order.figure, found)[:, 0], kind="stable").tolist()  # type: ignore[no-any-return]
        if order.key == "read":
            return np.argsort(self.all_sums().total("read_all"), kind="stable").tolist()  # type: ignore[no-any-return]
        names = self.names()
        return sorted(range(len(names)), key=lambda place: names[place])


class Groups(PageLines):
    """Lines that are documents, or groups of them by what is known of them."""

    def __init__(self, material: Material, order: Order) -> None:
        self.described = material.cube.described
        self.grouping = lines.group(order.rows, self.described, material.rows)
        super().__init__(material, order)

    def count(self) -> int:
        return len(self.grouping.keys)

    def names(self) -> Sequence[str]:
        return self._names

    def all_sums(self, columns: Sequence[int] | None = None) -> Lines:
        with_sub = self.order.with_sub
        if self.order.rows == "document":
            return Each(self.material.cube, self.grouping.line_of, self.count(), with_sub=with_sub, columns=columns)
        return Sums(self.material.cube, self.grouping.line_of, self.count(), with_sub=with_sub, columns=columns)

    @cached_property
    def lines(self) -> list[Line]:
        keys = [self.grouping.keys[place] for place in self.places]
        return lines.named(self.order.rows, keys, self.described, self.material.scope.project)

    def sums(self, *, with_sub: bool) -> Lines:
        return Sums(self.material.cube, self._line_of, len(self.places), with_sub=with_sub)

    @cached_property
    def handed_in(self) -> list[tuple[int, int]]:
        return self.material.given.counts(self._line_of, len(self.places))

    @cached_property
    def _line_of(self) -> Ints:
        """The line of each document on this page, -1 for those on others."""
        on_page = np.full(self.count() + 1, -1, np.int64)
        on_page[self.places] = np.arange(len(self.places))
        return on_page[self.grouping.line_of]

    @cached_property
    def _names(self) -> Sequence[str]:
        if self.order.rows == "year":
            return [f"{key or 9999:04}" for key in self.grouping.keys]
        found = lines.named(self.order.rows, self.grouping.keys, self.described, self.material.scope.project)
        return [line.name.casefold() for line in found]

    @cached_property
    def places(self) -> list[int]:
        return self._titled() or super().places

    def _titled(self) -> list[int]:
        """Of documents by title the database finds those of the page only; empty where not all of them are counted."""
        page, sign = self.page, "-" if self.order.is_turned else ""
        if not self._is_by_title or not self.material.cube.is_fresh or not self.count():
            return []
        titles = self._titles().order_by(f"{sign}title", f"{sign}pk").values_list("pk", flat=True)
        places = [self.grouping.place(pk) for pk in titles[page.start_index() - 1 : page.end_index()]]
        return [place for place in places if place is not None] if None not in places else []

    @property
    def _is_by_title(self) -> bool:
        columns = {"year", "read", *(theme.slug for theme in self.material.shown)}
        return self.order.rows == "document" and self.order.key not in columns

    def _titles(self) -> QuerySet[Document]:
        return self.material.scope.documents().filter(self.material.filters.condition())

    def _ranked(self) -> list[int]:
        if self._is_by_title:
            found = [
                self.grouping.place(pk) for pk in self._titles().order_by("title", "pk").values_list("pk", flat=True)
            ]
            ranked = [place for place in found if place is not None]
            return ranked + sorted(set(range(self.count())) - set(ranked))
        if self.order.rows == "document" and self.order.key == "year":
            rows = np.flatnonzero(self.material.rows)
            return np.argsort(self.described.years[rows], kind="stable").tolist()  # type: ignore[no-any-return]
        return super()._ranked()


class Scopes(PageLines):
    """Lines that are coders or rounds: each a scope with a cube of its own, seen as far as its member may."""

    def __init__(self, material: Material, order: Order) -> None:
        self.scopes = [scope for scope, _cube in material.beside]
        super().__init__(material, order)

    def count(self) -> int:
        return len(self.scopes)

    def names(self) -> Sequence[str]:
        return [str(self._of(scope)).casefold() for scope in self.scopes]

    def all_sums(self, columns: Sequence[int] | None = None) -> Lines:
        return self._stack(range(len(self.scopes)), with_sub=self.order.with_sub, columns=columns)

    @cached_property
    def lines(self) -> list[Line]:
        shown = [self._of(self.scopes[place]) for place in self.places]
        below = [str(each.get_kind_display()) for each in shown]
        return [Line(str(each), {self.order.rows: each.pk}, text) for each, text in zip(shown, below, strict=True)]

    def sums(self, *, with_sub: bool) -> Lines:
        return self._stack(self.places, with_sub=with_sub)

    def _stack(self, places: Sequence[int], *, with_sub: bool, columns: Sequence[int] | None = None) -> Lines:
        """Their sums, one below the other; where nobody works as yet there is no line at all."""
        if places:
            return Stack([self._sums(place, with_sub=with_sub, columns=columns) for place in places])
        cube = self.material.cube
        return Sums(cube, np.full(len(cube.documents), -1), 0, with_sub=with_sub, columns=columns)

    @cached_property
    def handed_in(self) -> list[tuple[int, int]]:
        found = []
        for place in self.places:
            scope, cube = self.material.beside[place]
            line_of = lines.together(self.material.filters.rows(cube.described))
            found += scope.given().at(cube.documents).counts(line_of, 1)
        return found

    def _of(self, scope: Scope) -> Any:
        return scope.coder if self.order.rows == "coder" else scope.round

    def _sums(self, place: int, *, with_sub: bool, columns: Sequence[int] | None = None) -> Lines:
        cube = self.material.beside[place][1]
        rows = self.material.filters.rows(cube.described)
        if columns is None and rows.all():
            return all_of(cube, with_sub=with_sub)
        return Sums(cube, lines.together(rows), 1, with_sub=with_sub, columns=columns)


class Each(Sums):
    """Each document is a line by itself: nothing to add up."""

    def _added(self, array: Any) -> Any:
        return array


def page_lines(material: Material, order: Order) -> Groups | Scopes:
    """The lines of a page."""
    return Scopes(material, order) if order.rows in SCOPES else Groups(material, order)


def scopes(scope: Scope, rows: str) -> list[Scope]:
    """Those that are the lines, where coders or rounds stand in rows."""
    return _SCOPES[rows](scope) if rows in SCOPES else []


def _coders(scope: Scope) -> list[Scope]:
    """One for each coder of the round: people, machines, and what was decided."""
    return [replace(scope, coder=coder) for coder in choices.coders(scope.member, scope.round)]


def _rounds(scope: Scope) -> list[Scope]:
    """One for each round, but those that still hide their themes: of these there are no figures to compare."""
    found = [choices.scope(scope.member, round, scope.coder) for round in choices.rounds(scope.member).order_by("pk")]
    return [replace(each, asked=scope.asked) for each in found if not each.is_closed]


_SCOPES: dict[str, Callable[[Scope], list[Scope]]] = {"coder": _coders, "round": _rounds}

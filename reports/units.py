"""The units behind a number of the coverage page: found in the documents that a page of the list needs.

How many units each document has is known from the cube, so only the documents of one page are read, and what they hold
is as many as the cube counts.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from projects.models import Coder, Project
from reports.book import Book
from reports.counting.base import NO_GAP, Gap
from reports.cube import Cube, Ints
from reports.cubes.evidence import Evidence
from reports.cubes.places import Bools, Places, Reader, places_of, readers_of
from reports.scope import PEOPLE

Place = tuple[int, int]  # paragraph id, index of the unit in it


class State(TextChoices):
    """What can be asked of a unit. With a theme: whether it has that theme; without: whether it has any."""

    TAGGED = "tagged", _("read, with the theme")
    SURE = "sure", _("read, with the theme, without doubtful tags")
    UNSURE = "unsure", _("read, with an unsure tag")
    NONE = "none", _("read, without the theme")
    PARENTS = "parents", _("read, only with themes that have sub-themes")
    ASKED = "asked", _("read, but a question about it is not resolved")
    ANSWERED = "answered", _("read and answered")
    READ = "read", _("read")
    DOUBLE = "double", _("read by two people or more")
    UNREAD = "unread", _("unread")
    CODABLE = "codable", _("codable")


@dataclass(frozen=True)
class Question:
    """Units in a state, with a theme, or with it or one of its family (None: any theme)."""

    state: str = State.TAGGED
    theme: int | None = None
    with_sub: bool = False


def counts(cube: Cube, question: Question) -> Ints:
    """How many such units each document has. Without a theme nothing is SURE: it is asked of one."""
    totals, state, theme = cube.totals, question.state, question.theme
    plain = {
        State.CODABLE: totals.codable,
        State.READ: totals.read_all,
        State.UNREAD: cube.unread,
        State.ASKED: totals.questions,
        State.PARENTS: totals.parents_only,
        State.DOUBLE: totals.double,
    }
    if state in plain:
        return plain[State(state)]
    if theme is None:
        nothing = np.zeros_like(totals.codable)
        whatever = {State.TAGGED: totals.tagged, State.UNSURE: totals.unsure, State.NONE: cube.no_theme}
        return cube.answered[NO_GAP] if state == State.ANSWERED else whatever.get(State(state), nothing)
    table, column = cube.rolled if question.with_sub else cube.own, cube.column(theme)
    if state in (State.ANSWERED, State.NONE):
        return cube.read(theme) - (table.units[:, column] if state == State.NONE else 0)
    named = {State.TAGGED: table.units, State.SURE: table.sure, State.UNSURE: table.unsure}
    return named[State(state)][:, column]


def find(
    evidence: Evidence, book: Book, coders: Collection[int], people: Collection[int], asked: Question
) -> list[Place]:
    """The units in reading order, document by document; `people` are those of whom two make a unit double-coded."""
    places = places_of(evidence, book.unit)
    finder = _Finder(evidence, book, places, coders, people)
    units = np.flatnonzero(finder.which(asked))
    home = np.searchsorted(places.offsets, units, side="right") - 1
    rows = zip(places.homes[home].tolist(), (units - places.offsets[home]).tolist(), strict=True)
    return list(rows)


def people_of(project: Project) -> list[int]:
    return list(Coder.objects.filter(project=project, kind__in=PEOPLE).values_list("pk", flat=True))


class _Finder:
    """The units of some documents, each True or False."""

    def __init__(
        self, evidence: Evidence, book: Book, places: Places, coders: Collection[int], people: Collection[int]
    ) -> None:
        self.evidence, self.book, self.places = evidence, book, places
        self.coders, self.people = sorted(coders), sorted(people)
        self.readers = readers_of(evidence, places, book, sorted({*coders, *people}))

    def which(self, asked: Question) -> Bools:
        everything = np.ones(self.places.n_units, bool)
        marked = self._any([self.readers[coder].marked for coder in self.coders])
        if asked.state in (State.CODABLE, State.UNREAD, State.READ):
            return {State.CODABLE: everything, State.UNREAD: ~marked, State.READ: marked}[State(asked.state)]
        if asked.state == State.ASKED:
            return marked & ~self._answered(NO_GAP)
        if asked.state == State.DOUBLE:
            return marked & (sum(self.readers[coder].marked.astype(int) for coder in self.people) > 1)
        gap = self.book.gap(asked.theme) if asked.theme else NO_GAP
        if asked.state == State.ANSWERED:
            return self._answered(gap)
        if asked.state == State.NONE:
            return self._answered(gap) & ~self._given(asked)
        if asked.state == State.PARENTS:
            return self._given(Question()) & ~self._given(Question(), deeper_only=True)
        return self._given(asked)

    def _answered(self, gap: Gap) -> Bools:
        return self._any([self._counts(self.readers[coder], gap) for coder in self.coders])

    def _counts(self, reader: Reader, gap: Gap) -> Bools:
        return reader.answered & ~np.repeat(reader.blocked[gap], self.places.sizes)

    def _given(self, asked: Question, *, deeper_only: bool = False) -> Bools:
        """Units with such a tag by somebody who could have given it there, and who answered."""
        found = np.zeros(self.places.n_units, bool)
        coder, paragraph, index, theme, n, n_sure = self.evidence.given.T
        unit = self.places.units(paragraph, index)
        rows = unit >= 0
        if deeper_only:
            rows &= ~np.isin(theme, sorted(self.book.families))
        rows &= (n_sure > 0) if asked.state == State.SURE else (n_sure < n) if asked.state == State.UNSURE else True
        for who in self.coders:
            for each in self._themes(asked, theme):
                mine = rows & (coder == who) & ((theme == each) if each else True)
                gap = self.book.gap(each) if each else NO_GAP
                allowed = self._counts(self.readers[who], gap)
                if asked.theme and each != asked.theme:
                    allowed &= self._counts(self.readers[who], self.book.gap(asked.theme))
                found[unit[mine][allowed[unit[mine]]]] = True
        return found

    def _themes(self, asked: Question, given: Ints) -> list[int]:
        """The themes asked for that somebody gave; 0 stands for any."""
        if not asked.theme:
            return [0]
        family = self.book.families.get(asked.theme, frozenset()) if asked.with_sub else frozenset()
        return sorted({asked.theme, *family} & set(np.unique(given).tolist()))

    def _any(self, rows: list[Bools]) -> Bools:
        return np.logical_or.reduce(rows) if rows else np.zeros(self.places.n_units, bool)

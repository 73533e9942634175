"""The door to the figures of coverage: the cube of a scope, as far as its member may see it, exact at one moment.

What is folded is read, what was touched since is counted now, so that a page waits for no job and is never behind.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

import numpy as np

from annotations.models import Round
from corpus.models import Document, Source
from ledger.models import Operation
from ledger.moment import one_moment
from projects.models import Coder
from projects.rights import holds
from reports import book
from reports.book import Book
from reports.counting.base import Themes
from reports.cube import Base, Cube, Ints
from reports.cubes import folded, touched
from reports.cubes.asked import Asked
from reports.cubes.evidence import Part, gather
from reports.cubes.folded import UNPACKED, Folded
from reports.cubes.joining import join, patch, take, whole
from reports.cubes.parts import EVERYBODY
from reports.cubes.tallying import Tallying
from reports.editions import Editions
from reports.scope import PEOPLE, Scope

SLICE = 250  # documents counted at once
MOST_LIVE = 2000  # documents that a page counts itself; more wait for the job
OF_THEMES = ("tagged", "unsure", "parents_only", "covered", "passages")  # totals that a closed round hides


def load(scope: Scope, themes: Themes, editions: Editions) -> Cube:
    """The counts of a scope as they were at one moment; of a closed round only what was read, themes being 0."""
    return load_all([scope], themes, editions)[0]


def load_all(scopes: Sequence[Scope], themes: Themes, editions: Editions) -> list[Cube]:
    """Those of several scopes of one member, all at the same moment, with few queries for each but the first."""
    asked = Asked()
    with one_moment():
        bound = book.bind(scopes[0].unit, themes, editions)
        cubes = [Loading(scope.round, coder_of(scope), bound, asked=asked).cube() for scope in scopes]
        number, at = _last(scopes[0])
    return [_hide(scope, replace(cube, number=number, at=at)) for scope, cube in zip(scopes, cubes, strict=True)]


def _last(scope: Scope) -> tuple[int | None, datetime | None]:
    """Number and moment of the last operation that the figures contain; nothing for who may not know it."""
    if scope.closed_rounds():
        return None, None
    operations = Operation.objects.in_project(scope.project).newest_first()
    return operations.values_list("number", "at").first() or (None, None)


@dataclass(frozen=True)
class Loading:
    """One reading of a round: of one coder, or (None) of all people together. Call it inside one moment.

    Several readings under one book and in one moment may share what they `asked`.
    """

    round: Round
    coder: int | None
    bound: Book
    most_live: int = MOST_LIVE
    asked: Asked = field(default_factory=Asked, compare=False, repr=False)

    def cube(self) -> Cube:
        """Folded where nothing happened since, counted now where something did."""
        there, changed = self.there, self._changed
        behind = sorted(there.behind(changed))
        wanted = [*behind, *self._unfolded]
        now = wanted[: self.most_live]
        if there.headers:
            live = self._live(there, {pk: changed.get(pk) for pk in now}) if now else None
            cube = _updated(there, behind, live)
        else:
            cube = self._count(now)
        return self._with_authorities(replace(cube, n_waiting=len(wanted) - len(now)))

    def behind(self) -> list[int]:
        """The documents to count now: touched since they were folded, or in no usable fold."""
        return sorted({*self.there.behind(self._changed), *self._unfolded})

    @cached_property
    def there(self) -> Folded:
        """The folds that can be used."""
        headers = self.asked.once(("folds", self.round.pk), lambda: folded.headers(self.round, self.bound))
        return Folded(self.round, self.coder or EVERYBODY, self.bound, headers)

    @property
    def _changed(self) -> Mapping[int, int]:
        """Documents with the number of their last change, where it came after the oldest fold."""
        project, number = self.round.project_id, self.there.number
        if not self.there.headers:
            return {}
        found: Mapping[int, int] = self.asked.once(("touched", number), lambda: touched.since(project, number))
        return found

    @property
    def _unfolded(self) -> list[int]:
        """The documents that are in no usable fold."""
        ranges = self.there.ranges
        rows = Document.objects.outside(ranges, of=self.round.project_id).values_list("pk", flat=True)
        found: list[int] = self.asked.once(("unfolded", *ranges), lambda: list(rows))
        return found

    def _live(self, there: Folded, touched_at: Mapping[int, int | None]) -> Cube:
        """Counted now, and each document remembered until the next operation about it.

        `touched_at`: document -> number of that operation; None for what is new, which is not remembered.
        """
        found = {pk: UNPACKED.get(("live", there.name, pk, at)) for pk, at in touched_at.items() if at}
        missing = [pk for pk in touched_at if found.get(pk) is None]
        cubes: list[Cube] = [cube for cube in found.values() if cube is not None]
        if missing:
            counted = self._count(missing)
            cubes.append(counted)
            for pk in missing:
                if at := touched_at[pk]:
                    alone = whole(take(counted, counted.documents == pk))
                    UNPACKED.keep(("live", there.name, pk, at), alone, 8 * 64 * max(alone.own.units.size, 64))
        return join(cubes)

    def _count(self, ids: Sequence[int]) -> Cube:
        return join([tallying.cube(self.coders) for tallying in self.tallied(ids)])

    def tallied(self, ids: Sequence[int]) -> Iterator[Tallying]:
        """These documents, some at a time, so that memory does not grow with them; what is one portion is read once."""
        if len(ids) <= SLICE:
            yield self.asked.once(("tallying", self.round.pk, *ids), lambda: self._tallying(ids))
            return
        for at in range(0, len(ids), SLICE):
            yield self._tallying(ids[at : at + SLICE])

    def _tallying(self, ids: Sequence[int]) -> Tallying:
        return Tallying(gather(self.round, Part(only=ids)), self.bound, self.people)

    @property
    def coders(self) -> list[int]:
        return self.people if self.coder is None else [self.coder]

    @cached_property
    def people(self) -> list[int]:
        rows = Coder.objects.filter(project=self.round.project_id, kind__in=PEOPLE).values_list("pk", flat=True)
        found: list[int] = self.asked.once("people", lambda: list(rows))
        return found

    def _with_authorities(self, cube: Cube) -> Cube:
        """Authorities are the sources', which may be said anew at any time, so they are never folded."""
        rows = Source.objects.in_project(self.round.project_id).values_list("pk", "authority")
        authority_of = self.asked.once("authorities", lambda: dict(rows))
        sources, places = np.unique(cube.described.sources, return_inverse=True)
        named = [authority_of.get(source, "") for source in sources.tolist()]
        names = sorted({*named})
        authorities = np.array([names.index(name) for name in named], np.int64)[places]
        return replace(cube, described=replace(cube.described, authorities=authorities, authority_names=names))


def _updated(there: Folded, behind: Sequence[int], now: Cube | None) -> Cube:
    """The folded cube with what is counted now; what was touched and is in neither is left out."""
    cube = before = there.cube()
    gone = np.setdiff1d(behind, now.documents if now else [])
    if len(gone):
        cube = take(cube, ~np.isin(cube.documents, gone))
    cube = patch(cube, now) if now else cube
    rows = np.flatnonzero(np.isin(before.documents, behind)) if behind else np.zeros(0, np.int64)
    return replace(cube, base=Base(before, rows, now, there.once))


def sees_all(scope: Scope) -> bool:
    """Whether the member may see everybody's work in the round, or its progress where it is closed."""
    sees_others = holds(scope.member.role, "see others' coding") and not scope.round.hides_others
    return scope.is_closed or sees_others


NOBODY = -1  # in place of a coder: whose work nobody may see


def coder_of(scope: Scope) -> int | None:
    """Whose work is counted: the coder's, all people's (None), or in place of them one's own, or nobody's."""
    if sees_all(scope):
        return scope.coder.pk if scope.coder else None
    own = Coder.objects.filter(project=scope.project, user=scope.member.user_id).first()
    is_asked = own and scope.coder in (None, own)
    return own.pk if own and is_asked and holds(scope.member.role, "see own coding") else NOBODY


def _hide(scope: Scope, cube: Cube) -> Cube:
    """Without the themes of a closed round; and without who else read where one sees only one's own work."""
    if scope.is_closed:
        totals = replace(cube.totals, **{name: _none(getattr(cube.totals, name)) for name in OF_THEMES})
        editions = {key: _none(array) for key, array in cube.editions.items()}
        own, rolled = cube.own.map(_none), cube.rolled.map(_none)
        return replace(cube, totals=totals, editions=editions, own=own, rolled=rolled, is_closed=True, base=None)
    if not sees_all(scope):
        return replace(cube, totals=replace(cube.totals, double=_none(cube.totals.double)), base=None)
    return cube


def _none(array: Ints) -> Ints:
    return np.zeros_like(array)

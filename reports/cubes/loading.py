"""The door to the figures of coverage: the cube of a scope, as far as its member may see it."""

from dataclasses import fields, replace

import numpy as np

from ledger.models import Operation
from ledger.moment import one_moment
from projects.models import Coder
from projects.rights import holds
from reports import book
from reports.counting.base import Themes
from reports.cube import Counts, Cube, Ints
from reports.cubes.evidence import EVERYTHING, gather
from reports.cubes.tallying import Tallying
from reports.editions import Editions
from reports.moment import operation_number
from reports.scope import PEOPLE, Scope

OF_THEMES = ("tagged", "unsure", "parents_only", "covered", "passages")  # totals that a closed round hides


def load(scope: Scope, themes: Themes, editions: Editions) -> Cube:
    """The counts of a scope as they were at one moment; of a closed round only what was read, themes being 0."""
    with one_moment():
        kinds = dict(Coder.objects.filter(project=scope.project).values_list("pk", "kind"))
        people = [coder for coder, kind in kinds.items() if kind in PEOPLE]
        bound = book.bind(scope.unit, themes, editions)
        tallying = Tallying(gather(scope.round, EVERYTHING), bound, people)
        cube = tallying.cube(_seen(scope, [scope.coder.pk] if scope.coder else people))
        number = operation_number(scope.project, scope.member)
        last = Operation.objects.in_project(scope.project).newest_first().first()
    return _hide(scope, replace(cube, number=number, at=last.at if last and number is not None else None))


def sees_all(scope: Scope) -> bool:
    """Whether the member may see everybody's work in the round, or its progress where it is closed."""
    sees_others = holds(scope.member.role, "see others' coding") and not scope.round.hides_others
    return scope.is_closed or sees_others


def _seen(scope: Scope, coders: list[int]) -> list[int]:
    """Those of the coders whose work, or in a closed round whose progress, the member may see."""
    if sees_all(scope):
        return coders
    own = Coder.objects.filter(project=scope.project, user=scope.member.user_id).values_list("pk", flat=True)
    return [coder for coder in own if coder in coders and holds(scope.member.role, "see own coding")]


def _hide(scope: Scope, cube: Cube) -> Cube:
    """Without the themes of a closed round; and without who else read where one sees only one's own work."""
    if scope.is_closed:
        totals = replace(cube.totals, **{name: _none(getattr(cube.totals, name)) for name in OF_THEMES})
        editions = {key: _none(array) for key, array in cube.editions.items()}
        own, rolled = _empty(cube.own), _empty(cube.rolled)
        return replace(cube, totals=totals, editions=editions, own=own, rolled=rolled, is_closed=True)
    if not sees_all(scope):
        return replace(cube, totals=replace(cube.totals, double=_none(cube.totals.double)))
    return cube


def _none(array: Ints) -> Ints:
    return np.zeros_like(array)


def _empty(counts: Counts) -> Counts:
    return Counts(**{each.name: _none(getattr(counts, each.name)) for each in fields(Counts)})

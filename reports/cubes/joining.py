"""Cubes of some documents each, put together to one of all of them (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.cube import COUNTED, Counts, Cube, Described, Totals
from reports.cubes.evidence import Ints


def join(cubes: Sequence[Cube]) -> Cube:
    """One cube of all their documents by ascending id; the documents must be different ones, the book the same."""
    if len(cubes) == 1:
        return cubes[0]
    first, described = cubes[0], _together([cube.described for cube in cubes])
    order = np.argsort(described.documents)

    def rows(arrays: Iterable[Ints]) -> Ints:
        return np.concatenate(list(arrays))[order]

    return replace(
        first,
        base=None,
        described=_sorted(described, order),
        totals=Totals(
            **{each.name: rows(getattr(cube.totals, each.name) for cube in cubes) for each in fields(Totals)}
        ),
        own=Counts(lambda name: rows(cube.own.make(name) for cube in cubes)),
        rolled=Counts(lambda name: rows(cube.rolled.make(name) for cube in cubes)),
        answered={gap: rows(cube.answered[gap] for cube in cubes) for gap in first.answered},
        editions={key: rows(cube.editions[key] for cube in cubes) for key in first.editions},
    )


def patch(base: Cube, changed: Cube) -> Cube:
    """A cube whose documents that are in `changed` too are as they are there, with those that are only there.

    Where nothing is new the large tables are copied once and written over, which takes a tenth of putting them together
    anew.
    """
    places = np.searchsorted(base.documents, changed.documents)
    inside = places < len(base.documents)
    inside[inside] = base.documents[places[inside]] == changed.documents[inside]
    found = join([take(base, ~np.isin(base.documents, changed.documents)), changed])
    if not inside.all():
        return found

    def rows(before: Counts, now: Counts) -> Counts:
        return Counts(lambda name: _written_over(before.make(name), places, now.make(name)))

    return replace(found, own=rows(base.own, changed.own), rolled=rows(base.rolled, changed.rolled))


def _written_over(table: Ints, rows: Ints, values: Ints) -> Ints:
    found = table.copy()
    found[rows] = values
    return found


def take(cube: Cube, rows: NDArray[Any]) -> Cube:
    """Only these rows of a cube; ascending places or a mask."""
    return replace(
        cube,
        base=None,
        described=_sorted(cube.described, rows),
        totals=Totals(**{each.name: getattr(cube.totals, each.name)[rows] for each in fields(Totals)}),
        own=cube.own.map(lambda table: table[rows]),
        rolled=cube.rolled.map(lambda table: table[rows]),
        answered={gap: array[rows] for gap, array in cube.answered.items()},
        editions={key: array[rows] for key, array in cube.editions.items()},
    )


def whole(cube: Cube) -> Cube:
    """The same with all its tables made, so that it holds nothing but its own documents."""
    own, rolled = (Counts.of(*(counts.make(name) for name in COUNTED)) for counts in (cube.own, cube.rolled))
    return replace(cube, own=own, rolled=rolled)


def _together(parts: Sequence[Described]) -> Described:
    """One after the other, under one list of authorities and one of languages."""
    names = sorted({name for part in parts for name in part.authority_names})
    codes = sorted({code for part in parts for code in part.language_codes})
    new_name, new_code = {name: n for n, name in enumerate(names)}, {code: n for n, code in enumerate(codes)}
    return Described(
        documents=np.concatenate([part.documents for part in parts]),
        sources=np.concatenate([part.sources for part in parts]),
        authorities=np.concatenate([_renamed(part.authorities, part.authority_names, new_name) for part in parts]),
        years=np.concatenate([part.years for part in parts]),
        languages=np.concatenate([_renamed(part.languages, part.language_codes, new_code) for part in parts]),
        authority_names=names,
        language_codes=codes,
    )


def _renamed(places: Ints, names: Sequence[str], new: dict[str, int]) -> Ints:
    return np.array([new[name] for name in names], np.int64)[places]


def _sorted(described: Described, order: NDArray[Any]) -> Described:
    names = ("documents", "sources", "authorities", "years", "languages")
    return replace(described, **{name: getattr(described, name)[order] for name in names})

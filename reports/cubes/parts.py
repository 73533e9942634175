"""A cube in pieces as they are kept: each coder's tables by themselves, and what the texts are only once (pure).

Of `rolled` only the columns of parents are kept, in the order of their ids; the others are those of `own`.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.book import Book
from reports.cube import COUNTED, Counts, Cube, Described, Ints, Totals
from reports.cubes.packing import pack, unpack

EVERYBODY = 0  # in place of a coder: all people together
TEXTS, TOTALS = "texts", "totals"
OF_TEXTS = ("codable", "not_codable", "characters")
OF_WORK = tuple(each.name for each in fields(Totals) if each.name not in OF_TEXTS)

Fetch = Callable[[str], bytes | None]
Arrays = Mapping[str, NDArray[Any]]


def texts_of(cube: Cube) -> bytes:
    """What is known of the documents, and what can be coded in them, whoever does it."""
    known, codes = cube.described, np.array(cube.described.language_codes, "U12")
    arrays = {name: getattr(cube.totals, name) for name in OF_TEXTS}
    languages = codes[known.languages] if len(codes) else np.zeros(0, "U12")
    return pack(
        {"documents": known.documents, "sources": known.sources, "years": known.years, "languages": languages, **arrays}
    )


def work_of(cube: Cube, book: Book) -> dict[str, bytes]:
    """The pieces of what was done, by name."""
    totals: dict[str, NDArray[Any]] = {name: getattr(cube.totals, name) for name in OF_WORK}
    totals |= {f"answered {place}": cube.answered[gap] for place, gap in enumerate(book.all_gaps)}
    totals |= {f"edition {theme} {edition}": cube.editions[theme, edition] for theme, edition in book.editions}
    own = {f"own {name}": pack({name: getattr(cube.own, name)}) for name in COUNTED}
    rolled = {f"rolled {name}": pack({name: getattr(cube.rolled, name)[:, _parents(book)]}) for name in COUNTED}
    return {TOTALS: pack(totals), **own, **rolled}


def cube_of(texts: Arrays, fetch: Fetch, book: Book) -> Cube:
    """The cube of these pieces; who did nothing there has none of them, and counts 0."""
    packed, n_rows = fetch(TOTALS), len(texts["documents"])
    totals = unpack(packed) if packed else {}
    nothing = np.zeros(n_rows, np.int64)
    own = Counts(lambda name: _table(fetch(f"own {name}"), name, n_rows, len(book.themes)))
    return Cube(
        described=_described(texts),
        totals=Totals(
            **{name: _wide(texts[name]) for name in OF_TEXTS},
            **{name: _wide(totals.get(name, nothing)) for name in OF_WORK},
        ),
        themes=book.themes,
        gaps=book.gaps,
        own=own,
        rolled=Counts(lambda name: _rolled(own.make(name), fetch(f"rolled {name}"), name, book)),
        answered={gap: _wide(totals.get(f"answered {n}", nothing)) for n, gap in enumerate(book.all_gaps)},
        editions={key: _wide(totals.get("edition {} {}".format(*key), nothing)) for key in book.editions},
    )


def _described(texts: Arrays) -> Described:
    """Without authorities, which are the sources' and may change by themselves."""
    codes, languages = np.unique(texts["languages"], return_inverse=True)
    none = np.zeros(len(texts["documents"]), np.int64)
    documents, sources, years = (_wide(texts[name]) for name in ("documents", "sources", "years"))
    return Described(documents, sources, none, years, languages, [""], [str(code) for code in codes])


def _parents(book: Book) -> list[int]:
    return [book.themes.index(parent) for parent in sorted(book.families)]


def _wide(array: NDArray[Any]) -> Ints:
    return array.astype(np.int64)


def _table(packed: bytes | None, name: str, n_rows: int, n_columns: int) -> Any:
    """Counts of a table as 32-bit numbers, of which it may hold millions."""
    return unpack(packed)[name].astype(np.int32) if packed else np.zeros((n_rows, n_columns), np.int32)


def _rolled(own: Ints, packed: bytes | None, name: str, book: Book) -> Ints:
    found = own.copy()
    if packed and book.families:
        found[:, _parents(book)] = unpack(packed)[name]
    return found

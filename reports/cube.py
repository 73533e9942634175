"""A cube: the counts of one selection of work, for each document and theme, as arrays (pure).

Rows are documents, columns themes; the sum over any rows is the figure of those documents pooled. Everything counts
units of the project, but for what is named otherwise. The definitions are those of docs/method.md.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.counting.base import NO_GAP, Gap

Ints = NDArray[np.int64]


COUNTED = ("units", "sure", "unsure", "passages", "characters")


class Counts:
    """Of each document and theme, all arrays documents × themes, each made when it is first asked for.

    `units`: read ones with the theme; `sure`: those of them with a tag that is not doubted, `unsure`: with a doubted
    one. `passages` count wherever they stand, each once; `characters` are the codable characters under at least one
    passage with the theme (the union, never the sum), read or not.
    """

    def __init__(self, table: Callable[[str], Ints]) -> None:
        self._table = table

    @classmethod
    def of(cls, *tables: Ints) -> "Counts":
        """Of tables that are there already, in the order of COUNTED."""
        return cls(dict(zip(COUNTED, tables, strict=True)).__getitem__)

    @cached_property
    def units(self) -> Ints:
        return self._table("units")

    @cached_property
    def sure(self) -> Ints:
        return self._table("sure")

    @cached_property
    def unsure(self) -> Ints:
        return self._table("unsure")

    @cached_property
    def passages(self) -> Ints:
        return self._table("passages")

    @cached_property
    def characters(self) -> Ints:
        return self._table("characters")

    def make(self, name: str) -> Ints:
        """One of COUNTED, made without being remembered here."""
        return self._table(name)

    def map(self, change: Callable[[Ints], Ints]) -> "Counts":
        """Each table changed when it is asked for."""
        return Counts(lambda name: change(self.make(name)))


@dataclass(frozen=True)
class Described:
    """What is known of the documents, one entry each, `documents` being their ids in ascending order.

    `sources` are ids (0: none), `years` calendar years (0: undated); `authorities` and `languages` are places in
    `authority_names` ("" for none) and `language_codes`.
    """

    documents: Ints
    sources: Ints
    authorities: Ints
    years: Ints
    languages: Ints
    authority_names: Sequence[str]
    language_codes: Sequence[str]

    def row(self, document: int) -> int | None:
        """At which place of the arrays a document stands; None where it is not among them."""
        place = int(np.searchsorted(self.documents, document))
        return place if place < len(self.documents) and self.documents[place] == document else None


@dataclass(frozen=True)
class Totals:
    """Of each document, whatever the theme.

    codable = unread + questions + tagged + no theme; see the properties of Cube for unread and no theme. `read_all`:
    marked as read. `questions`: marked, but missing, since everybody who read them asks about them. `tagged`: with any
    theme; `unsure` of them with a doubted tag, `parents_only` with no theme but such as have sub-themes. `double`: read
    by two people or more, by whoever is counted here among them. `characters`: codable ones; `covered`: those of them
    under any passage. `not_codable` counts paragraphs, `passages` passages.
    """

    codable: Ints
    not_codable: Ints
    characters: Ints
    read_all: Ints
    questions: Ints
    tagged: Ints
    unsure: Ints
    parents_only: Ints
    double: Ints
    covered: Ints
    passages: Ints


@dataclass(frozen=True)
class Base:
    """Of what a cube was made: a cube of folds, which of its rows are `gone` or others now, and what is there `now`.

    `once` gives what was made of the folds' cube under a name before, in any request, or makes it.
    """

    cube: "Cube"
    gone: Ints
    now: "Cube | None"
    once: Callable[[Hashable, Callable[[], Any]], Any]


@dataclass(frozen=True)
class Cube:
    """The counts of one round and of one coder, of all people together, or of what was decided.

    `themes` are the ids of the columns, `gaps` of each theme the codebook versions that lacked it. `own` counts a theme
    alone, `rolled` with everything below it, each unit once. `answered`: by gap, the units read under another version
    and not waiting for an answer. `editions`: (theme, edition) -> units with it that were read under that wording.

    `number` is that of the last operation the figures contain, None where the member may not know it, `at` when it was.
    `n_waiting` documents are left out, because they are still to be counted after a change of the whole project.
    `is_closed`: only what was read is told, since the round hides its themes. `base` is what most of it was made of;
    None where there are no folds, and wherever rows or figures were left out after that.
    """

    described: Described
    totals: Totals
    themes: Sequence[int]
    gaps: Mapping[int, Gap]
    own: Counts
    rolled: Counts
    answered: Mapping[Gap, Ints]
    editions: Mapping[tuple[int, int], Ints] = field(default_factory=dict)
    number: int | None = None
    at: datetime | None = None
    n_waiting: int = 0
    is_closed: bool = False
    base: Base | None = None

    @property
    def documents(self) -> Ints:
        return self.described.documents

    @property
    def is_fresh(self) -> bool:
        """Whether all documents are in it."""
        return not self.n_waiting

    @property
    def read_all(self) -> Ints:
        return self.totals.read_all

    @property
    def unread(self) -> Ints:
        return self.totals.codable - self.totals.read_all

    @property
    def no_theme(self) -> Ints:
        """Read, answered, and none of the codebook applies."""
        return self.answered[NO_GAP] - self.totals.tagged

    def read(self, theme: int) -> Ints:
        """The denominator of a theme's share: units read under a version with it that wait for no answer."""
        return self.answered[self.gaps.get(theme, NO_GAP)]

    def read_table(self) -> Ints:
        """`read` of all themes: documents × themes, not to be written to."""
        gaps = [self.gaps.get(theme, NO_GAP) for theme in self.themes]
        if len({*gaps}) < 2:
            all_alike = self.answered[gaps[0] if gaps else NO_GAP][:, np.newaxis]
            return np.broadcast_to(all_alike, (len(self.documents), len(gaps)))
        return np.stack([self.answered[gap] for gap in gaps], axis=1)

    def column(self, theme: int) -> int:
        """At which place of the columns a theme stands; KeyError where it does not."""
        return self._columns[theme]

    @cached_property
    def _columns(self) -> dict[int, int]:
        return {theme: place for place, theme in enumerate(self.themes)}

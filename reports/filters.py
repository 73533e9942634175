"""Which documents a page of figures is about: the filters that its numbers, tables and links keep (pure)."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from reports.cube import Described

Bools = NDArray[np.bool_]
UNKNOWN = "none"  # in addresses: no source, no authority, no language
YEARS = ("year", "since", "until")  # in addresses as they are: 0 is undated


@dataclass(frozen=True)
class Filters:
    """None where any will do. `source` 0, `authority` "", `language` "" and `year` 0 are those that are unknown.

    `since` and `until` are the first and the last year, both included; what is undated is in no such span.
    """

    document: int | None = None
    source: int | None = None
    authority: str | None = None
    year: int | None = None
    since: int | None = None
    until: int | None = None
    language: str | None = None

    @property
    def is_any(self) -> bool:
        return not self.query()

    def rows(self, of: Described) -> Bools:
        """Which rows of a cube fit."""
        found = np.ones(len(of.documents), bool)
        for field in fields(self):
            wanted = getattr(self, field.name)
            if wanted is not None:
                found &= _COLUMNS[field.name](of, wanted)
        return found

    def condition(self, to_document: str = "") -> Q:
        """The same for a queryset; `to_document` is the way from its rows to their documents, as in "document__"."""
        plain = {"document": "pk", "year": "year", "language": "language"}
        given = {name: getattr(self, name) for name in plain}
        found = Q(**{f"{to_document}{plain[name]}": value for name, value in given.items() if value is not None})
        if self.since is not None:
            found &= Q(**{f"{to_document}year__gte": self.since})
        if self.until is not None:
            found &= Q(**{f"{to_document}year__lte": self.until, f"{to_document}year__gt": 0})
        if self.source is not None:
            found &= Q(**{f"{to_document}source": self.source or None})
        if self.authority is not None:
            named = Q(**{f"{to_document}source__authority": self.authority})
            found &= named if self.authority else named | Q(**{f"{to_document}source": None})
        return found

    def query(self) -> dict[str, Any]:
        """The same as parameters of an address."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: str(value) if name in YEARS else value or UNKNOWN
            for name, value in given.items()
            if value is not None
        }


_COLUMNS: dict[str, Callable[[Described, Any], Bools]] = {
    "document": lambda of, wanted: of.documents == wanted,
    "source": lambda of, wanted: of.sources == wanted,
    "authority": lambda of, wanted: of.authorities == _place(of.authority_names, wanted),
    "year": lambda of, wanted: of.years == wanted,
    "since": lambda of, wanted: of.years >= wanted,
    "until": lambda of, wanted: (of.years <= wanted) & (of.years > 0),
    "language": lambda of, wanted: of.languages == _place(of.language_codes, wanted),
}


def _place(names: Any, wanted: str) -> int:
    return list(names).index(wanted) if wanted in names else -1

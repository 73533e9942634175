"""What stands in the rows of the tables of coverage: documents, or groups of them by what is known of them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from corpus.languages import name_of
from corpus.models import Document, Source
from projects.models import Project
from reports.cube import Described, Ints
from reports.filters import UNKNOWN, Bools


@dataclass(frozen=True)
class Line:
    """One row: what it is called, what stands small below it, its own page if it has one, and what finds it again.

    `query` are the parameters that narrow a page of units or passages to it.
    """

    name: str
    query: Mapping[str, Any] = field(default_factory=dict)
    below: str = ""
    document: int | None = None


@dataclass(frozen=True)
class Grouping:
    """`line_of`: the line of each document of the cube, -1 where it is not asked for; `keys`: what each line is."""

    line_of: Ints
    keys: Sequence[Any]

    def place(self, key: Any) -> int | None:
        """At which place among the lines one stands that is found by its key."""
        place = bisect_left(self.keys, key)
        return place if place < len(self.keys) and self.keys[place] == key else None


def group(by: str, of: Described, rows: Bools) -> Grouping:
    """The documents that are asked for, by one of what can stand in rows; the lines by ascending key."""
    values = _values(by, of)
    keys, places = np.unique(values[rows], return_inverse=True)
    line_of = np.full(len(rows), -1, np.int64)
    line_of[rows] = places.reshape(-1)
    return Grouping(line_of, keys.tolist())


def together(rows: Bools) -> Ints:
    """The line of each document where all that are asked for make one."""
    return np.where(rows, 0, -1).astype(np.int64)


def named(by: str, keys: Sequence[Any], of: Described, project: Project) -> list[Line]:
    """The lines of these keys; one query for documents and for sources, none for the rest."""
    return _NAMERS[by](keys, of, project)


def _values(by: str, of: Described) -> Ints:
    columns = {
        "document": of.documents,
        "source": of.sources,
        "authority": of.authorities,
        "year": of.years,
        "language": of.languages,
    }
    return columns[by]


def _documents(keys: Sequence[Any], of: Described, project: Project) -> list[Line]:
    rows = Document.objects.among(keys).values_list("pk", "title", "source__name", "published")
    found = {pk: (title, source, published) for pk, title, source, published in rows}
    return [_document(key, *found[key]) for key in keys if key in found]


def _document(pk: int, title: str, source: str | None, published: str) -> Line:
    return Line(title, {"document": pk}, f"{source or ''} {published or _('undated')}".strip(), pk)


def _sources(keys: Sequence[Any], of: Described, project: Project) -> list[Line]:
    found = Source.objects.filter(project=project).in_bulk(list(keys))
    unknown = Line(_("source unknown"), {"source": UNKNOWN})
    return [Line(found[key].name, {"source": key}, found[key].authority) if key in found else unknown for key in keys]


def _authorities(keys: Sequence[Any], of: Described, project: Project) -> list[Line]:
    names = [of.authority_names[key] for key in keys]
    return [Line(name or _("authority unknown"), {"authority": name or UNKNOWN}) for name in names]


def _years(keys: Sequence[Any], of: Described, project: Project) -> list[Line]:
    return [Line(str(key) if key else _("undated"), {"year": str(key)}) for key in keys]


def _languages(keys: Sequence[Any], of: Described, project: Project) -> list[Line]:
    codes = [of.language_codes[key] for key in keys]
    return [Line(name_of(code) if code else _("unknown"), {"language": code or UNKNOWN}) for code in codes]


_NAMERS = {
    "document": _documents,
    "source": _sources,
    "authority": _authorities,
    "year": _years,
    "language": _languages,
}

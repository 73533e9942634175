"""In which month each document of a cube was published; remembered for those that were folded."""

from collections.abc import Sequence

import numpy as np

from corpus.models import Document
from reports.cube import Cube, Ints
from reports.scope import Scope


def of(scope: Scope, cube: Cube) -> Ints:
    """One number a document: 202411 is November 2024, 202400 the year 2024 without a month, 0 undated."""
    base = cube.base
    if base is None:
        return _read(scope, cube.documents)
    of_folds = base.cube.documents
    found, known = np.zeros(len(cube.documents), np.int64), np.isin(cube.documents, of_folds)
    kept: Ints = base.once("months", lambda: _read(scope, of_folds))
    found[known] = kept[np.searchsorted(of_folds, cube.documents[known])]
    if base.now:
        now = base.now.documents
        found[np.searchsorted(cube.documents, now)] = _read(scope, now, now.tolist())
    return found


def text(month: int) -> str:
    """As documents say it: "2024-11", "2024", and nothing for what is undated."""
    year, number = divmod(month, 100)
    return f"{year}-{number:02}" if number else f"{year or ''}"


def _read(scope: Scope, documents: Ints, only: Sequence[int] | None = None) -> Ints:
    rows = scope.documents() if only is None else Document.objects.among(only)
    published = {pk: _number(said) for pk, said in rows.values_list("pk", "published")}
    return np.array([published.get(pk, 0) for pk in documents.tolist()], np.int64)


def _number(published: str) -> int:
    year, month = published[:4], published[5:7]
    return 100 * int(year) + int(month or 0) if year else 0

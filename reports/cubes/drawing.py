"""The door to the counts of drawn paragraphs, as they are at this moment."""

from collections.abc import Sequence

import numpy as np
from django.db.models import Count

from ledger.models import Counter
from ledger.moment import one_moment
from reports import book
from reports.book import Book
from reports.counting.base import Themes
from reports.cube import Cube, Ints
from reports.cubes.evidence import Part, gather
from reports.cubes.folded import UNPACKED
from reports.cubes.loading import SLICE, Loading, coder_of
from reports.cubes.sheet import ByParagraph, Sheet, together
from reports.editions import Editions
from reports.scope import Scope


def load(
    scope: Scope, cube: Cube, themes: Themes, editions: Editions, documents: Sequence[int]
) -> tuple[Sheet, Ints] | None:
    """The sheet of these documents, and how many codable paragraphs each document of the cube has.

    None where documents are the unit, and of a round that hides its themes from the member.
    """
    if scope.unit == "document" or scope.is_closed or not documents:
        return None
    with one_moment():
        bound = book.bind(scope.unit, themes, editions)
        loading = Loading(scope.round, coder_of(scope), bound)
        number = Counter.objects.filter(scope=scope.project.pk).values_list("number", flat=True).first()
        name = ("sheet", scope.round.pk, loading.coder, number, book.to_json(bound), tuple(documents))
        found: tuple[Sheet, Ints] = UNPACKED.once(
            name, lambda: (_sheet(loading, bound, documents), _sizes(scope, cube)), _size
        )
        return found


def _sheet(loading: Loading, bound: Book, documents: Sequence[int]) -> Sheet:
    """Some documents at a time, so that memory does not grow with their number."""
    portions = [documents[at : at + SLICE] for at in range(0, len(documents), SLICE)]
    return together(
        [
            ByParagraph(gather(loading.round, Part(only=some)), bound, loading.people).sheet(loading.coders)
            for some in portions
        ]
    )


def _sizes(scope: Scope, cube: Cube) -> Ints:
    rows = scope.paragraphs().filter(is_codable=True).order_by().values_list("revision__document")
    n_of = dict(rows.annotate(n=Count("pk")))
    return np.array([n_of.get(pk, 0) for pk in cube.documents.tolist()], np.int64)


def _size(found: tuple[Sheet, Ints]) -> int:
    return found[0].size + found[1].nbytes

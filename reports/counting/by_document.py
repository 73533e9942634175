"""Counting where a document is one unit: it is read by a coder who marked every codable paragraph of it.

There is one row for each document, coder and theme, so they are fetched and counted here; three queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from reports.counting.base import NO_GAP, Figures, Gap, Tally, Themes
from reports.editions import Editions
from reports.scope import Scope

Reader = tuple[int, int]  # document, coder


@dataclass(frozen=True)
class Row:
    """A whole document's theme by one coder who read all of it."""

    document: int
    coder: int
    theme: int
    n: int
    n_sure: int


def count(scope: Scope, themes: Themes, editions: Editions) -> Figures:
    figures = Figures()
    paragraphs = scope.paragraphs().values_list("revision__document").order_by()
    for document, codable, others in paragraphs.annotate(
        codable=Count("pk", filter=Q(is_codable=True)), others=Count("pk", filter=Q(is_codable=False))
    ):
        figures.codable[document], figures.not_codable[document] = min(codable, 1), others
    versions = whole_readings(scope)
    for gap in {NO_GAP, *(editions.gap(row.pk) for row in themes.rows), *editions.changed().values()}:
        figures.read[gap] = {document: 1 for document, _coder in outside(versions, gap)}
    rows = list(read_rows(scope, versions))
    _count_themes(rows, versions, themes, editions, figures)
    for (theme, edition), gap in editions.changed().items():
        readers = set(outside(versions, gap))
        given = {row.document for row in rows if row.theme == theme and (row.document, row.coder) in readers}
        figures.edition[theme, edition] = len(given)
    return figures


def whole_readings(scope: Scope) -> dict[Reader, set[int]]:
    """(document, coder) -> the codebook versions under which the coder read it, where all of it was read."""
    paragraphs = scope.paragraphs().codable().values_list("revision__document").annotate(n=Count("pk"))
    codable = dict(paragraphs.order_by())
    marks: dict[Reader, int] = defaultdict(int)
    versions: dict[Reader, set[int]] = defaultdict(set)
    rows = scope.readings().values_list("document", "coder", "codebook_version").annotate(n=Count("pk")).order_by()
    for document, coder, version, n in rows:
        marks[document, coder] += n
        versions[document, coder].add(version)
    return {reader: versions[reader] for reader, n in marks.items() if n == codable.get(reader[0])}


def outside(versions: dict[Reader, set[int]], gap: Gap) -> Iterator[Reader]:
    """Those who read the whole document under versions outside the gap."""
    return (reader for reader, used in versions.items() if not used & gap)


def read_rows(scope: Scope, versions: dict[Reader, set[int]]) -> Iterator[Row]:
    """The themes of whole documents, by coders who read them whole."""
    for values in scope.unit_themes().values_list("document", "coder", "theme", "n", "n_sure"):
        row = Row(*values)
        if (row.document, row.coder) in versions:
            yield row


def tally(rows: Iterable[Row]) -> Tally:
    """One document's tally: 1 where any of the rows says so."""
    rows = list(rows)
    return Tally(int(bool(rows)), int(any(r.n_sure for r in rows)), int(any(r.n_sure < r.n for r in rows)))


def _count_themes(
    rows: list[Row], versions: dict[Reader, set[int]], themes: Themes, editions: Editions, figures: Figures
) -> None:
    by_document: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_document[row.document].append(row)
    for document, all_ in by_document.items():
        figures.tagged[document] = tally(all_)
        counted = [row for row in all_ if not versions[document, row.coder] & editions.gap(row.theme)]
        for theme in {row.theme for row in counted}:
            figures.own[theme, document] = tally(row for row in counted if row.theme == theme)
        for parent, family in themes.parents().items():
            gap = editions.gap(parent)
            below = [r for r in counted if r.theme in family and not versions[document, r.coder] & gap]
            figures.rolled[parent, document] = tally(below)

"""Rows of the table `units` where the unit is a document: one for each coder who read all of it.

Documents are taken some at a time, each time with the same number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from corpus.models import Paragraph, Revision
from datasets.formats.base import Row, in_chunks
from datasets.rows.base import document_cells
from datasets.rows.chances import Chances, chances
from datasets.rows.themes import ThemeColumns
from datasets.selection import FULL, Selection

Reader = tuple[int, str, str, int, int]  # document, coder and round as written, coder, round
Place = tuple[int, int, int]  # document, coder, round
DOCUMENTS_AT_ONCE = 50


@dataclass
class Read:
    """How much of a document one coder marked, and under which codebook versions (id: number)."""

    n: int = 0
    versions: dict[int, int] = field(default_factory=dict)


@dataclass
class Batch:
    """What is known of some documents: texts, readers of all of it, themes, and chances of having been drawn."""

    revisions: dict[int, Revision]
    readers: dict[Reader, Read]
    themes: dict[Place, set[int]]
    chances: Chances


def rows(selection: Selection, themes: ThemeColumns) -> Iterator[Row]:
    """In the order document, coder, round."""
    for documents in _in_turn(selection):
        batch = _batch(selection, documents)
        for reader, read in sorted(batch.readers.items()):
            yield _row(selection, batch, reader, read, themes)


def count(selection: Selection) -> int:
    return sum(len(_whole(selection, documents)) for documents in _in_turn(selection))


def _in_turn(selection: Selection) -> Iterator[list[int]]:
    """The ids of the documents that somebody read in, some at a time."""
    read = selection.readings().order_by("document").values_list("document", flat=True).distinct()
    return in_chunks(read.iterator(), DOCUMENTS_AT_ONCE)


def _batch(selection: Selection, documents: list[int]) -> Batch:
    revisions = Revision.objects.select_related("document__source").filter(document__in=documents, state="current")
    given: dict[Place, set[int]] = defaultdict(set)
    rows = selection.unit_themes().filter(document__in=documents)
    for document, coder, round, theme in rows.values_list("document", "coder", "round", "theme"):
        given[document, coder, round].add(theme)
    by_document = {revision.document_id: revision for revision in revisions}
    return Batch(by_document, _whole(selection, documents), given, chances(selection.project, documents))


def _row(selection: Selection, batch: Batch, reader: Reader, read: Read, themes: ThemeColumns) -> Row:
    document, coder, round, *key = reader
    revision, place = batch.revisions[document], (document, key[0], key[1])
    return {
        **_document_cells(revision),
        "paragraph": None,
        "unit": 0,
        "start": 0,
        "end": len(revision.text),
        "text": revision.text if selection.text == FULL else None,
        "coder": coder,
        "round": round,
        "probability": batch.chances.of(document, key[1], key[0]),
        "codebook_version": max(read.versions.values()),
        **themes.cells(batch.themes.get(place, ()), frozenset(read.versions)),
    }


def _whole(selection: Selection, documents: list[int]) -> dict[Reader, Read]:
    """Those who marked every codable paragraph of one of these documents."""
    codable = _codable(documents)
    found: dict[Reader, Read] = defaultdict(Read)
    keys = ("document", selection.coder_field, "round__name", "coder", "round")
    versions = ("codebook_version", "codebook_version__number")
    marks: Any = selection.readings().filter(document__in=documents).values_list(*keys, *versions)
    for *key, version, number, n in marks.annotate(n=Count("pk")).order_by():
        read = found[tuple(key)]
        read.n += n
        read.versions[version] = number
    return {key: read for key, read in found.items() if read.n == codable.get(key[0])}


def _codable(documents: list[int]) -> dict[int, int]:
    paragraphs = Paragraph.objects.codable().filter(revision__document__in=documents, revision__state="current")
    counts: Iterable[Any] = paragraphs.values_list("revision__document").annotate(n=Count("pk")).order_by()
    return dict(counts)


def _document_cells(revision: Revision) -> dict[str, Any]:
    document, source = revision.document, revision.document.source
    outlet = (source.name, source.authority) if source else (None, None)
    return document_cells([document.pk, document.title, *outlet, document.author, document.published, document.year])

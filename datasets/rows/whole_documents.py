"""Rows of the table `units` where the unit is a document: one for each coder who read all of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count

from annotations.models import Assignment
from corpus.models import Paragraph, Revision
from datasets.formats.base import Row
from datasets.rows.base import document_cells
from datasets.rows.themes import ThemeColumns
from datasets.selection import FULL, Selection

Reader = tuple[int, str, str, int, int]  # document, coder and round as written, coder, round


@dataclass
class Read:
    """How much of a document one coder marked, and under which codebook versions (id: number)."""

    n: int = 0
    versions: dict[int, int] = field(default_factory=dict)


def rows(selection: Selection, themes: ThemeColumns) -> Iterator[Row]:
    """In the order document, coder, round."""
    given: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for *cell, theme in selection.unit_themes().values_list("document", "coder", "round", "theme"):
        given[tuple(cell)].add(theme)
    drawn = Assignment.objects.in_project(selection.project).values_list("document", "coder", "round", "probability")
    chance = {values[:3]: values[3] for values in drawn}
    readers = sorted(_whole(selection).items())
    for document, same in groupby(readers, key=lambda item: item[0][0]):
        revision = Revision.objects.select_related("document__source").get(document=document, state="current")
        for (_document, coder, round, *key), read in same:
            place = (document, *key)
            yield {
                **_document_cells(revision),
                "paragraph": None,
                "unit": 0,
                "start": 0,
                "end": len(revision.text),
                "text": revision.text if selection.text == FULL else None,
                "coder": coder,
                "round": round,
                "probability": chance.get(place),
                "codebook_version": max(read.versions.values()),
                **themes.cells(given.get(place, ()), frozenset(read.versions)),
            }


def count(selection: Selection) -> int:
    return len(_whole(selection))


def _whole(selection: Selection) -> dict[Reader, Read]:
    """Those who marked every codable paragraph of a document."""
    codable = _codable(selection)
    found: dict[Reader, Read] = defaultdict(Read)
    keys = ("document", selection.coder_field, "round__name", "coder", "round")
    versions = ("codebook_version", "codebook_version__number")
    marks: Iterable[Any] = selection.readings().values_list(*keys, *versions).annotate(n=Count("pk")).order_by()
    for *key, version, number, n in marks:
        read = found[tuple(key)]
        read.n += n
        read.versions[version] = number
    return {key: read for key, read in found.items() if read.n == codable.get(key[0])}


def _codable(selection: Selection) -> dict[int, int]:
    paragraphs = Paragraph.objects.codable().filter(
        revision__document__project=selection.project, revision__state="current"
    )
    counts: Iterable[Any] = paragraphs.values_list("revision__document").annotate(n=Count("pk")).order_by()
    return dict(counts)


def _document_cells(revision: Revision) -> dict[str, Any]:
    document, source = revision.document, revision.document.source
    outlet = (source.name, source.authority) if source else (None, None)
    return document_cells([document.pk, document.title, *outlet, document.author, document.published, document.year])

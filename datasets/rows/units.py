"""The table `units`: one row for each unit that was read, by coder and round, with a 0/1 column for each theme.

Units that were not read have no row. A value is missing where the unit was read under a codebook version that did not
contain the theme.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Sum

from datasets.formats.base import Row, in_chunks
from datasets.rows import whole_documents
from datasets.rows.base import DOCUMENT_FIELDS, Table, document_cells
from datasets.rows.chances import Chances, chances
from datasets.rows.themes import BEFORE_THEMES, ThemeColumns, column_of, themes_of
from datasets.selection import FULL, Selection
from reports import editions

FIELDS = ("paragraph__ordinal", "paragraph__text", "paragraph__sentences", "round__name")
KEYS = ("paragraph_id", "round_id", "coder_id", "codebook_version_id", "codebook_version__number")
ORDER = ("document_id", "paragraph__ordinal", "paragraph_id", "coder_id", "round_id")
PARAGRAPHS_AT_ONCE = 200
FETCH = 2000


@dataclass
class Batch:
    """What is known about the units of some paragraphs: their themes and the chance with which they were drawn."""

    themes: dict[tuple[int, int, int, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    chances: Chances = field(default_factory=Chances)


def columns(selection: Selection) -> list[str]:
    themes = themes_of(selection.project, editions.load(selection.project))
    return [*BEFORE_THEMES, *(column_of(theme) for theme in themes)]


def rows(selection: Selection) -> Iterator[Row]:
    """In the order document, paragraph, unit, coder, round."""
    known = editions.load(selection.project)
    themes = ThemeColumns(themes_of(selection.project, known), known)
    if selection.project.unit == "document":
        yield from whole_documents.rows(selection, themes)
        return
    fields = (*KEYS, *DOCUMENT_FIELDS, *FIELDS, selection.coder_field)
    found = selection.readings().order_by(*ORDER).values_list(*fields).iterator(chunk_size=FETCH)
    by_paragraph = (list(same) for _paragraph, same in groupby(found, key=lambda values: values[0]))
    for paragraphs in in_chunks(by_paragraph, PARAGRAPHS_AT_ONCE):
        batch = _batch(selection, paragraphs)
        for readings in paragraphs:
            yield from _of_paragraph(selection, readings, batch, themes)


def count(selection: Selection) -> int:
    if selection.project.unit == "document":
        return whole_documents.count(selection)
    if selection.project.unit == "paragraph":
        return selection.readings().count()
    return selection.readings().aggregate(n=Sum("paragraph__n_sentences"))["n"] or 0


def _batch(selection: Selection, paragraphs: Sequence[Sequence[tuple[Any, ...]]]) -> Batch:
    batch = Batch()
    rows = selection.unit_themes().filter(paragraph__in=[readings[0][0] for readings in paragraphs])
    for paragraph, unit, round, coder, theme in rows.values_list("paragraph", "unit", "round", "coder", "theme"):
        batch.themes[paragraph, unit, round, coder].add(theme)
    batch.chances = chances(selection.project, {readings[0][5] for readings in paragraphs})
    return batch


def _of_paragraph(
    selection: Selection, readings: Sequence[tuple[Any, ...]], batch: Batch, themes: ThemeColumns
) -> Iterator[Row]:
    ordered = sorted(readings, key=lambda values: (values[-1], values[-2]))
    for unit, (start, end) in enumerate(_spans(selection, ordered[0])):
        for values in ordered:
            paragraph, round, coder, version, number = values[:5]
            given = batch.themes.get((paragraph, unit, round, coder), ())
            yield {
                **document_cells(values[5:12]),
                "paragraph": values[12],
                "unit": unit,
                "start": start,
                "end": end,
                "text": values[13][start:end] if selection.text == FULL else None,
                "coder": values[-1],
                "round": values[-2],
                "probability": batch.chances.of(values[5], round, coder),
                "codebook_version": number,
                **themes.cells(given, frozenset((version,))),
            }


def _spans(selection: Selection, values: tuple[Any, ...]) -> list[list[int]]:
    """The units of a paragraph as half-open code points."""
    text, sentences = values[13], values[14]
    return sentences if selection.project.unit == "sentence" else [[0, len(text)]]


UNITS = Table("units", columns, rows, count)

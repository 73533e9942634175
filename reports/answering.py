"""Reading who answered what in a round: a fixed number of queries, into arrays."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.models import Passage, Question
from annotations.text.units import units_of
from projects.models import Coder
from reports import carrying
from reports.answers import MISSING, Answers, Given, Ints
from reports.counting import by_document
from reports.editions import Editions
from reports.scope import Scope

Reads = tuple[Ints, list[frozenset[int]]]  # rows of (coder, paragraph, place in the list, document, ordinal, size)
CODER, PARAGRAPH, READING, DOCUMENT, ORDINAL, SIZE = range(6)


def load(scope: Scope, coders: Sequence[Coder], editions: Editions) -> Answers:
    """What these coders answered in the round of the scope, as far as it may be seen."""
    homes = carrying.homes(scope) if scope.unit == "document" else {}
    reads, readings = _whole_documents(scope, coders, homes) if homes else _read(scope, coders)
    texts, under = _texts(reads[np.isin(reads[:, CODER], [coder.pk for coder in coders])], coders)
    start = np.cumsum(texts[:, SIZE]) - texts[:, SIZE]
    of = np.repeat(np.arange(len(texts)), texts[:, SIZE])
    units, under = np.arange(len(of)) - start[of], under[of]
    rows = _Rows(texts[:, PARAGRAPH], start, texts[:, SIZE])
    _leave_out_what_is_asked(scope, coders, homes, rows, under)
    kept = (under != MISSING).sum(axis=1) > 1
    new = np.where(kept, np.cumsum(kept) - 1, MISSING)
    return Answers(
        coders=coders,
        editions=editions,
        paragraphs=texts[of, PARAGRAPH][kept],
        units=units[kept],
        documents=texts[of, DOCUMENT][kept],
        under=under[kept],
        readings=readings,
        tags=_tags(scope, coders, rows, new),
    )


class _Rows:
    """From (paragraph, index of the unit) to the row of a unit."""

    def __init__(self, paragraphs: Ints, start: Ints, size: Ints) -> None:
        self.order = np.argsort(paragraphs)
        self.paragraphs, self.start, self.size = paragraphs[self.order], start[self.order], size[self.order]

    def find(self, paragraphs: Ints, units: Ints) -> Ints:
        """MISSING where there is no such row."""
        if not len(self.paragraphs):
            return np.full(len(paragraphs), MISSING)
        at = np.minimum(np.searchsorted(self.paragraphs, paragraphs), len(self.paragraphs) - 1)
        is_there = (self.paragraphs[at] == paragraphs) & (units < self.size[at])
        return np.where(is_there, self.start[at] + units, MISSING)


def _table(rows: Any, columns: int) -> Ints:
    return np.array(list(rows), dtype=np.int64).reshape(-1, columns)


def _places(coders: Sequence[Coder], ids: Ints) -> Ints:
    """The place of each coder among those compared."""
    pks = np.array([coder.pk for coder in coders], dtype=np.int64)
    order = np.argsort(pks)
    return np.asarray(order[np.searchsorted(pks[order], ids)], dtype=np.int64)


def _read(scope: Scope, coders: Sequence[Coder]) -> Reads:
    """Paragraphs and who read them."""
    marks = scope.readings().filter(coder__in=coders).order_by()
    columns = ("coder", "paragraph", "codebook_version", "document", "paragraph__ordinal", "paragraph__n_sentences")
    reads = _table(marks.values_list(*columns), 6)
    versions, reads[:, READING] = np.unique(reads[:, READING], return_inverse=True)
    if scope.unit != "sentence":
        reads[:, SIZE] = 1
    return reads, [frozenset({version}) for version in versions.tolist()]


def _whole_documents(scope: Scope, coders: Sequence[Coder], homes: dict[int, int]) -> Reads:
    """Documents and who read all of them."""
    mine = {coder.pk for coder in coders}
    found = [(reader, frozenset(used)) for reader, used in by_document.whole_readings(scope).items()]
    readings = list(dict.fromkeys(used for _reader, used in found))
    rows = [
        (coder, homes[document], readings.index(used), document, 0, 1)
        for (document, coder), used in found
        if coder in mine
    ]
    return _table(rows, 6), readings


def _texts(reads: Ints, coders: Sequence[Coder]) -> tuple[Ints, NDArray[np.int64]]:
    """One row for each paragraph that two or more read, in reading order; and under what each coder read it."""
    reads = reads[np.lexsort((reads[:, ORDINAL], reads[:, DOCUMENT]))]
    is_first = np.diff(reads[:, PARAGRAPH], prepend=MISSING) != 0
    row = np.cumsum(is_first) - 1
    under = np.full((int(is_first.sum()), len(coders)), MISSING, dtype=np.int64)
    under[row, _places(coders, reads[:, CODER])] = reads[:, READING]
    kept = (under != MISSING).sum(axis=1) > 1
    return reads[is_first][kept], under[kept]


def _tags(scope: Scope, coders: Sequence[Coder], rows: _Rows, new: Ints) -> dict[int, Given]:
    """The tags on units that are compared, by theme."""
    table = carrying.load(scope, coders)
    at = rows.find(table[:, 1], table[:, 2])
    at = np.where(at == MISSING, MISSING, new[at]) if len(new) else at
    table, at = table[at != MISSING], at[at != MISSING]
    order = np.argsort(table[:, 3], kind="stable")
    table, at = table[order], at[order]
    places = _places(coders, table[:, 0])
    themes, starts = np.unique(table[:, 3], return_index=True)
    return {
        theme: Given(at[first:last], places[first:last], table[first:last, 4] > 0)
        for theme, first, last in zip(themes.tolist(), starts, [*starts, len(table)][1:], strict=True)
    }


def _leave_out_what_is_asked(
    scope: Scope, coders: Sequence[Coder], homes: dict[int, int], rows: _Rows, under: Ints
) -> None:
    """What a coder asks a question about that is not resolved is missing for that coder."""
    asked = list(_asked_about(scope, coders, homes))
    if asked:
        table = _table(asked, 3)
        at = rows.find(table[:, 1], table[:, 2])
        there = at != MISSING
        under[at[there], _places(coders, table[there, 0])] = MISSING


def _asked_about(scope: Scope, coders: Sequence[Coder], homes: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """(coder, paragraph, unit) of each such question: of its words, or of its paragraph."""
    mine = Question.objects.visible_to(scope.member).in_round(scope.round).unresolved().filter(coder__in=coders)
    questions = list(mine.select_related("paragraph"))
    spans = Passage.objects.among({each.passage for each in questions if each.passage}).in_bulk()
    for each in questions:
        text, span = each.paragraph, spans.get(each.passage)
        start, end = (span.start, span.end) if span else (0, text.n_chars)
        home = homes.get(each.document_id, each.paragraph_id)
        for unit in units_of(scope.unit, text.text, text.sentences, start, end):
            yield each.coder_id, home, unit

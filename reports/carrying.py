"""Which units carry which theme for whom, in the unit and by the rule that is asked for.

What is stored (UnitTheme) knows the project's own unit, and one whole word of it. A larger unit is made of the smaller
ones that it holds; everything else is read from the passages. Exact in each case, and a fixed number of queries.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from django.db.models import Sum
from numpy.typing import NDArray

from corpus.querysets import ParagraphQuerySet
from projects.models import Coder, Project
from reports.scope import Scope
from reports.unit_rules import Rule, Span, Words, characters, is_half, words_of

Ints = NDArray[np.int64]
Carried = tuple[int, int, int, int, int]  # coder, paragraph of the unit, place of the unit in it, theme, is it sure
Tag = tuple[int, int, int, int, bool, int, int]  # coder, document, paragraph, theme, is it doubted, start, end
Spans = dict[tuple[int, int, int, int], list[tuple[Span, bool]]]  # by coder, document, paragraph, theme: is it sure
SIZES = (Project.Unit.SENTENCE, Project.Unit.PARAGRAPH, Project.Unit.DOCUMENT)


def homes(scope: Scope) -> dict[int, int]:
    """Document -> its first paragraph, under which its unit is kept where a document is one."""
    rows = scope.paragraphs().order_by("revision__document", "-ordinal").values_list("revision__document", "pk")
    return dict(rows)


def load(scope: Scope, coders: Sequence[Coder], documents: Collection[int] | None = None) -> Ints:
    """A row for each Carried: what these coders give, in all documents or in these."""
    of = {} if documents is None else {"document__in": documents}
    home = homes(scope) if scope.unit == Project.Unit.DOCUMENT else {}
    if scope.rule == Rule.WORD and SIZES.index(scope.unit) >= SIZES.index(scope.project.unit):
        return _larger(scope, coders, of, home)
    tags = scope.taggings().filter(coder__in=coders, paragraph__revision__state="current", **of).order_by()
    if scope.unit != Project.Unit.DOCUMENT or scope.rule != Rule.WORD:
        tags = tags.filter(paragraph__is_codable=True)
    ends = ("content_object__start", "content_object__end")
    rows = list(tags.values_list("coder", "document", "paragraph", "tag", "is_unsure", *ends))
    texts = scope.paragraphs().filter(pk__in=tags.values("paragraph"))
    by_rule = _by_word if scope.rule == Rule.WORD else _by_half
    return _table(by_rule(scope, rows, texts, home))


def _larger(scope: Scope, coders: Sequence[Coder], of: Any, home: dict[int, int]) -> Ints:
    """From what is stored: a unit carries what any unit in it carries."""
    stored = scope.unit_themes().filter(coder__in=coders, **of).order_by()
    columns = ("coder", "document", "paragraph", "unit", "theme", "n_sure")
    if scope.unit == scope.project.unit:
        return _table(stored.values_list("coder", "paragraph", "unit", "theme", "n_sure"))
    rows = np.array(list(stored.values_list(*columns)), dtype=np.int64).reshape(-1, 6)
    if home:
        at = np.array(sorted(home.items()), dtype=np.int64)
        rows[:, 2] = at[np.searchsorted(at[:, 0], rows[:, 1]), 1]
    cells, which = np.unique(rows[:, [0, 2, 4]], axis=0, return_inverse=True)
    sure = np.bincount(which.reshape(-1), rows[:, 5] > 0, len(cells)) > 0
    return np.column_stack([cells[:, :2], np.zeros(len(cells), np.int64), cells[:, 2], sure]).astype(np.int64)


def _table(rows: Iterable[Carried]) -> Ints:
    return np.array(list(rows), dtype=np.int64).reshape(-1, 5)


def _by_word(scope: Scope, rows: Sequence[Tag], tagged: ParagraphQuerySet, home: dict[int, int]) -> Iterator[Carried]:
    """A smaller unit than the project's: each passage gives its theme where it holds a word."""
    columns = tagged.order_by().values_list("pk", "text", "sentences").iterator(chunk_size=2000)
    texts = {pk: words_of(text, cut) for pk, text, cut in columns}
    found: dict[tuple[int, int, int, int], bool] = defaultdict(bool)
    for coder, document, paragraph, theme, is_unsure, start, end in rows:
        for unit in _units(scope, texts[paragraph], start, end):
            found[coder, home.get(document, paragraph), unit, theme] |= not is_unsure
    return ((*cell, int(is_sure)) for cell, is_sure in found.items())


def _units(scope: Scope, text: Words, start: int, end: int) -> Collection[int]:
    held = text.held(start, end)
    return held if scope.unit == Project.Unit.SENTENCE else {0} if held else ()


def _by_half(scope: Scope, rows: Sequence[Tag], tagged: ParagraphQuerySet, home: dict[int, int]) -> Iterator[Carried]:
    """The union of a coder's passages with the theme, or of those that are sure, against the size of the unit."""
    spans: Spans = defaultdict(list)
    for coder, document, paragraph, theme, is_unsure, start, end in rows:
        spans[coder, document, paragraph, theme].append(((start, end), not is_unsure))
    if scope.unit == Project.Unit.DOCUMENT:
        return _half_documents(scope, spans, home)
    return _half_paragraphs(scope, spans, tagged)


def _half_paragraphs(scope: Scope, spans: Spans, tagged: ParagraphQuerySet) -> Iterator[Carried]:
    is_whole = scope.unit == Project.Unit.PARAGRAPH
    columns = tagged.order_by().values_list("pk", "n_chars", "sentences").iterator(chunk_size=2000)
    units = {pk: [(0, n_chars)] if is_whole else sentences for pk, n_chars, sentences in columns}
    for (coder, _document, paragraph, theme), marked in spans.items():
        every, sure = _all_and_sure(marked)
        for unit, (first, last) in enumerate(units[paragraph]):
            if is_half(characters(every, first, last), last - first):
                yield coder, paragraph, unit, theme, int(is_half(characters(sure, first, last), last - first))


def _half_documents(scope: Scope, spans: Spans, home: dict[int, int]) -> Iterator[Carried]:
    """Of the codable characters of the document."""
    texts = scope.paragraphs().codable().order_by().values_list("revision__document")
    size = dict(texts.annotate(n=Sum("n_chars")))
    every, sure = Counter[tuple[int, int, int]](), Counter[tuple[int, int, int]]()
    for (coder, document, _paragraph, theme), marked in spans.items():
        last = max(end for (_start, end), _sure in marked)
        for found, some in zip((every, sure), _all_and_sure(marked), strict=True):
            found[coder, document, theme] += characters(some, 0, last)
    for (coder, document, theme), n in every.items():
        if is_half(n, size[document]):
            yield coder, home[document], 0, theme, int(is_half(sure[coder, document, theme], size[document]))


def _all_and_sure(marked: Sequence[tuple[Span, bool]]) -> tuple[list[Span], list[Span]]:
    return [span for span, _sure in marked], [span for span, is_sure in marked if is_sure]

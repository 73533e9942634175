"""What everybody did in a document, read as it stands: its paragraphs, read marks, passages and questions."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from annotations.models import Passage, Question, Reading, Round, Tagging
from annotations.text.units import units_of, words
from corpus.models import Paragraph

Unit = tuple[int, int]  # paragraph id (or 0: the document), index
Given = dict[int, dict[Unit, tuple[bool, bool]]]  # theme -> unit -> (a tag is sure, a tag is doubted)


@dataclass
class Work:
    """What one coder did in one document."""

    marks: dict[int, int] = field(default_factory=dict)  # paragraph -> codebook version
    asked: set[Unit] = field(default_factory=set)
    spans: list[tuple[int, int, int, int, bool]] = field(default_factory=list)  # paragraph, start, end, theme, unsure


@dataclass
class Sheet:
    """One document: its paragraphs, which can be coded, and everybody's work on it."""

    document: int
    unit: str
    paragraphs: dict[int, Any] = field(default_factory=dict)
    work: dict[int, Work] = field(default_factory=lambda: defaultdict(Work))

    def __post_init__(self) -> None:
        self._words: dict[int, list[tuple[int, int, int]]] = {}

    def codable(self) -> dict[int, Any]:
        return {pk: each for pk, each in self.paragraphs.items() if each.is_codable}

    def units(self) -> set[Unit]:
        """All that can be read."""
        if self.unit == "document":
            return {(0, 0)} if self.codable() else set()
        size = (lambda each: each.n_sentences) if self.unit == "sentence" else lambda each: 1
        return {(pk, index) for pk, each in self.codable().items() for index in range(size(each))}

    def read_by(self, coder: int) -> dict[Unit, set[int]]:
        """unit -> the codebook versions under which it was read."""
        marks = {pk: version for pk, version in self.work[coder].marks.items() if pk in self.codable()}
        if self.unit == "document":
            return {(0, 0): {*marks.values()}} if marks and marks.keys() == self.codable().keys() else {}
        return {unit: {marks[unit[0]]} for unit in self.units() if unit[0] in marks}

    def given_by(self, coder: int) -> Given:
        """What the coder's passages give to which units."""
        found: Given = defaultdict(dict)
        for paragraph, start, end, theme, is_unsure in self.work[coder].spans:
            for unit in self._reached(paragraph, start, end):
                sure, unsure = found[theme].get(unit, (False, False))
                found[theme][unit] = (sure or not is_unsure, unsure or is_unsure)
        return found

    def _reached(self, paragraph: int, start: int, end: int) -> set[Unit]:
        """The units of which [start, end) holds a whole word."""
        if paragraph not in self.paragraphs:
            return set()
        held = {index for index, first, last in self._all_words(paragraph) if start <= first and last <= end}
        if self.unit == "document":
            return {(0, 0)} if held else set()
        return {(paragraph, index if self.unit == "sentence" else 0) for index in held}

    def _all_words(self, paragraph: int) -> list[tuple[int, int, int]]:
        """Sentence, start and end of each word."""
        if paragraph not in self._words:
            each = self.paragraphs[paragraph]
            cut = [(index, first, each.text[first:last]) for index, (first, last) in enumerate(each.sentences)]
            self._words[paragraph] = [(n, first + a, first + b) for n, first, text in cut for a, b in words(text)]
        return self._words[paragraph]

    def characters(self, spans: Collection[tuple[int, int, int]]) -> int:
        """Those of codable paragraphs under any of these (paragraph, start, end), each once."""
        total, reached = 0, (0, 0)
        for paragraph, start, end in sorted(spans):
            if paragraph in self.codable():
                begin = max(start, reached[1]) if reached[0] == paragraph else start
                total += max(end - begin, 0)
                reached = (paragraph, max(end, reached[1]) if reached[0] == paragraph else end)
        return total


def sheets(round: Round, documents: Collection[int]) -> Iterator[Sheet]:
    """The documents with these ids that are not withdrawn; a fixed number of queries."""
    found: dict[int, Sheet] = {}
    here = {"round": round, "document__in": documents, "document__withdrawn_at": None}
    texts: Any = Paragraph.objects.filter(
        revision__document__in=documents, revision__state="current", revision__document__withdrawn_at=None
    ).annotate(of=F("revision__document"))
    for each in texts.order_by("of", "ordinal").defer("reason").iterator(chunk_size=2000):
        sheet = found.setdefault(each.of, Sheet(each.of, round.project.unit))
        sheet.paragraphs[each.pk] = each
    for coder, document, paragraph, version in Reading.objects.filter(**here).values_list(
        "coder", "document", "paragraph", "codebook_version"
    ):
        found[document].work[coder].marks[paragraph] = version
    names = ("coder", "document", "paragraph", "start", "end")
    of = [f"content_object__{name}" for name in names]  # where the passage says it stands, found by its own document
    given = Tagging.objects.filter(**{f"content_object__{name}": value for name, value in here.items()})
    for coder, document, *span in given.values_list(*of, "tag", "is_unsure"):
        found[document].work[coder].spans.append(tuple(span))
    _ask(Question.objects.filter(**here).unresolved().select_related("paragraph"), found)
    return iter(found.values())


def _ask(questions: Any, found: Mapping[int, Sheet]) -> None:
    for each in questions:
        span = Passage.objects.named(each.passage) if each.passage else None
        text, sheet = each.paragraph, found[each.document_id]
        start, end = (span.start, span.end) if span else (0, text.n_chars)
        reached = units_of(sheet.unit, text.text, text.sentences, start, end)
        home = 0 if sheet.unit == "document" else text.pk
        sheet.work[each.coder_id].asked.update((home, unit) for unit in reached)

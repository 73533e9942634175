"""The paragraphs of one page of differences: texts side by side, and the cells unit by unit, in a few queries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from annotations.deciding_rows import Loaded, Refused, Row, Unit
from annotations.deciding_text import Column, columns
from annotations.material import Cell
from annotations.models import Passage, Question, Reading
from annotations.standing import Standing
from corpus.models import Document, Paragraph
from projects.models import Project
from vocabulary.models import Theme


@dataclass(frozen=True)
class Spot:
    """A paragraph with its coders' passages side by side and its cells, unit by unit."""

    paragraph: Paragraph
    columns: list[Column]
    units: list[Unit]


@dataclass(frozen=True)
class Spots:
    """`window` are the cells to show, paragraph by paragraph; agreed ones get a row only `with_agreed`."""

    project: Project
    standing: Standing
    document: Document
    window: Sequence[Sequence[Cell]]
    with_agreed: bool
    refused: Refused | None

    def found(self) -> list[Spot]:
        return [self._spot(some) for some in self.window]

    def units_of(self, some: Sequence[Cell]) -> Iterator[Unit]:
        """The units of a paragraph's cells that have rows."""
        for _number, beside in groupby(some, lambda cell: cell.unit):
            unit = self._unit(list(beside))
            if unit.rows:
                yield unit

    @cached_property
    def loaded(self) -> Loaded:
        shown = [cell for some in self.window for cell in some]
        paragraphs = {cell.paragraph for cell in shown} | {row.paragraph for cell in shown for row in cell.evidence}
        asked: dict[tuple[int, int], list[Question]] = defaultdict(list)
        for question in self._at(Question.objects.unresolved()).order_by("asked_at", "pk"):
            place = shown[0].paragraph if self._is_whole else question.paragraph_id
            asked[place, question.coder_id].append(question)
        return Loaded(
            coders=self.standing.coders,
            themes=Theme.objects.in_bulk({cell.theme for cell in shown if cell.theme}),
            paragraphs=Paragraph.objects.in_bulk(paragraphs),
            passages={each.pk: each for several in self._passages.values() for each in several},
            questions=asked,
        )

    @cached_property
    def _passages(self) -> dict[int, list[Passage]]:
        """With their themes, by paragraph."""
        found: dict[int, list[Passage]] = defaultdict(list)
        for passage in self._at(Passage.objects.with_themes()).order_by("start", "-end", "pk"):
            found[passage.paragraph_id].append(passage)
        return found

    @cached_property
    def _readers(self) -> dict[int, set[int]]:
        """Ids of the coders who read each paragraph."""
        found: dict[int, set[int]] = defaultdict(set)
        for paragraph, coder in self._at(Reading.objects).values_list("paragraph_id", "coder_id"):
            found[paragraph].add(coder)
        return found

    def _at(self, rows: Any) -> Any:
        """The coders' rows in this round on the paragraphs of the page; in all where the document is the unit."""
        mine = rows.filter(round=self.standing.round, coder__in=self.standing.coders)
        if self._is_whole:
            return mine.filter(document=self.document)
        return mine.filter(paragraph__in={cell.paragraph for some in self.window for cell in some})

    @property
    def _is_whole(self) -> bool:
        return bool(self.project.unit == Project.Unit.DOCUMENT)

    def _spot(self, some: Sequence[Cell]) -> Spot:
        paragraph = self.loaded.paragraphs[some[0].paragraph]
        return Spot(paragraph, self._columns(paragraph, some), list(self.units_of(some)))

    def _columns(self, paragraph: Paragraph, some: Sequence[Cell]) -> list[Column]:
        """None where the document is the unit: then evidence stands everywhere in it, and is quoted."""
        if self._is_whole:
            return []
        differing = (cell for cell in some if cell.state != "agreed")
        disputed = {(row.passage, cell.theme or 0) for cell in differing for row in cell.evidence}
        passages = self._passages.get(paragraph.pk, [])
        return columns(paragraph, self.standing.coders, passages, self._readers[paragraph.pk], disputed)

    def _unit(self, beside: Sequence[Cell]) -> Unit:
        first, agreed = beside[0], [] if self.with_agreed else [each for each in beside if each.state == "agreed"]
        rows = [Row(each, beside, self.loaded, self.refused) for each in beside if each not in agreed]
        name, words = self._named(first)
        codes = [self.loaded.themes[each.theme].code for each in agreed if each.theme]
        return Unit(first.paragraph, first.unit, name, words, rows, codes)

    def _named(self, cell: Cell) -> tuple[str, str]:
        """A unit in words, and its own words."""
        if self.project.unit == Project.Unit.SENTENCE:
            text = self.loaded.paragraphs[cell.paragraph].text[cell.start : cell.end]
            return _("Sentence %d") % (cell.unit + 1), text
        return (_("The document") if self._is_whole else _("The paragraph")), ""

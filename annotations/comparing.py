"""What coders say about the same units, cell by cell: agreed, different, decided, open again (pure).

A cell is (paragraph, unit, theme). Offsets are half-open Unicode code points of the paragraph; in what decisions keep,
of the document's text where the document is the unit.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

YES, UNSURE, NO, MISSING = "yes", "unsure", "no", "missing"
AGREED, ONLY, OVERLAPPING, DOUBTED, QUESTION, NOBODY = "agreed", "only", "overlapping", "unsure", "question", "none"
OPEN, DECIDED, REOPENED = "open", "decided", "reopened"
STATES = (AGREED, OPEN, DECIDED, REOPENED)
ASKED = "asked"  # in what decisions keep: the questions that waited then

Home = tuple[int, int]  # paragraph and unit
Key = tuple[int, int, int | None]  # and theme
Span = tuple[int, int]
Kept = dict[str, Any]  # the evidence as decisions keep it


class Place(NamedTuple):
    """One paragraph of a document; `start` counts in the document's text."""

    document: int
    ordinal: int
    start: int
    length: int
    sentences: Sequence[Sequence[int]]
    is_codable: bool


class Evidence(NamedTuple):
    """One passage of a coder with the theme of the cell, as far as it stands in one paragraph."""

    coder: int
    paragraph: int
    start: int
    end: int
    is_unsure: bool
    passage: uuid.UUID


class Asked(NamedTuple):
    """A question that waits, about [start, end) of a paragraph."""

    question: str
    coder: int
    paragraph: int
    start: int
    end: int


class Ruling(NamedTuple):
    """A decision as it stands; `by` is the name of who made it."""

    outcome: str
    reason: str
    rule: str
    evidence: Kept
    by: str
    at: datetime
    version: int


class Cell(NamedTuple):
    """One unit and theme (None: only a question was asked there); [start, end) is the unit.

    `kind` says what the coders' values are to each other, `state` what is left to do. `values` has yes, unsure, no or
    missing by coder. `kept` is the evidence as a decision made now would keep it.
    """

    paragraph: int
    ordinal: int
    unit: int
    start: int
    end: int
    theme: int | None
    kind: str
    state: str
    values: dict[int, str]
    decision: Ruling | None
    evidence: tuple[Evidence, ...]
    kept: Kept

    @property
    def key(self) -> Key:
        return self.paragraph, self.unit, self.theme

    @property
    def version(self) -> int:
        """Of its decision; 0 while there is none."""
        return self.decision.version if self.decision else 0

    @property
    def is_to_decide(self) -> bool:
        return self.state in (OPEN, REOPENED)

    @property
    def votes(self) -> tuple[int, int]:
        """How many of those who read it carry it, and how many they are."""
        said = [value for value in self.values.values() if value != MISSING]
        return sum(value != NO for value in said), len(said)


@dataclass
class Material:
    """What the database says of some documents; coders are those who were given a document, in a fixed order.

    `read` are the codebook versions under which a coder read a place; `offered` the themes of a version; `carried` says
    of each coder of a cell whether they are sure of it. Where the document is the unit, its place is its first
    paragraph, in all of them.
    """

    unit: str
    coders: Mapping[int, Sequence[int]]
    places: Mapping[int, Place]
    first: Mapping[int, int]  # the first paragraph of each document
    read: Mapping[int, Mapping[int, frozenset[int]]]
    offered: Mapping[int, frozenset[int]]
    carried: Mapping[Key, Mapping[int, bool]]
    passages: Mapping[tuple[int, int], Sequence[Evidence]]  # by place and theme
    asked: Sequence[Asked]
    rulings: Mapping[Key, Ruling]
    order: Mapping[int, int]
    waiting: dict[Home, list[Asked]] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)  # of the documents' texts

    def __post_init__(self) -> None:
        for place in self.places.values():
            self.lengths[place.document] = max(self.lengths.get(place.document, 0), place.start + place.length)
        for question in self.asked:
            for unit in self.units(question.paragraph, question.start, question.end):
                self.waiting.setdefault((self.home(question.paragraph), unit), []).append(question)

    def home(self, paragraph: int) -> int:
        """The place at which the units of a paragraph are kept."""
        return self.first[self.places[paragraph].document] if self.unit == "document" else paragraph

    def units(self, paragraph: int, start: int, end: int) -> list[int]:
        """The units that [start, end) of a paragraph touches."""
        if self.unit != "sentence":
            return [0]
        sentences = self.places[paragraph].sentences
        return [index for index, (first, last) in enumerate(sentences) if first < end and start < last]

    def span(self, home: Home) -> Span:
        """[start, end) of a unit; of the whole text where the document is the unit."""
        place = self.places[home[0]]
        if self.unit == "sentence":
            first, last = place.sentences[home[1]]
            return first, last
        if self.unit == "paragraph":
            return 0, place.length
        return 0, self.lengths[place.document]

    def shift(self, paragraph: int) -> int:
        """What a paragraph's offsets lack to count in the unit's."""
        return self.places[paragraph].start if self.unit == "document" else 0


def compare(given: Material) -> list[Cell]:
    """Every cell that a coder carries, that was decided, or about which nothing but a question was asked.

    In reading order: paragraph, unit, theme in the order of the codebook.
    """
    keys = {key for key, coders in given.carried.items() if coders} | given.rulings.keys() | set(_only_asked(given))
    found = (cell for key in keys if (cell := _cell(given, key)) is not None)
    return sorted(found, key=lambda cell: (cell.ordinal, cell.unit, given.order.get(cell.theme or 0, -1)))


def joined(spans: Iterable[Span]) -> list[Span]:
    """The union of spans, in order: those that overlap become one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _only_asked(given: Material) -> Iterator[Key]:
    """The first unit of each question on whose units nobody carries any theme."""
    carried = {(paragraph, unit) for (paragraph, unit, _theme), coders in given.carried.items() if coders}
    for question in given.asked:
        home = given.home(question.paragraph)
        units = given.units(question.paragraph, question.start, question.end)
        if units and not any((home, unit) in carried for unit in units):
            yield home, units[0], None


def _cell(given: Material, key: Key) -> Cell | None:
    """None where nobody who read the unit says anything, nothing was asked, and nothing decided."""
    paragraph, unit, theme = key
    place, waiting = given.places[paragraph], given.waiting.get((paragraph, unit), ())
    coders, carrying = given.coders[place.document], given.carried.get(key, {})
    askers = {question.coder for question in waiting}
    read = given.read.get(paragraph, {})
    values = {
        coder: MISSING if coder in askers else _value(given, theme, read.get(coder), carrying.get(coder))
        for coder in coders
    }
    start, end = given.span((paragraph, unit))
    evidence = _evidence(given, key, carrying, start, end)
    spans = _spans(given, evidence, start, end)
    kind = _kind(values, askers, spans, start, end)
    ruling = given.rulings.get(key)
    if kind is None and ruling is None:
        return None
    kept = _kept(spans, read, waiting)
    state = _state(kind, ruling, kept)
    return Cell(
        paragraph, place.ordinal, unit, start, end, theme, kind or NOBODY, state, values, ruling, evidence, kept
    )


def _value(given: Material, theme: int | None, read: frozenset[int] | None, is_sure: bool | None) -> str:
    if not read:
        return MISSING
    if is_sure is not None:
        return YES if is_sure else UNSURE
    return NO if theme is None or all(theme in given.offered[version] for version in read) else MISSING


def _evidence(given: Material, key: Key, carrying: Mapping[int, bool], start: int, end: int) -> tuple[Evidence, ...]:
    paragraph, _unit, theme = key
    if theme is None or not carrying:
        return ()
    rows = given.passages.get((paragraph, theme), ())
    if given.unit == "sentence":
        return tuple(row for row in rows if row.coder in carrying and row.start < end and start < row.end)
    return tuple(row for row in rows if row.coder in carrying)


def _spans(
    given: Material, evidence: Iterable[Evidence], start: int, end: int
) -> dict[int, list[tuple[int, int, bool]]]:
    """By coder, counted as the unit is."""
    found: dict[int, list[tuple[int, int, bool]]] = {}
    for row in evidence:
        shift = given.shift(row.paragraph)
        found.setdefault(row.coder, []).append((row.start + shift, row.end + shift, row.is_unsure))
    return found


def _kind(
    values: Mapping[int, str],
    askers: set[int],
    spans: Mapping[int, list[tuple[int, int, bool]]],
    start: int,
    end: int,
) -> str | None:
    if askers:
        return QUESTION
    said = {coder: value for coder, value in values.items() if value != MISSING}
    if not said or all(value == NO for value in said.values()):
        return None
    if NO in said.values():
        return ONLY
    if UNSURE in said.values():
        return DOUBTED
    words = [
        joined((max(first, start), min(last, end)) for first, last, _unsure in spans.get(coder, ())) for coder in said
    ]
    return AGREED if all(each == words[0] for each in words) else OVERLAPPING


def _kept(
    spans: Mapping[int, list[tuple[int, int, bool]]], read: Mapping[int, frozenset[int]], waiting: Iterable[Asked]
) -> Kept:
    """{coder: [[start, end, is_unsure], …]}, also of those who read it and carry nothing; and what was asked."""
    kept: Kept = {str(coder): [list(span) for span in sorted(spans.get(coder, ()))] for coder in {*spans, *read}}
    asked = sorted({question.question for question in waiting})
    return kept | {ASKED: asked} if asked else kept


def _state(kind: str | None, ruling: Ruling | None, kept: Kept) -> str:
    if ruling is None:
        return AGREED if kind == AGREED else OPEN
    return DECIDED if is_same(ruling.evidence, kept) else REOPENED


def is_same(before: Kept, now: Kept) -> bool:
    """Whether coders say what they said then. A question that was settled since changes nothing, a new one does."""
    asked, was_asked = now.get(ASKED, ()), before.get(ASKED, ())
    return set(asked) <= set(was_asked) and {**now, ASKED: was_asked} == {**before, ASKED: was_asked}

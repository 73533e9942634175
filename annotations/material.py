"""What is compared: the cells of documents, and what the database says of them (plain values).

A cell is (paragraph, unit, theme). Offsets are half-open Unicode code points of the paragraph; in what decisions keep,
of the document's text where the document is the unit.
"""

import uuid
from collections.abc import Mapping, Sequence
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
    codebook_version: int


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
    missing by coder.
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
        said = list(self.values.values())
        n_read = len(said) - said.count(MISSING)
        return n_read - said.count(NO), n_read


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
    common: dict[frozenset[int], frozenset[int]] = field(default_factory=dict)  # the themes of all of some versions

    def __post_init__(self) -> None:
        for place in self.places.values():
            self.lengths[place.document] = max(self.lengths.get(place.document, 0), place.start + place.length)
        for question in self.asked:
            for unit in self.units(question.paragraph, question.start, question.end):
                self.waiting.setdefault((self.home(question.paragraph), unit), []).append(question)

    def offers(self, versions: frozenset[int], theme: int | None) -> bool:
        """Whether a theme could be chosen under each of these codebook versions; what names no theme always."""
        if versions not in self.common:
            self.common[versions] = frozenset.intersection(*(self.offered[version] for version in versions))
        return theme is None or theme in self.common[versions]

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

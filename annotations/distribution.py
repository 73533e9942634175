"""Who would get what, by rule and by chance: a plan that is shown first and then done as it was shown.

Every draw is made from all documents that fit, also from those that somebody has already, so that the same seed draws
the same again when something was given in between.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from annotations.drawing import balancing, sampling
from annotations.drawing.balancing import Piece
from annotations.drawing.sampling import Stratum
from annotations.models import Assignment, Reading, Round
from annotations.problems import TooFewCoders
from corpus.models import Document, Paragraph
from projects.models import Coder


@dataclass(frozen=True)
class Wish:
    """What is asked for; empty or None is left out of account.

    `share` (of documents), `sample_share` (of paragraphs) and `overlap` (of documents that one more coder reads) are in
    (0, 1]; `sample_number` is how many paragraphs in all. `blind_to` is the member from whom others' read marks in
    blind rounds are hidden.
    """

    round: Round
    coders: tuple[Coder, ...]
    per_document: int
    seed: int
    source: str = ""
    year: str = ""
    language: str = ""
    is_unread: bool = False
    share: float | None = None
    sample_share: float | None = None
    sample_number: int | None = None
    overlap: float | None = None
    blind_to: Any = None

    @property
    def is_sample(self) -> bool:
        """Whether paragraphs are drawn, not whole documents given."""
        return bool(self.sample_share or self.sample_number)

    def as_json(self) -> dict[str, Any]:
        """The same in plain values."""
        names = ("per_document", "seed", "source", "year", "language", "is_unread", "share")
        plain = {name: getattr(self, name) for name in (*names, "sample_share", "sample_number", "overlap")}
        return {"round": self.round.pk, "coders": [each.pk for each in self.coders], **plain}


@dataclass(frozen=True)
class Line:
    """One document that fits: who gets it now, who has it, which of its paragraphs (None: all), how many these are.

    `probability` is that of each of its paragraphs to be drawn, None where nothing is.
    """

    document: Document
    coders: tuple[int, ...]
    had_by: frozenset[int]
    paragraphs: tuple[int, ...] | None
    probability: float | None
    load: int
    people: tuple[Coder, ...] = ()


@dataclass(frozen=True)
class Total:
    """What one coder gets: documents and paragraphs; `before` are the paragraphs that they had to read already."""

    coder: Coder
    documents: int
    paragraphs: int
    before: int


@dataclass(frozen=True)
class Layer:
    """One stratum: a source and a year, how many documents and paragraphs fit, and how many of them were chosen."""

    source: str
    year: int
    documents: int
    paragraphs: int
    chosen_documents: int
    chosen_paragraphs: int


@dataclass(frozen=True)
class Plan:
    """`fitting` are the documents that fit the rule and have something to read, `lines` what was chosen of them."""

    wish: Wish
    fitting: tuple[Document, ...]
    lines: tuple[Line, ...]
    n_empty: int
    loads: dict[int, int]

    @cached_property
    def given(self) -> list[Line]:
        """Those that somebody gets."""
        return [line for line in self.lines if line.coders]

    @property
    def n_assignments(self) -> int:
        return sum(len(line.coders) for line in self.given)

    @property
    def n_as_they_are(self) -> int:
        """Documents that were chosen and that enough coders have already."""
        return len(self.lines) - len(self.given)

    @cached_property
    def totals(self) -> list[Total]:
        mine = {coder.pk: [line for line in self.given if coder.pk in line.coders] for coder in self.wish.coders}
        return [
            Total(coder, len(mine[coder.pk]), sum(line.load for line in mine[coder.pk]), self.loads.get(coder.pk, 0))
            for coder in self.wish.coders
        ]

    @cached_property
    def layers(self) -> list[Layer]:
        """The strata by source and year."""
        chosen = {line.document.pk: line.load for line in self.lines}
        strata: dict[tuple[str, int], list[Document]] = defaultdict(list)
        for document in self.fitting:
            strata[str(document.source or ""), document.year].append(document)
        return [_layer(source, year, strata[source, year], chosen) for source, year in sorted(strata)]

    @cached_property
    def digest(self) -> str:
        """Of what would be given, so that nothing else is given than what was shown."""
        rows = [[line.document.pk, line.coders, line.paragraphs, line.probability] for line in self.given]
        return hashlib.sha256(json.dumps([self.wish.round.pk, self.wish.seed, rows]).encode()).hexdigest()

    def assignments(self, at: Any) -> Iterator[Assignment]:
        """Document by document: a coder's list does not tell which of them others read too."""
        for line in self.given:
            paragraphs = None if line.paragraphs is None else list(line.paragraphs)
            place = {"document": line.document, "paragraphs": paragraphs, "probability": line.probability}
            for coder in line.coders:
                yield Assignment(round=self.wish.round, coder_id=coder, assigned_at=at, **place)


def plan(wish: Wish) -> Plan:
    """The plan, in a fixed number of queries; raises TooFewCoders."""
    project = wish.round.project
    known = {each.pk: each for each in Document.objects.in_project(project).active().with_counts().by_id()}
    fits = _fitting(wish)
    fitting = [known[pk] for pk in fits if pk in known and known[pk].n_codable]  # type: ignore[attr-defined]
    documents, chances = _documents(wish, fitting)
    parts, inside = _paragraphs(wish, documents)
    rows = Assignment.objects.in_round(wish.round)
    had: dict[int, set[int]] = defaultdict(set)
    barred: dict[int, set[int]] = defaultdict(set)
    for document, coder in rows.given_back().values_list("document", "coder"):
        barred[document].add(coder)
    loads: dict[int, int] = defaultdict(int)
    for document, coder, paragraphs in rows.kept().values_list("document", "coder", "paragraphs"):
        had[document].add(coder)
        whole = known[document].n_codable if document in known else 0  # type: ignore[attr-defined]
        loads[coder] += whole if paragraphs is None else len(paragraphs)
    lines = _lines(wish, documents, had, barred, loads, parts, _times(chances, inside))
    return Plan(wish, tuple(fitting), tuple(lines), len(fits) - len(fitting), dict(loads))


def _fitting(wish: Wish) -> list[int]:
    documents = Document.objects.in_project(wish.round.project).active()
    found = documents.chosen(source=wish.source, year=wish.year, language=wish.language)
    if wish.is_unread:
        found = found.exclude(pk__in=Reading.objects.known_by(wish.round.project, wish.blind_to).values("document"))
    return list(found.by_id().values_list("pk", flat=True))


def _documents(wish: Wish, fitting: list[Document]) -> tuple[list[Document], dict[Stratum, float]]:
    """All of them, or a share drawn within the strata."""
    if not wish.share or wish.share == 1:
        return fitting, {}
    number = sampling.part(len(fitting), wish.share)
    sample = sampling.draw(_strata(fitting), number, wish.seed, "documents")
    return [each for each in fitting if each.pk in sample.ids], sample.probabilities


def _paragraphs(wish: Wish, documents: list[Document]) -> tuple[dict[int, list[int]], dict[Stratum, float]]:
    """The paragraphs drawn of each document, in reading order; nothing where whole documents are given."""
    if not wish.is_sample:
        return {}, {}
    place = {each.pk: stratum_of(each) for each in documents}
    rows = list(Paragraph.objects.codable_ids(wish.round.project))
    strata: dict[Stratum, list[int]] = defaultdict(list)
    for document, pk in rows:
        if document in place:
            strata[place[document]].append(pk)
    number = wish.sample_number or sampling.part(sum(map(len, strata.values())), wish.sample_share or 1)
    sample = sampling.draw(strata, number, wish.seed, "paragraphs")
    parts: dict[int, list[int]] = defaultdict(list)
    for document, pk in rows:
        if pk in sample.ids:
            parts[document].append(pk)
    return parts, sample.probabilities


def _lines(
    wish: Wish,
    documents: list[Document],
    had: dict[int, set[int]],
    barred: dict[int, set[int]],
    loads: dict[int, int],
    parts: dict[int, list[int]],
    chances: dict[Stratum, float],
) -> Iterator[Line]:
    """What was drawn, balanced over the coders; of a document of which nothing was drawn nobody gets anything."""
    drawn = [each for each in documents if not wish.is_sample or each.pk in parts]
    often = _overlapping(wish, drawn)
    pieces = {
        each.pk: Piece(
            each.pk,
            stratum_of(each),
            len(parts[each.pk]) if wish.is_sample else each.n_codable,  # type: ignore[attr-defined]
            wish.per_document + (each.pk in often) if not (wish.is_sample and had[each.pk]) else 0,
            frozenset(had[each.pk]),
            frozenset(barred[each.pk]),
        )
        for each in drawn
    }
    try:
        found = balancing.balance(pieces.values(), [each.pk for each in wish.coders], wish.seed, loads)
    except balancing.TooFewCoders as few:
        raise TooFewCoders(_("Choose more coders: a document needs more than there are."), field="coders") from few
    coders = {coder.pk: coder for coder in wish.coders}
    for each in drawn:
        paragraphs = tuple(parts[each.pk]) if wish.is_sample else None
        piece, chance = pieces[each.pk], chances.get(stratum_of(each))
        people = tuple(coders[pk] for pk in found[each.pk])
        yield Line(each, found[each.pk], frozenset(piece.had_by), paragraphs, chance, piece.load, people)


def _overlapping(wish: Wish, documents: list[Document]) -> frozenset[int]:
    """Which of them one coder more reads."""
    if not wish.overlap:
        return frozenset()
    number = sampling.part(len(documents), wish.overlap)
    return sampling.draw(_strata(documents), number, wish.seed, "overlap").ids


def _times(one: dict[Stratum, float], other: dict[Stratum, float]) -> dict[Stratum, float]:
    """The probability of two draws after each other; what was not drawn from was certain."""
    return {each: one.get(each, 1.0) * other.get(each, 1.0) for each in one.keys() | other.keys()}


def stratum_of(document: Document) -> Stratum:
    """Its source and its year, 0 where they are unknown."""
    return document.source_id or 0, document.year


def _strata(documents: list[Document]) -> dict[Stratum, list[int]]:
    strata: dict[Stratum, list[int]] = defaultdict(list)
    for each in documents:
        strata[stratum_of(each)].append(each.pk)
    return strata


def _layer(source: str, year: int, documents: list[Document], chosen: dict[int, int]) -> Layer:
    loads = [chosen[each.pk] for each in documents if each.pk in chosen]
    n_codable = sum(each.n_codable for each in documents)  # type: ignore[attr-defined]
    return Layer(source, year, len(documents), n_codable, len(loads), sum(loads))

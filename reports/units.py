"""The units behind a number of the coverage page: the same units as are counted there, found row by row."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from reports.counting import by_document, by_paragraph
from reports.counting.base import NO_GAP, Tally
from reports.editions import Editions
from reports.scope import Scope

Place = tuple[int, int]  # paragraph id, index of the unit in it


class State(TextChoices):
    """What can be asked of a unit. With a theme: whether it has that theme; without: whether it has any."""

    TAGGED = "tagged", _("read, with the theme")
    SURE = "sure", _("read, with the theme, without doubtful tags")
    UNSURE = "unsure", _("read, with an unsure tag")
    NONE = "none", _("read, without the theme")
    READ = "read", _("read")
    UNREAD = "unread", _("unread")
    CODABLE = "codable", _("codable")


@dataclass(frozen=True)
class Question:
    """Which units are asked for: of one document (None: all), with a theme's family (empty: any theme), in a state."""

    state: str = State.TAGGED
    document: int | None = None
    theme: int | None = None
    family: frozenset[int] = frozenset()


def find(scope: Scope, question: Question, editions: Editions) -> list[Place]:
    """The units in reading order. Sizes: one entry a unit, so the whole corpus at most."""
    finder = _WholeDocuments if scope.unit == "document" else _Paragraphs
    found = finder(scope, question, editions)
    codable, read, tally = found.codable(), found.read(), found.tagged()
    return [place for place in codable if _is(question.state, place in read, tally.get(place))]


def _is(state: str, is_read: bool, tally: Tally | None) -> bool:
    if state == State.UNREAD:
        return not is_read
    if state == State.NONE:
        return is_read and tally is None
    if state in (State.CODABLE, State.READ):
        return is_read or state == State.CODABLE
    wanted = {State.TAGGED: "units", State.SURE: "sure", State.UNSURE: "unsure"}[State(state)]
    return tally is not None and getattr(tally, wanted) > 0


class _Paragraphs:
    """Units are sentences or paragraphs."""

    def __init__(self, scope: Scope, question: Question, editions: Editions) -> None:
        self.scope, self.question, self.editions = scope, question, editions
        self.gap = editions.gap(question.theme) if question.theme else NO_GAP
        paragraphs = scope.paragraphs().codable()
        if question.document:
            paragraphs = paragraphs.filter(revision__document=question.document)
        rows = paragraphs.order_by("revision__document", "ordinal").values_list("pk", "n_sentences")
        self.size = {pk: n if scope.unit == "sentence" else 1 for pk, n in rows}

    def codable(self) -> list[Place]:
        return _expand(self.size, self.size)

    def read(self) -> set[Place]:
        marks = self.scope.readings().exclude(codebook_version__in=self.gap)
        if self.question.document:
            marks = marks.filter(document=self.question.document)
        return set(_expand(self.size, set(marks.values_list("paragraph", flat=True))))

    def tagged(self) -> dict[Place, Tally]:
        rows = by_paragraph.read_units(self.scope)
        if self.question.document:
            rows = rows.filter(document=self.question.document)
        if self.question.family:
            rule = by_paragraph.missing(self.scope, self.question.family, self.editions, self.gap)
            rows = rows.filter(theme__in=self.question.family).exclude(rule)
        tallies: dict[Place, Tally] = defaultdict(Tally)
        for paragraph, unit, n, n_sure in rows.values_list("paragraph", "unit", "n", "n_sure"):
            tallies[paragraph, unit] += Tally(1, int(n_sure > 0), int(n_sure < n))
        return dict(tallies)


class _WholeDocuments:
    """A unit is a document; its place is its first paragraph."""

    def __init__(self, scope: Scope, question: Question, editions: Editions) -> None:
        self.scope, self.question, self.editions = scope, question, editions
        self.gap = editions.gap(question.theme) if question.theme else NO_GAP
        self.versions = by_document.whole_readings(scope)
        rows = scope.paragraphs().order_by("revision__document", "ordinal")
        rows = rows.filter(revision__document=question.document) if question.document else rows
        self.first: dict[int, int] = {}
        has_codable = set()
        for document, pk, is_codable in rows.values_list("revision__document", "pk", "is_codable"):
            self.first.setdefault(document, pk)
            has_codable |= {document} if is_codable else set()
        self.first = {document: pk for document, pk in self.first.items() if document in has_codable}

    def codable(self) -> list[Place]:
        return [(pk, 0) for pk in self.first.values()]

    def read(self) -> set[Place]:
        readers = by_document.outside(self.versions, self.gap)
        return {(self.first[document], 0) for document, _coder in readers if document in self.first}

    def tagged(self) -> dict[Place, Tally]:
        rows: dict[int, list[by_document.Row]] = defaultdict(list)
        for row in by_document.read_rows(self.scope, self.versions):
            if row.document in self.first and self._counts(row):
                rows[row.document].append(row)
        return {(self.first[document], 0): by_document.tally(found) for document, found in rows.items()}

    def _counts(self, row: by_document.Row) -> bool:
        if not self.question.family:
            return True
        gap = self.gap | self.editions.gap(row.theme)
        return row.theme in self.question.family and not self.versions[row.document, row.coder] & gap


def _expand(size: dict[int, int], paragraphs: Iterable[int]) -> list[Place]:
    return [(pk, unit) for pk in paragraphs if pk in size for unit in range(size[pk])]

"""The disagreements of a document's coders: every cell with its values, evidence and decision, in ten queries.

Values come from UnitTheme and Reading, so no text is loaded; `comparing` says what they mean to each other.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from annotations.comparing import compare
from annotations.material import STATES, Asked, Cell, Evidence, Key, Material, Place, Ruling
from annotations.models import Assignment, Decision, Passage, Question, Reading, Round, Tagging, UnitTheme
from corpus.models import Document, Paragraph
from corpus.querysets import DocumentQuerySet
from projects.models import Coder, Project
from vocabulary import codebook
from vocabulary.models import CodebookVersion, Theme

Paragraphs = Collection[int] | None
DECIDER = ("decided_by__first_name", "decided_by__last_name", "decided_by__username")


@dataclass(frozen=True)
class Differences:
    """Every cell of a document in a round, in reading order, and whose work is compared (by id of the coder)."""

    round: Round
    document: int
    assignments: tuple[Assignment, ...]
    cells: tuple[Cell, ...]
    given: Material = field(repr=False)  # of what the cells are made; of other documents too, if several were asked for

    @property
    def coders(self) -> tuple[Coder, ...]:
        return tuple(each.coder for each in self.assignments)

    @property
    def is_complete(self) -> bool:
        """Whether two or more read it and all of them have handed in, so that it can be decided."""
        return len(self.assignments) > 1 and not any(each.is_open for each in self.assignments)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Cells by state, each of STATES; `open` and `reopened` are left to decide."""
        found = Counter(cell.state for cell in self.cells)
        return {state: found[state] for state in STATES}

    @property
    def n_to_decide(self) -> int:
        return self.counts["open"] + self.counts["reopened"]

    @cached_property
    def by_key(self) -> dict[Key, Cell]:
        return {cell.key: cell for cell in self.cells}


def differences(round: Round, document: Document | int, paragraphs: Paragraphs = None) -> Differences:
    """The cells of one document; of these paragraphs only, where the unit is no whole document."""
    pk = document if isinstance(document, int) else document.pk
    return differences_of(round, [pk], paragraphs)[pk]


def differences_of(round: Round, documents: Sequence[int], paragraphs: Paragraphs = None) -> dict[int, Differences]:
    """The same of several documents at once, in as many queries as of one."""
    assignments: dict[int, list[Assignment]] = {pk: [] for pk in documents}
    work = Assignment.objects.in_round(round).on_any(documents).kept().of_readers()
    for each in work.select_related("coder").order_by("coder"):
        assignments[each.document_id].append(each)
    found: dict[int, list[Cell]] = {pk: [] for pk in documents}
    given = _material(round, assignments, paragraphs)
    for cell in compare(given):
        found[given.places[cell.paragraph].document].append(cell)
    return {pk: Differences(round, pk, tuple(assignments[pk]), tuple(found[pk]), given) for pk in documents}


def decidable(round: Round) -> DocumentQuerySet:
    """The documents of a round whose coders have all handed in; none while the round hides its coders."""
    found = Document.objects.in_project(round.project_id).active()
    return found.none() if round.hides_others else found.among(Assignment.objects.in_round(round).decidable())


class _Rows:
    """What is there of some coders' work in some documents of a round, as tuples."""

    def __init__(self, round: Round, assignments: Mapping[int, Sequence[Assignment]], paragraphs: Paragraphs) -> None:
        coders = {each.coder_id for work in assignments.values() for each in work}
        self.of_round: dict[str, Any] = {"round": round.pk, "document__in": list(assignments)}
        if paragraphs is not None:
            self.of_round["paragraph__in"] = list(paragraphs)
        self.of_coders = {**self.of_round, "coder__in": coders}

    def read(self, rows: Any, *fields: str) -> Iterable[tuple[Any, ...]]:
        found: QuerySet[Any, Any] = rows.filter(**self.of_coders).order_by().values_list(*fields)
        return found


def _material(round: Round, assignments: Mapping[int, Sequence[Assignment]], paragraphs: Paragraphs) -> Material:
    unit = round.project.unit
    is_document = unit == Project.Unit.DOCUMENT
    some = None if is_document else paragraphs
    rows = _Rows(round, assignments, some)
    places = _places(list(assignments), some, is_document)
    first: dict[int, int] = {}
    for pk, place in places.items():
        first.setdefault(place.document, pk)
    read = _read(rows, places)
    return Material(
        unit=unit,
        coders={pk: [each.coder_id for each in work] for pk, work in assignments.items()},
        places=places,
        first=first,
        read=_whole(read, places, first) if is_document else read,
        offered=_offered({version for marks in read.values() for each in marks.values() for version in each}),
        carried=_carried(rows, places),
        passages=_passages(rows, places, first if is_document else {}),
        asked=_asked(rows, places),
        rulings=_rulings(rows, places),
        order={pk: place for place, pk in enumerate(_themes(round))},
    )


def _themes(round: Round) -> Iterable[int]:
    return Theme.objects.in_project(round.project_id).in_order().values_list("pk", flat=True)


def _places(documents: Collection[int], paragraphs: Paragraphs, is_document: bool) -> dict[int, Place]:
    """The paragraphs of the current texts, in reading order; only codable ones where they have units of their own."""
    found = Paragraph.objects.filter(revision__document__in=documents, revision__state="current")
    found = found if is_document else found.codable()
    found = found if paragraphs is None else found.filter(pk__in=list(paragraphs))
    fields = ("revision__document_id", "ordinal", "start", "n_chars", "sentences", "is_codable")
    return {pk: Place(*rest) for pk, *rest in found.order_by("ordinal", "pk").values_list("pk", *fields)}


def _read(rows: _Rows, places: Mapping[int, Place]) -> dict[int, dict[int, frozenset[int]]]:
    """Paragraph → coder → the codebook version under which it was read."""
    found: dict[int, dict[int, frozenset[int]]] = defaultdict(dict)
    versions: dict[int, frozenset[int]] = {}
    for coder, paragraph, version in rows.read(Reading.objects, "coder_id", "paragraph_id", "codebook_version_id"):
        if paragraph in places and places[paragraph].is_codable:
            found[paragraph][coder] = versions.setdefault(version, frozenset((version,)))
    return found


def _whole(
    read: Mapping[int, Mapping[int, frozenset[int]]], places: Mapping[int, Place], first: Mapping[int, int]
) -> dict[int, dict[int, frozenset[int]]]:
    """The same of documents: a coder read one when they read all that is codable of it."""
    codable = Counter(place.document for place in places.values() if place.is_codable)
    marks: dict[tuple[int, int], list[frozenset[int]]] = defaultdict(list)
    for paragraph, coders in read.items():
        for coder, version in coders.items():
            marks[places[paragraph].document, coder].append(version)
    found: dict[int, dict[int, frozenset[int]]] = defaultdict(dict)
    for (document, coder), versions in marks.items():
        if len(versions) == codable[document]:
            found[first[document]][coder] = frozenset().union(*versions)
    return found


def _offered(versions: Collection[int]) -> dict[int, frozenset[int]]:
    """The themes that could be chosen under each codebook version."""
    named = CodebookVersion.objects.filter(pk__in=versions).values_list("pk", "sha256", "published_at")
    books = (codebook.of_version(*each) for each in named)
    return {book.version_id: frozenset(entry.id for entry in book.active_entries()) for book in books}


def _carried(rows: _Rows, places: Mapping[int, Place]) -> dict[Key, dict[int, bool]]:
    found: dict[Key, dict[int, bool]] = defaultdict(dict)
    fields = ("coder_id", "paragraph_id", "unit", "theme_id", "n_sure")
    for coder, paragraph, unit, theme, n_sure in rows.read(UnitTheme.objects, *fields):
        if paragraph in places:
            found[paragraph, unit, theme][coder] = n_sure > 0
    return found


def _passages(
    rows: _Rows, places: Mapping[int, Place], first: Mapping[int, int]
) -> dict[tuple[int, int], list[Evidence]]:
    """By place and theme, in reading order; `first` says under which paragraph whole documents stand."""
    found: dict[tuple[int, int], list[Evidence]] = defaultdict(list)
    fields = ("coder_id", "paragraph_id", "content_object__start", "content_object__end", "is_unsure")
    for theme, *values in rows.read(Tagging.objects, "tag_id", *fields, "content_object_id", "codebook_version_id"):
        row = Evidence._make(values)
        if row.paragraph in places:
            found[first.get(places[row.paragraph].document, row.paragraph), theme].append(row)
    for several in (each for each in found.values() if len(each) > 1):
        several.sort(key=lambda row: (places[row.paragraph].ordinal, row.start, row.end, row.coder))
    return found


def _asked(rows: _Rows, places: Mapping[int, Place]) -> list[Asked]:
    """The questions that wait; one about a passage that is gone is about its paragraph."""
    passage = Passage.objects.filter(pk=OuterRef("passage"), paragraph=OuterRef("paragraph"))
    ends = {name: Subquery(passage.values(name)[:1]) for name in ("start", "end")}
    waiting = Question.objects.unresolved().annotate(**ends).order_by()
    found = []
    for pk, coder, paragraph, start, end in rows.read(waiting, "pk", "coder_id", "paragraph_id", "start", "end"):
        if paragraph in places:
            place = places[paragraph]
            found.append(Asked(str(pk), coder, paragraph, start or 0, place.length if end is None else end))
    return found


def _rulings(rows: _Rows, places: Mapping[int, Place]) -> dict[Key, Ruling]:
    fields = ("paragraph_id", "unit", "theme_id", "outcome", "reason", "rule", "evidence", "decided_at", "version")
    found = Decision.objects.filter(**rows.of_round).values_list(*fields, *DECIDER)
    return {
        (paragraph, unit, theme): Ruling(outcome, reason, rule, evidence, _name(*who), at, version)
        for paragraph, unit, theme, outcome, reason, rule, evidence, at, version, *who in found
        if paragraph in places
    }


def _name(first: str | None, last: str | None, username: str | None) -> str:
    """As users are called; empty for the system itself."""
    return f"{first or ''} {last or ''}".strip() or username or ""

"""Questions to the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections
from django.db.models import (
    BigIntegerField,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Length

if TYPE_CHECKING:
    from corpus.models import Document, ImportBatch, Paragraph, Revision, Sketch, Source, SourceHabit

MOST_ALIKE = 5000  # bands that texts share with others
ORDERS = {
    "title": ("title",),
    "author": ("author", "title"),
    "source": ("source__name", "title"),
    "date": ("published", "title"),
    "language": ("language", "title"),
    "added": ("added_at", "title"),
}

# Which pairs there are, found in their index one after the other, where DISTINCT would read all of it.
YEARS_AND_LANGUAGES = """
WITH RECURSIVE there(year) AS (
    SELECT MIN(year) FROM corpus_document WHERE project_id = %(project)s AND withdrawn_at IS NULL
    UNION ALL
    SELECT (SELECT MIN(d.year) FROM corpus_document d
            WHERE d.project_id = %(project)s AND d.withdrawn_at IS NULL AND d.year > there.year)
    FROM there WHERE there.year IS NOT NULL
), pairs(year, language) AS (
    SELECT there.year, (SELECT MIN(d.language) FROM corpus_document d
                        WHERE d.project_id = %(project)s AND d.withdrawn_at IS NULL AND d.year = there.year)
    FROM there WHERE there.year IS NOT NULL
    UNION ALL
    SELECT pairs.year, (SELECT MIN(d.language) FROM corpus_document d
                        WHERE d.project_id = %(project)s AND d.withdrawn_at IS NULL
                        AND d.year = pairs.year AND d.language > pairs.language)
    FROM pairs WHERE pairs.language IS NOT NULL
)
SELECT year, language FROM pairs WHERE language IS NOT NULL
"""


class SourceQuerySet(QuerySet["Source"]):
    def by_name(self) -> SourceQuerySet:
        return self.order_by("name", "pk")

    def in_project(self, project: Any) -> SourceQuerySet:
        return self.filter(project=project)


class SourceHabitQuerySet(QuerySet["SourceHabit"]):
    def in_project(self, project: Any) -> SourceHabitQuerySet:
        return self.filter(source__project=project).select_related("source")

    def by_value(self) -> SourceHabitQuerySet:
        return self.order_by("by", "value")

    def rows(self) -> list[tuple[str, str, str, str]]:
        """(name of the source, by, value, kind) of each."""
        return list(self.values_list("source__name", "by", "value", "kind"))


class SketchQuerySet(QuerySet["Sketch"]):
    def of_current(self, project: Any) -> SketchQuerySet:
        """Of the current texts of documents that are not withdrawn."""
        here = {"revision__document__project": project, "revision__document__withdrawn_at": None}
        return self.filter(revision__state="current", **here)

    def among(self, bands: Iterable[int]) -> list[tuple[int, int]]:
        """(band, id of the revision) of those with one of the bands; of very many, as copies are, only some."""
        return list(self.filter(band__in=list(bands)).values_list("band", "revision")[:MOST_ALIKE])


class DocumentQuerySet(QuerySet["Document"]):
    def active(self) -> DocumentQuerySet:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def in_project(self, project: Any) -> DocumentQuerySet:
        return self.filter(project=project)

    def among(self, pks: Iterable[int]) -> DocumentQuerySet:
        return self.filter(pk__in=list(pks))

    def of_import(self, batch: Any) -> DocumentQuerySet:
        """Those that an import added."""
        return self.filter(revisions__batch=batch, revisions__number=1)

    def outside(self, ranges: Sequence[tuple[int, int]], of: Any) -> DocumentQuerySet:
        """Those of a project with ids in none of these ranges, both ends inclusive, that are not withdrawn.

        The ranges come in order and do not touch; asked for is what lies between them, which a database finds by id:
        SQLite would look through all documents of the project, if it knew an index of these.
        """
        if not ranges:
            return self.in_project(of).active().order_by("pk")
        between, begin = Q(pk__in=[]), 0
        for first, last in ranges:
            between |= Q(pk__gte=begin, pk__lt=first) if begin < first else Q(pk__in=[])
            begin = last + 1
        home = ExpressionWrapper(F("project") + 0, output_field=BigIntegerField())
        found = self.active().filter(between | Q(pk__gte=begin)).order_by("pk")
        return found.alias(home=home).filter(home=getattr(of, "pk", of))

    def by_id(self) -> DocumentQuerySet:
        """In the order in which they were imported."""
        return self.order_by("pk")

    def ids(self) -> list[int]:
        return list(self.values_list("pk", flat=True))

    def chosen(self, *, find: str = "", source: str = "", year: str = "", language: str = "") -> DocumentQuerySet:
        """Words in title or author; a source by id, "0" for an unknown one; a year, "0" for undated; a language.

        What is empty is left out of account.
        """
        found = self
        for word in find.split():
            found = found.filter(Q(title__icontains=word) | Q(author__icontains=word))
        if source:
            found = found.filter(source=int(source) or None)
        if year:
            found = found.filter(year=year)
        return found.filter(language=language) if language else found

    def sorted(self, by: str) -> DocumentQuerySet:
        """By one of ORDERS, descending with a "-" before it; by title for anything else."""
        names = ORDERS.get(by.removeprefix("-"), ORDERS["title"])
        first = f"-{names[0]}" if by.startswith("-") and by[1:] in ORDERS else names[0]
        return self.order_by(first, *names[1:], "pk")

    def with_counts(self) -> DocumentQuerySet:
        """Each with n_paragraphs and n_codable of its current text; and its source."""
        paragraphs = apps.get_model("corpus", "Paragraph").objects  # by name: models import this module
        current = paragraphs.filter(revision__document=OuterRef("pk"), revision__state="current")
        counted = current.order_by().values("revision__document")
        return self.select_related("source").annotate(
            n_paragraphs=_count(counted.annotate(n=Count("pk"))),
            n_codable=_count(counted.annotate(n=Count("pk", filter=Q(is_codable=True)))),
        )

    def published_in(self, month: str) -> DocumentQuerySet:
        """Those of a month ("2024-11"), or those of a year ("2024") of which no month is known."""
        return self.filter(published__startswith=month) if "-" in month else self.filter(published=month)

    def years(self) -> list[int]:
        """The years there are, latest first; 0 (undated) last."""
        return list(self.order_by("-year").values_list("year", flat=True).distinct())

    def languages(self) -> list[str]:
        return list(self.order_by("language").values_list("language", flat=True).distinct())

    def years_and_languages(self, project: Any) -> tuple[list[int], list[str]]:
        """Both of all active documents of a project, as `years` and `languages` have them, from one to the next."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(YEARS_AND_LANGUAGES, {"project": getattr(project, "pk", project)})
            pairs = cursor.fetchall()
        years, languages = {year for year, _language in pairs}, {language for _year, language in pairs}
        return sorted(years, reverse=True), sorted(languages)

    def by_original(self, project: Any, sha256s: Iterable[str]) -> dict[tuple[str, str], int]:
        """The documents of a project that came from these bytes: id by SHA-256 of the file and part of it.

        What was withdrawn or rejected is not there any more: the same bytes can come again.
        """
        kept = {"revisions__state__in": ["pending", "current", "former"]}
        found = self.active().filter(project=project, revisions__original__sha256__in=set(sha256s), **kept)
        rows = found.values_list("revisions__original__sha256", "revisions__part", "pk")
        return {(sha256, part): pk for sha256, part, pk in rows}

    def file_names(self, project: Any, names: Iterable[str]) -> set[str]:
        """Which of these names a file had from which a document of the project came."""
        found = self.active().filter(project=project, revisions__file_name__in=set(names))
        return set(found.values_list("revisions__file_name", flat=True))


class RevisionQuerySet(QuerySet["Revision"]):
    def waiting_from(self, batch: ImportBatch) -> RevisionQuerySet:
        """Corrected texts that wait and came with an import."""
        files = batch.files.filter(status="revised").values("sha256")
        return self.filter(state="pending", original__sha256__in=files, document__project=batch.project_id)

    def with_document(self, pks: Iterable[int]) -> RevisionQuerySet:
        """Those with these ids, and their documents."""
        return self.filter(pk__in=list(pks)).select_related("document")

    def current(self) -> RevisionQuerySet:
        """The texts that are read now, without loading the texts themselves."""
        return self.filter(state="current").select_related("original", "batch__by").defer("text", "batch__report")

    def pending(self) -> RevisionQuerySet:
        """The corrected text that waits to be adopted, with what is told of the current one."""
        return self.filter(state="pending").select_related("original", "batch__by").defer("batch__report")

    def next_number(self) -> int:
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1

    def measured(self) -> QuerySet[Any]:
        """The texts that are read now: number, checksum and `length` in code points."""
        return self.filter(state="current").annotate(length=Length("text")).only("number", "sha256")


class ParagraphQuerySet(QuerySet["Paragraph"]):
    def texts(self) -> list[str]:
        return list(self.values_list("text", flat=True))

    def of(self, document: Document | int) -> ParagraphQuerySet:
        """The paragraphs of a document's current text, in reading order; the document, or its id."""
        return self.filter(revision__document=document, revision__state="current").order_by("ordinal")

    def of_revision(self, revision: Any) -> ParagraphQuerySet:
        """Those of one text, whatever its state, in reading order."""
        return self.filter(revision=revision).order_by("ordinal")

    def places(self) -> ParagraphQuerySet:
        """Where they stand, without their texts."""
        return self.only("ordinal", "start", "n_chars")

    def in_project(self, project: Any) -> ParagraphQuerySet:
        """Of current and of former texts."""
        return self.filter(revision__document__project=project)

    def with_document(self) -> ParagraphQuerySet:
        """With the id of the document it stands in, and without its text."""
        return self.select_related("revision").only("revision__document_id")

    def same_as(self, former: Paragraph) -> int | None:
        """The one with the text of a paragraph of another revision, the nearest to its place; None: there is none."""
        alike = self.filter(text=former.text).values_list("pk", "ordinal")
        return min(alike, key=lambda row: abs(row[1] - former.ordinal), default=(None, 0))[0]

    def named(self, pk: Any) -> Paragraph | None:
        return self.filter(pk=pk).first()

    def codable_ids(self, project: Any) -> QuerySet[Any, Any]:
        """(document, id) of all that are codable in the current texts of a project, in reading order."""
        current = self.filter(revision__document__project=project, revision__state="current", is_codable=True)
        return current.order_by("revision__document", "ordinal").values_list("revision__document", "pk")

    def codable(self) -> ParagraphQuerySet:
        return self.filter(is_codable=True)

    def with_revision(self, pks: Iterable[int]) -> ParagraphQuerySet:
        """Those of these ids, by id, with their revisions but without the whole texts of these."""
        return self.filter(pk__in=list(pks)).select_related("revision").defer("revision__text").order_by("pk")

    def of_kind(self, kind: str) -> ParagraphQuerySet:
        """Of one kind; all when it is empty."""
        return self.filter(kind=kind) if kind else self


def _count(counted: Any) -> Coalesce:
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)

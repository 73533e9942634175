"""Questions to the corpus."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

if TYPE_CHECKING:
    from corpus.models import Document, Paragraph, Source


class SourceQuerySet(QuerySet["Source"]):
    def by_name(self) -> SourceQuerySet:
        return self.order_by("name", "pk")


class DocumentQuerySet(QuerySet["Document"]):
    def active(self) -> DocumentQuerySet:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def in_project(self, project: Any) -> DocumentQuerySet:
        return self.filter(project=project)

    def by_original(self, project: Any, sha256s: Iterable[str]) -> dict[str, int]:
        """The documents of a project that came from these bytes: id by SHA-256 of the file."""
        found = self.filter(project=project, revisions__original__sha256__in=set(sha256s))
        return dict(found.values_list("revisions__original__sha256", "pk"))

    def file_names(self, project: Any, names: Iterable[str]) -> set[str]:
        """Which of these names a file had from which a document of the project came."""
        found = self.filter(project=project, revisions__file_name__in=set(names))
        return set(found.values_list("revisions__file_name", flat=True))


class ParagraphQuerySet(QuerySet["Paragraph"]):
    def of(self, document: Document) -> ParagraphQuerySet:
        """The paragraphs of a document's current text, in reading order."""
        return self.filter(revision__document=document, revision__state="current").order_by("ordinal")

    def codable(self) -> ParagraphQuerySet:
        return self.filter(is_codable=True)

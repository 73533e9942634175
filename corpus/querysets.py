"""Questions to the corpus."""

from __future__ import annotations

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


class ParagraphQuerySet(QuerySet["Paragraph"]):
    def of(self, document: Document) -> ParagraphQuerySet:
        """The paragraphs of a document's current text, in reading order."""
        return self.filter(revision__document=document, revision__state="current").order_by("ordinal")

    def codable(self) -> ParagraphQuerySet:
        return self.filter(is_codable=True)

"""Documents as JSON."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from corpus.models import Document, Paragraph, Revision
from projects.access import MemberRequest
from projects.wire import answer

DESCRIPTION = ("title", "author", "published", "language", "url", "licence", "version")
PARAGRAPH = ("id", "ordinal", "kind", "is_codable", "start", "text", "sentences")

router = Router(tags=["documents"])


class ParagraphRead(Schema):
    """`start` counts in the text of the revision, `sentences` are [start, end] in the paragraph's: code points."""

    id: int
    ordinal: int
    kind: str
    is_codable: bool
    start: int
    text: str
    sentences: list[tuple[int, int]]


class DocumentRead(Schema):
    """A document and its current text; `length` is that of the whole revision, in code points."""

    id: int
    title: str
    author: str
    source: str
    authority: str
    published: str
    language: str
    url: str
    licence: str
    version: int
    revision: int
    sha256: str
    length: int
    paragraphs: list[ParagraphRead]


@router.get("/documents/{int:document}", response=DocumentRead)
def document_read(request: MemberRequest, document: int) -> HttpResponse:
    """A document with its current text, paragraph by paragraph."""
    documents = Document.objects.in_project(request.project).active().select_related("source")
    return answer(_document(get_object_or_404(documents, pk=document)))


def _document(document: Document) -> dict[str, Any]:
    """Everything about it, in two queries more."""
    revision = Revision.objects.measured().get(document=document)
    source = document.source
    return {
        "id": document.pk,
        **{name: getattr(document, name) for name in DESCRIPTION},
        "source": source.name if source else "",
        "authority": source.authority if source else "",
        "revision": revision.number,
        "sha256": revision.sha256,
        "length": revision.length,
        "paragraphs": list(Paragraph.objects.of(document).values(*PARAGRAPH)),
    }

"""Documents as JSON."""

from typing import Annotated, Any, Self

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field, model_validator

from corpus.actions import importing
from corpus.models import Document, Paragraph, Revision
from projects import cursors
from projects.access import MemberRequest
from projects.wire import Sent, Text, Uuid, answer

DESCRIPTION = ("title", "author", "published", "language", "url", "licence", "external_id", "version")
PARAGRAPH = ("id", "ordinal", "kind", "is_codable", "start", "text", "sentences")
MOST_DOCUMENTS = 1000

router = Router(tags=["documents"])

Line = Annotated[Text, Field(pattern=r"^[^\r\n]*\S[^\r\n]*$")]  # with something in it


class ParagraphRead(Schema):
    """`start` counts in the text of the revision, `sentences` are [start, end] in the paragraph's: code points."""

    id: int
    ordinal: int
    kind: str
    is_codable: bool
    start: int
    text: str
    sentences: list[tuple[int, int]]


class DocumentRow(Schema):
    """What is known about a document; `published` is a date, whole or in part, "" when unknown."""

    id: int
    title: str
    author: str
    source: str
    authority: str
    published: str
    language: str
    url: str
    licence: str
    external_id: str
    metadata: dict[str, Any]
    version: int


class DocumentRead(DocumentRow):
    """A document and its current text; `length` is that of the whole revision, in code points."""

    revision: int
    sha256: str
    length: int
    paragraphs: list[ParagraphRead]


class DocumentNow(DocumentRead):
    """The document of this text; `replayed` when its text was there already."""

    replayed: bool = False


class DocumentListed(DocumentRow):
    """`paragraphs` and `codable` count those of its current text."""

    paragraphs: int
    codable: int


class DocumentsRead(Schema):
    """A page of documents; `next` is the cursor of the following one."""

    items: list[DocumentListed]
    next: str | None


class DocumentsAsked(Schema):
    """Which documents to list; what is left out leaves none out."""

    find: Annotated[Text, Field(max_length=200, description="Words of title or author.")] = ""
    language: Annotated[Text, Field(max_length=12)] = ""
    year: Annotated[int | None, Field(ge=0, le=9999, description="0 for undated ones.")] = None

    @property
    def chosen(self) -> dict[str, str]:
        return {"find": self.find, "language": self.language, "year": "" if self.year is None else str(self.year)}


class DocumentSent(Sent):
    """A text, whole or as paragraphs of one line each; what is left out is what the text itself proposes."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["text"]}, {"required": ["paragraphs"]}]})

    op: Uuid | None = None
    title: Text
    text: Text | None = None
    paragraphs: Annotated[list[Line], Field(min_length=1, max_length=100_000)] | None = None
    author: Text | None = None
    source: Text | None = None
    authority: Text | None = None
    date: Text | None = None
    language: Text | None = None
    url: Text | None = None
    licence: Text | None = None
    external_id: Text | None = None
    metadata: Annotated[dict[Text, Text], Field(max_length=100)] = {}

    @model_validator(mode="after")
    def _has_one_text(self) -> Self:
        if (self.text is None) == (self.paragraphs is None):
            raise ValueError("either text or paragraphs")
        return self

    @property
    def whole(self) -> str:
        return "\n\n".join(self.paragraphs) if self.text is None and self.paragraphs else self.text or ""

    @property
    def fields(self) -> dict[str, str]:
        said = self.model_dump(exclude_none=True, exclude={"op", "text", "paragraphs", "metadata"})
        return {"published" if name == "date" else name: value for name, value in said.items()}


@router.get("/projects/{project}/documents", response=DocumentsRead)
def document_list(
    request: MemberRequest,
    project: str,
    asked: Query[DocumentsAsked],
    cursor: str = "",
    limit: Annotated[int, Query(ge=1, le=MOST_DOCUMENTS)] = 100,
) -> HttpResponse:
    """The documents of a project in the order in which they came, a page at a time."""
    documents = Document.objects.in_project(request.project).active().chosen(**asked.chosen)
    ids, more = cursors.page(documents, ("pk",), cursor, limit)
    rows = Document.objects.among(ids).with_counts().by_id()
    return answer({"items": [_listed(row) for row in rows], "next": more})


@router.post("/projects/{project}/documents", response={200: DocumentNow, 201: DocumentNow})
def document_create(request: MemberRequest, project: str, sent: DocumentSent) -> HttpResponse:
    """Import a text; the same text again is the document that is there already, as it is."""
    known = importing.import_document(
        project=request.project,
        text=sent.whole,
        fields=sent.fields,
        extra=sent.metadata,
        actor=request.user,
        op=sent.op,
    )
    told = _document(get_object_or_404(Document.objects.active().select_related("source"), pk=known.document_id))
    is_known = known.is_replayed or not known.is_new
    return answer({**told, "replayed": True} if is_known else told, 201 if known.is_new else 200)


@router.get("/documents/{int:document}", response=DocumentRead)
def document_read(request: MemberRequest, document: int) -> HttpResponse:
    """A document with its current text, paragraph by paragraph."""
    documents = Document.objects.in_project(request.project).active().select_related("source")
    return answer(_document(get_object_or_404(documents, pk=document)))


def _row(document: Document) -> dict[str, Any]:
    source = document.source
    return {
        "id": document.pk,
        **{name: getattr(document, name) for name in DESCRIPTION},
        "metadata": document.extra,
        "source": source.name if source else "",
        "authority": source.authority if source else "",
    }


def _listed(document: Any) -> dict[str, Any]:
    return {**_row(document), "paragraphs": document.n_paragraphs, "codable": document.n_codable}


def _document(document: Document) -> dict[str, Any]:
    """Everything about it, in two queries more."""
    revision = Revision.objects.measured().get(document=document)
    return {
        **_row(document),
        "revision": revision.number,
        "sha256": revision.sha256,
        "length": revision.length,
        "paragraphs": list(Paragraph.objects.of(document).values(*PARAGRAPH)),
    }

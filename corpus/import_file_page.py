"""The page of one file of an import: its documents as they will be stored, one at a time, and what can be switched."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from corpus import chosen, encodings
from corpus.actions import previewing
from corpus.actions.receiving import ImportOver
from corpus.collation import differing
from corpus.drafting import Draft
from corpus.forms import DescriptionForm
from corpus.habits import BECAUSE, LONGEST, OVERRULED
from corpus.holding import FileGone
from corpus.importers.base import Piece
from corpus.models import Document, ImportBatch, ImportFile, Paragraph
from corpus.rules import BODY
from corpus.rules.base import BY_HAND
from corpus.sandbox.reader import Reader

PER_PAGE = 100  # paragraphs
KINDS = dict(Paragraph.Kind.choices)
NO_RULES = {"", BECAUSE, OVERRULED, BY_HAND, BODY.reason}  # reasons that are somebody's, or none
DECIDABLE = (ImportBatch.State.READY, ImportBatch.State.READING)
SAMPLE = 20_000  # bytes by which encodings are shown
PREVIEW = 160  # characters


@dataclass(frozen=True)
class Choice:
    """An encoding, and some of what the file says in it."""

    name: str
    preview: str
    is_chosen: bool


@dataclass(frozen=True)
class Line:
    """One paragraph that is not stored yet: its number from 1, its text, what it is and why."""

    ordinal: int
    text: str
    kind: str
    kind_name: Any
    reason: str

    @property
    def is_codable(self) -> bool:
        return self.kind in Paragraph.CODABLE

    @property
    def can_be_habit(self) -> bool:
        """Whether it is short enough to be remembered of its source."""
        return len(self.text) <= LONGEST


@dataclass(frozen=True)
class Spoken:
    """A rule that spoke in this document, by its reason: of how many paragraphs, and what they are now."""

    reason: str
    n: int
    kind: str


@dataclass(frozen=True)
class Sides:
    """Two paragraphs beside each other, cut where their words differ; or how many unchanged ones stand between."""

    n_same: int = 0
    before: Sequence[differing.Piece] = ()
    after: Sequence[differing.Piece] = ()


class ImportFilePage:
    """`asked` is what GET says: document (its number among those of the file, from 1) and page of its paragraphs."""

    kinds = Paragraph.Kind.choices

    def __init__(self, file: ImportFile, asked: Any, sent: Any = None) -> None:
        self.file, self.asked, self.sent = file, asked, sent

    @property
    def is_open(self) -> bool:
        """Whether something about it can still be decided."""
        return self.file.batch.state in DECIDABLE and self.file.was_read and not self.file.is_in_hand

    @cached_property
    def form(self) -> DescriptionForm:
        """What is said about the document that is shown; what was sent and refused stays in it."""
        said = {**(self.draft.fields if self.draft else {}), "version": self.file.version}
        return DescriptionForm(self.sent, project=self.file.batch.project_id, said=said)

    @cached_property
    def encodings(self) -> list[Choice]:
        """In what the file may be read, likeliest first, each with some of what that gives; none where it is plain."""
        may_choose = self.file.report.get("encoding") or self.file.report.get("rule") == "encoding"
        if not (self.file.batch.state in DECIDABLE and may_choose):
            return []
        try:
            fitting = encodings.fitting(previewing.file_of(self.file).data[:SAMPLE])
        except FileGone:
            return []
        return [Choice(name, _preview(text), name == self.encoding) for name, text in fitting.items()]

    @property
    def encoding(self) -> str:
        """In what it was read."""
        return str(self.file.report.get("encoding", "")).removesuffix("-sig")

    @property
    def other_encodings(self) -> list[str]:
        """What may be chosen all the same, by name."""
        return sorted(encodings.CODECS.keys() - {each.name for each in self.encodings} - {"utf-8-sig"})

    @cached_property
    def drafts(self) -> list[Draft]:
        """Its documents; none where it is refused, not read yet, or no longer kept."""
        if not self.file.batch.is_open or not self.file.was_read or self.file.is_in_hand:
            return []
        try:
            with Reader() as reader:
                shared = previewing.shared_of(self.file.batch, reader)
                return [draft for draft in previewing.drafts_of(self.file, shared, reader) if draft.parsed]
        except FileGone:
            return []

    @cached_property
    def documents(self) -> Page[Draft]:
        """A page is one document."""
        return Paginator(self.drafts, 1).get_page(self.asked.get("document", 1))

    @property
    def draft(self) -> Draft | None:
        """The one that is shown."""
        return self.documents.object_list[0] if self.drafts else None

    @cached_property
    def page(self) -> Page[Any]:
        """Of the paragraphs of that document."""
        pieces = self.draft.parsed.pieces if self.draft and self.draft.parsed else ()
        return Paginator(list(enumerate(pieces, start=1)), PER_PAGE).get_page(self.asked.get("page", 1))

    def lines(self) -> Iterator[Line]:
        text = self.draft.parsed.text if self.draft and self.draft.parsed else ""
        for ordinal, piece in self.page.object_list:
            yield _line(ordinal, piece, text)

    @cached_property
    def like(self) -> Document | None:
        """The document of the project that has nearly the text that is shown."""
        documents = self.file.report.get("documents", [])
        like = next((each.get("like") for each in documents if each["part"] == self.part), None)
        return Document.objects.in_project(self.file.batch.project_id).active().among([like]).first() if like else None

    @property
    def part(self) -> str:
        """Which document of the file is shown."""
        return self.draft.key[1] if self.draft else ""

    @property
    def is_correction(self) -> bool:
        """Whether the text shall be the corrected text of that document, not a document of its own."""
        return chosen.is_correction(self.file.choices, self.part)

    @cached_property
    def difference(self) -> Page[Sides]:
        """Of the text of that document and the one that is shown, paragraphs beside each other."""
        old = Paragraph.objects.of(self.like).texts() if self.like else []
        parsed: Any = self.draft.parsed if self.draft else None
        new = [parsed.text[piece.start : piece.end] for piece in parsed.pieces] if parsed else []
        return Paginator(list(_sides(old, new)), PER_PAGE).get_page(self.asked.get("page", 1))

    @property
    def can_switch(self) -> bool:
        """Whether it may still be said what is part of the text."""
        return self.is_open and bool(self.draft)

    def open_draft(self) -> Draft:
        """The one that is shown; raises ImportOver where nothing can be said of it any more."""
        if self.draft is None or not self.can_switch:
            raise ImportOver(_("The import is over, or this file cannot be read: nothing can be switched in it."))
        return self.draft

    @property
    def spoken(self) -> list[Spoken]:
        """The rules that spoke, the most frequent first; what somebody said by hand is none."""
        pieces = self.draft.parsed.pieces if self.draft and self.draft.parsed else ()
        counted = Counter((piece.reason, piece.kind) for piece in pieces if piece.reason not in NO_RULES)
        return [Spoken(reason, n, kind) for (reason, kind), n in counted.most_common()]

    @property
    def overruled(self) -> list[tuple[str, Any]]:
        """(reason, kind in words) of each rule that is overruled in this import."""
        said: Mapping[str, str] = self.file.batch.choices.get("rules", {})
        return [(reason, KINDS.get(kind, kind)) for reason, kind in said.items()]

    @property
    def stored(self) -> list[dict[str, Any]]:
        """The documents that it became, as the report has them."""
        documents = self.file.report.get("documents", [])
        return [document for document in documents if document["id"]]


def _preview(text: str) -> str:
    """From shortly before the first letter that tells encodings from each other."""
    first = next((place for place, letter in enumerate(text) if ord(letter) > 127), 0)
    begin = max(0, first - 40)
    return " ".join(text[begin : begin + PREVIEW].split())


def _line(ordinal: int, piece: Piece, text: str) -> Line:
    return Line(ordinal, text[piece.start : piece.end], piece.kind, KINDS.get(piece.kind, piece.kind), piece.reason)


def _sides(old: Sequence[str], new: Sequence[str]) -> Iterator[Sides]:
    n_same = 0
    for row in differing.rows(old, new):
        if row.kind == differing.SAME:
            n_same += 1
            continue
        if n_same:
            yield Sides(n_same)
        n_same = 0
        left, right = ("" if row.old is None else old[row.old]), ("" if row.new is None else new[row.new])
        yield Sides(0, *differing.pieces(left, right))
    if n_same:
        yield Sides(n_same)

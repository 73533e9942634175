"""A coder's document as a page: its text with one's own passages, what is read, how far, what undo would do.

Opening it takes the same number of queries however long the document and however many the passages.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from annotations.actions.passages import NoSuchPassage
from annotations.histories.steps import Steps, next_steps
from annotations.models import Assignment, Passage, Reading, Tagging
from annotations.text.marks import Mark, Segment, cut
from corpus.models import Document, Paragraph
from projects.models import Membership
from vocabulary import codebook
from vocabulary.entries import Codebook

ROOMY_LANES = 2  # as many underlines as fit between two lines as they are


@dataclass(frozen=True)
class Tagged:
    """One passage with its themes, as chips and marks show it."""

    passage: Passage
    taggings: list[Tagging]
    is_whole: bool

    @property
    def is_unsure(self) -> bool:
        return any(tagging.is_unsure for tagging in self.taggings)

    @property
    def hue(self) -> int:
        return self.taggings[0].tag.hue if self.taggings else 1

    @property
    def code(self) -> str:
        """Codes in the order of the codebook, `~` behind the unsure ones."""
        return " ".join(f"{tagging.tag.code}{'~' if tagging.is_unsure else ''}" for tagging in self.taggings)

    @property
    def mark(self) -> Mark:
        passage = self.passage
        return Mark(passage.pk, passage.start, passage.end, self.hue, self.code, self.is_unsure)


@dataclass(frozen=True)
class Row:
    """One paragraph. `is_mine` says that the coder is asked to read and tag it."""

    paragraph: Paragraph
    tagged: list[Tagged]
    is_mine: bool
    is_read: bool

    @cached_property
    def segments(self) -> list[Segment]:
        """The text in pieces; passages over the whole paragraph are shown beside it, not under its words."""
        marks = [tagged.mark for tagged in self.tagged if not tagged.is_whole]
        return cut(self.paragraph.text, marks, self.paragraph.sentences)

    @property
    def is_deep(self) -> bool:
        """Whether so many passages overlap that their lines need more room."""
        return any(len(segment.painted) > ROOMY_LANES for segment in self.segments)

    @property
    def is_furniture(self) -> bool:
        """Shown folded: nobody needs to read it."""
        return self.paragraph.kind in Paragraph.APART

    @property
    def wholes(self) -> list[Tagged]:
        return [tagged for tagged in self.tagged if tagged.is_whole]

    @property
    def state(self) -> str:
        """One of: silent (not asked for), tagged, started (tagged but not marked read), none (no theme), unread."""
        if not self.is_mine:
            return "silent"
        if self.tagged:
            return "tagged" if self.is_read else "started"
        return "none" if self.is_read else "unread"


@dataclass(frozen=True)
class Progress:
    """Counts of paragraphs that the coder is asked to read; `unsure` counts passages."""

    asked: int
    read: int
    tagged: int
    none: int
    unsure: int

    @property
    def unread(self) -> int:
        return self.asked - self.read


@dataclass(frozen=True)
class Workspace:
    """What the page shows of one assignment; `assignments` are all of this coder's on the document, one a round."""

    assignments: list[Assignment]
    assignment: Assignment
    rows: list[Row]
    codebook: Codebook | None
    steps: Steps

    @property
    def document(self) -> Document:
        return self.assignment.document

    @property
    def is_open(self) -> bool:
        return self.assignment.is_workable

    @cached_property
    def asked(self) -> list[Row]:
        return [row for row in self.rows if row.is_mine]

    @cached_property
    def unread(self) -> list[Row]:
        return [row for row in self.asked if not row.is_read]

    @cached_property
    def progress(self) -> Progress:
        states = Counter(row.state for row in self.asked)
        unsure = sum(tagged.is_unsure for row in self.rows for tagged in row.tagged)
        read = len(self.asked) - len(self.unread)
        return Progress(len(self.asked), read, states["tagged"] + states["started"], states["none"], unsure)

    def paragraph(self, pk: int | None) -> Paragraph | None:
        """A paragraph that the coder may tag, else None."""
        return next((row.paragraph for row in self.asked if row.paragraph.pk == pk), None)

    def tagged(self, passage: uuid.UUID | None) -> tuple[Paragraph, Tagged] | None:
        """One of the passages with its paragraph, else None."""
        found = ((row.paragraph, tagged) for row in self.rows for tagged in row.tagged)
        return next((each for each in found if each[1].passage.pk == passage), None)


def assignments_of(member: Membership, document: Document) -> list[Assignment]:
    """A member's own assignments of a document, the newest round first."""
    own = Assignment.objects.of(member.user_id).filter(document=document, round__project=member.project_id)
    return list(own.with_all().order_by("-round_id"))


def meant(assignments: Iterable[Assignment], round: int | None) -> list[Assignment]:
    """Which of a coder's assignments of a document, the newest round first, may be meant: that of the round.

    Without a round all that can be worked on, else the newest; empty where there is none.
    """
    found = [each for each in assignments if round in (None, each.round_id)]
    return [each for each in found if each.is_workable] or found[:1]


def choose(assignments: Iterable[Assignment], round: int | None) -> Assignment | None:
    """The one that a page shows: the first that may be meant."""
    return next(iter(meant(assignments, round)), None)


def is_asked(assignment: Assignment, paragraph: int, is_codable: bool) -> bool:
    """Whether the coder is asked to read and tag this paragraph."""
    return is_codable and (assignment.paragraphs is None or paragraph in assignment.paragraphs)


def own_passage(assignment: Assignment, pk: uuid.UUID) -> Tagged:
    """One of the coder's passages in this assignment; raises NoSuchPassage."""
    passage = own(Passage, assignment).select_related("paragraph").filter(pk=pk).first()
    if passage is None:
        raise NoSuchPassage(_("There is no such passage; it was taken back, or it never was."))
    return _tagged(passage.paragraph, passage)


def open_workspace(assignments: list[Assignment], assignment: Assignment, actor: Any) -> Workspace:
    return Workspace(
        assignments=assignments,
        assignment=assignment,
        rows=_rows(assignment),
        codebook=codebook.current(assignment.round.project),
        steps=next_steps(assignment, actor),
    )


def _rows(assignment: Assignment) -> list[Row]:
    marked = set(own(Reading, assignment).values_list("paragraph_id", flat=True))
    passages = _passages(assignment)
    return [
        Row(
            paragraph,
            [_tagged(paragraph, passage) for passage in passages[paragraph.pk]],
            is_mine=is_asked(assignment, paragraph.pk, paragraph.is_codable),
            is_read=paragraph.pk in marked,
        )
        for paragraph in Paragraph.objects.of(assignment.document)
    ]


def _passages(assignment: Assignment) -> dict[int, list[Passage]]:
    """One's own passages by paragraph, in the order in which they begin, the longest first."""
    taggings = Tagging.objects.select_related("tag").order_by("tag__position", "tag_id")
    passages = own(Passage, assignment).prefetch_related(Prefetch("taggings", taggings))
    found: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages.order_by("start", "-end", "pk"):
        found[passage.paragraph_id].append(passage)
    return found


def _tagged(paragraph: Paragraph, passage: Passage) -> Tagged:
    is_whole = (passage.start, passage.end) == (0, paragraph.n_chars)
    return Tagged(passage, list(passage.taggings.all()), is_whole)


def own(model: Any, assignment: Assignment) -> Any:
    """The rows of Passage or Reading that its coder made in an assignment."""
    rows = model.objects.in_round(assignment.round_id).by(assignment.coder_id)
    return rows.filter(document=assignment.document_id)

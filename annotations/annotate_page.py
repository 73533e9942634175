"""The annotate screen as a page: the text as HTML, and what its scripts need to know as one piece of JSON.

Opening it takes the same number of queries however long the document and however many the passages; rows are read as
plain tuples, since making thousands of model instances would take longer than everything else.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from annotations.addresses import coding_page
from annotations.keymap import keys_for, theme_keys
from annotations.models import Assignment, Question, Reading
from annotations.models.questions import question_json
from annotations.passage_rows import passages_of
from annotations.recalled import Steps, recalled
from annotations.sheet import sheet
from annotations.states import about
from annotations.suggestion_rows import dismissed_by, suggestions_for
from annotations.words import words
from annotations.workspace import Progress, is_asked, own
from corpus.models import Document, Paragraph
from ledger.models import Operation
from projects.models import User
from vocabulary import codebook
from vocabulary.entries import Codebook
from vocabulary.languages import best
from vocabulary.theme_rows import SHAPE

KINDS = dict(Paragraph.Kind.choices)
HEADINGS = {Paragraph.Kind.HEADING, Paragraph.Kind.TITLE}
NO_OPERATION = uuid.UUID(int=0)  # in the address of undo, where scripts put the operation's id


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph. `is_mine` says that the coder is asked to read and tag it."""

    id: int
    ordinal: int
    kind: str
    text: str
    sentences: list[list[int]]
    is_mine: bool
    is_read: bool

    @property
    def is_heading(self) -> bool:
        return self.kind in HEADINGS

    @property
    def is_furniture(self) -> bool:
        """Not part of the text: nobody needs to read it."""
        return self.kind in Paragraph.APART

    @property
    def kind_shown(self) -> str:
        """What it is, in words, where it is not the coder's to tag; the heading of a text says so itself."""
        return "" if self.is_mine else str(KINDS[self.kind])

    def as_json(self) -> dict[str, Any]:
        names = ("id", "ordinal", "kind", "is_mine", "is_read", "sentences")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class AnnotatePage:
    """One assignment as its coder works on it; `assignments` are all of theirs on the document, one a round.

    `step` counts what its coder did before anything was read: what came later may or may not be in the page.
    """

    assignments: list[Assignment]
    assignment: Assignment
    user: User
    rows: list[Row]
    passages: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    suggestions: list[dict[str, Any]]
    dismissed: list[dict[str, Any]]
    codebook: Codebook | None
    step: int
    steps: Steps

    @property
    def document(self) -> Document:
        return self.assignment.document

    @property
    def is_open(self) -> bool:
        return self.assignment.is_workable

    @cached_property
    def sheet(self) -> SafeString:
        """The paragraphs as HTML."""
        return sheet(self.rows, total=len(self.rows), language=self.document.language)

    @cached_property
    def progress(self) -> Progress:
        mine = {row.id: row.is_read for row in self.rows if row.is_mine}
        tagged = {passage["paragraph"] for passage in self.passages} & mine.keys()
        read = {pk for pk, is_read in mine.items() if is_read}
        unsure = sum(bool(passage["unsure"]) for passage in self.passages)
        return Progress(len(mine), len(read), len(tagged), len(read - tagged), unsure)

    @cached_property
    def plain(self) -> str:
        """The page without scripts of the same assignment."""
        return coding_page(self.assignment)

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the scripts start with; the text itself is in the paragraphs only."""
        document, round = self.document, self.assignment.round
        return {
            "user": self.user.pk,
            "step": self.step,
            "steps": self.steps,
            "document": {"id": document.pk, "title": document.title, "language": document.language},
            "round": {"id": round.pk, "name": round.name},
            "unit": round.project.unit,
            "is_open": self.is_open,
            "codebook_version": self.codebook.number if self.codebook else None,
            "addresses": self._addresses(),
            "paragraphs": [row.as_json() for row in self.rows],
            "passages": self.passages,
            "questions": self.questions,
            "suggestions": self.suggestions,
            "dismissed": self.dismissed,
            "themes": self._themes(),
            "preferences": self._preferences(),
            "words": _words(get_language()),
        }

    @cached_property
    def _keys(self) -> dict[str, str]:
        return keys_for(self.user.preferred)

    def _preferences(self) -> dict[str, Any]:
        chosen = self.user.preferred
        names = ("keys_on", "word_snap", "show_hints")
        return {**{name: getattr(chosen, name) for name in names}, "keys": self._keys}

    def _themes(self) -> list[dict[str, Any]]:
        """All of the codebook, retired ones too, since passages may carry them; only active ones have keys."""
        if self.codebook is None:
            return []
        language = get_language() or "en"
        keys = theme_keys(self.codebook.active_entries(), self._keys.values())
        slugs = {entry.id: entry.slug for entry in self.codebook.entries}
        return [
            {
                "slug": entry.slug,
                "code": entry.code,
                "label": entry.label(language),
                "label_language": best(entry.labels, language),
                "hue": entry.hue,
                "key": keys.get(entry.slug, ""),
                "parent": slugs.get(entry.parent_id) if entry.parent_id else None,
                "is_retired": entry.is_retired,
            }
            for entry in self.codebook.entries
        ]

    def _addresses(self) -> dict[str, str]:
        project, document = self.assignment.round.project.slug, self.document.pk
        version = f"?version={self.codebook.number}&shape={SHAPE}" if self.codebook else ""
        return {
            "operations": reverse("api:operation_create", args=[document]),
            "undo": reverse("api:operation_undo", args=[NO_OPERATION]),
            "hand_in": reverse("api:handin_create", args=[document]),
            "themes": reverse("api:themes_read", args=[project]) + version,
            "progress": reverse("api:progress_read", args=[project]),
            "plain": self.plain,
            "queue": reverse("assignment_list", args=[project]),
            "worker": reverse("worker"),
        }


@cache
def _words(language: str | None) -> dict[str, str]:
    """They are the same for everybody who reads the language."""
    return words()


def open_page(assignments: list[Assignment], assignment: Assignment, user: User) -> AnnotatePage:
    """Everything the page shows, in a fixed number of queries."""
    step = Operation.objects.count_own(assignment.round.project_id, about(assignment), user)
    asked, rows = Question.objects.of(assignment).on_current_text().with_people(), _rows(assignment)
    published = codebook.current(assignment.round.project)
    shown, mine = {row.id for row in rows}, {row.id for row in rows if row.is_mine}
    return AnnotatePage(
        assignments=assignments,
        assignment=assignment,
        user=user,
        rows=rows,
        passages=passages_of(assignment, published, on_current_text=True),
        questions=[question_json(question) for question in asked],
        suggestions=suggestions_for(assignment, published, mine),
        dismissed=dismissed_by(assignment, mine),
        codebook=published,
        step=step,
        steps=recalled(assignment, user, published, shown),
    )


def _rows(assignment: Assignment) -> list[Row]:
    marked = set(own(Reading, assignment).values_list("paragraph_id", flat=True))
    rows = Paragraph.objects.of(assignment.document)
    fields = ("pk", "ordinal", "kind", "text", "sentences", "is_codable")
    return [
        Row(pk, ordinal, kind, text, sentences, is_asked(assignment, pk, is_codable), pk in marked)
        for pk, ordinal, kind, text, sentences, is_codable in rows.values_list(*fields)
    ]

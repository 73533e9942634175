"""Whose work in which round is counted: every figure of a page starts from one Scope."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import OuterRef, Q, QuerySet

from annotations.models import Assignment, Passage, Reading, Round, Tagging, UnitTheme
from annotations.querysets import AssignmentQuerySet, PassageQuerySet, ReadingQuerySet, UnitThemeQuerySet, seen_by
from corpus.models import Document, Paragraph
from corpus.querysets import ParagraphQuerySet
from projects.models import Coder, Membership, Project

Rows = TypeVar("Rows", ReadingQuerySet, PassageQuerySet, UnitThemeQuerySet)

# Whose codes make up "all coders together": machines and what was decided are counted only when named.
PEOPLE = (Coder.Kind.PERSON, Coder.Kind.IMPORTED)


@dataclass(frozen=True)
class Scope:
    """One round and one coder (None: all coders together), as far as this member may see.

    `is_closed`: the round still hides its coding from this member, who may look at its progress only.
    """

    member: Membership
    round: Round
    coder: Coder | None = None
    is_closed: bool = False

    @property
    def project(self) -> Project:
        return self.member.project

    @property
    def unit(self) -> str:
        return self.project.unit

    def documents(self) -> QuerySet[Document]:
        return Document.objects.in_project(self.project).active()

    def paragraphs(self) -> ParagraphQuerySet:
        """All paragraphs of the current texts, codable or not."""
        return Paragraph.objects.filter(
            revision__document__project=self.project,
            revision__document__withdrawn_at=None,
            revision__state="current",
        )

    def readings(self) -> ReadingQuerySet:
        """Read marks on codable paragraphs of the current texts: how far the work is, also of a closed round."""
        progress = Reading.objects.in_round(self.round).filter(self._whose())
        rows = progress if self.is_closed else self._rows(Reading.objects.all())
        return rows.filter(
            paragraph__is_codable=True, paragraph__revision__state="current", document__withdrawn_at=None
        )

    def own_marks(self) -> ReadingQuerySet:
        """Inside a question about unit_themes: the read mark of a row's own coder on its own paragraph.

        The row itself is one that the member may see, of a codable paragraph of a current text.
        """
        marks = Reading.objects.in_round(self.round)
        return marks.filter(coder=OuterRef("coder"), paragraph=OuterRef("paragraph"))

    def unit_themes(self) -> UnitThemeQuerySet:
        """Units with their themes in the current texts, read or not."""
        rows = self._rows(UnitTheme.objects.all())
        rows = rows.filter(paragraph__revision__state="current", document__withdrawn_at=None)
        return rows if self.unit == Project.Unit.DOCUMENT else rows.filter(paragraph__is_codable=True)

    def passages(self) -> PassageQuerySet:
        return self._rows(Passage.objects.all()).filter(document__withdrawn_at=None)

    def taggings(self) -> QuerySet[Tagging]:
        """One row for each theme of each passage."""
        rows: QuerySet[Tagging] = Tagging.objects.filter(seen_by(self.member), self._whose(), round=self.round)
        return rows.filter(document__withdrawn_at=None)

    def assignments(self) -> AssignmentQuerySet:
        """Who is asked to read what; of a blind round known to whoever assigns and does not code in it.

        Nobody is asked to hand in what was given back; what was read in it counts as read all the same.
        """
        known: AssignmentQuerySet = Assignment.objects.known_to(self.member).kept()
        return known.filter(self._whose(), round=self.round, document__withdrawn_at=None)

    def _rows(self, rows: Rows) -> Rows:
        return rows.visible_to(self.member).in_round(self.round).filter(self._whose())

    def _whose(self) -> Q:
        return Q(coder=self.coder) if self.coder else Q(coder__kind__in=PEOPLE)

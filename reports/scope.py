"""Whose work in which round is counted: every figure of a page starts from one Scope."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.db.models import OuterRef, Q, QuerySet

from annotations.models import Assignment, Passage, Reading, Round, Tagging, UnitTheme
from annotations.querysets import AssignmentQuerySet, PassageQuerySet, ReadingQuerySet, UnitThemeQuerySet, seen_by
from corpus.models import Document, Paragraph
from corpus.querysets import DocumentQuerySet, ParagraphQuerySet
from projects.models import Coder, Membership, Project
from projects.rights import holds
from reports import given
from reports.cubes.asked import Asked
from reports.given import Given
from reports.unit_rules import Rule

Rows = TypeVar("Rows", ReadingQuerySet, PassageQuerySet, UnitThemeQuerySet)

# Whose codes make up "all coders together": machines and what was decided are counted only when named.
PEOPLE = (Coder.Kind.PERSON, Coder.Kind.IMPORTED)


@dataclass(frozen=True)
class Scope:
    """One round and one coder (None: all coders together), as far as this member may see.

    `is_closed`: the round still hides its coding from this member, who may look at its progress only. `other_unit` and
    `rule`: agreement may be measured on another unit than the project's (empty: on that) and by a stricter rule.
    `asked` is what scopes of one page and one member asked already.
    """

    member: Membership
    round: Round
    coder: Coder | None = None
    is_closed: bool = False
    other_unit: str = ""
    rule: str = Rule.WORD
    asked: Asked = field(default_factory=Asked, compare=False, repr=False)

    @property
    def project(self) -> Project:
        return self.member.project

    @property
    def unit(self) -> str:
        return self.other_unit or self.project.unit

    def as_counted(self) -> "Scope":
        """The same in the project's unit and by the rule of all figures but agreement."""
        return replace(self, other_unit="", rule=Rule.WORD)

    @property
    def otherwise(self) -> list[str]:
        """What names of files add where agreement is measured on another unit or by another rule."""
        return [name for name in (self.other_unit, "" if self.rule == Rule.WORD else self.rule) if name]

    def documents(self) -> DocumentQuerySet:
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

    def given(self) -> Given:
        """The same as arrays, of all documents, and with what was given back."""
        return self._given().by(self._known())

    def work_of_people(self) -> Given:
        """What people were given in the round, whoever is counted; only for figures of all of them together."""
        return self._given().by(pk for pk, _user in self._people())

    def draws(self) -> list[tuple[int, list[int] | None, float | None]]:
        """(document, the paragraphs that were given or None for all, the probability) of what was drawn by chance.

        What was decided was read by people, so of it the draws are theirs. What was given back stays drawn.
        """
        is_decided = self.coder is not None and self.coder.kind == Coder.Kind.DECIDED
        if not self._given().is_drawn.any():
            return []
        whose = Q(coder__kind__in=PEOPLE) if is_decided else self._whose()
        known = Assignment.objects.known_to(self.member).filter(whose, round=self.round, document__withdrawn_at=None)
        rows = known.exclude(probability=None).order_by().values_list("document", "paragraphs", "probability")
        return list(rows)

    def closed_rounds(self) -> frozenset[int]:
        """The rounds that hide from the member, as one of their coders, what others do."""
        rounds = self.project.rounds.closed_to_coder(self.member).values_list("pk", flat=True)
        found: frozenset[int] = self.asked.once("closed rounds", lambda: frozenset(rounds))
        return found

    def _given(self) -> Given:
        found: Given = self.asked.once(("given", self.round.pk), lambda: given.load(self.round))
        return found

    def _known(self) -> list[int]:
        """Of the coders counted those of whom the member knows what they were given: `Assignment.objects.known_to`."""
        whose = [(self.coder.pk, self.coder.user_id)] if self.coder else self._people()
        knows_all = holds(self.member.role, "assign") and self.round.pk not in self.closed_rounds()
        return [pk for pk, user in whose if knows_all or user == self.member.user_id]

    def _people(self) -> list[tuple[int, int | None]]:
        """Of each of them the ids of the coder and the user."""
        people = Coder.objects.filter(kind__in=PEOPLE, project=self.project).values_list("pk", "user")
        found: list[tuple[int, int | None]] = self.asked.once("people", lambda: list(people))
        return found

    def _rows(self, rows: Rows) -> Rows:
        return rows.visible_to(self.member).in_round(self.round).filter(self._whose())

    def _whose(self) -> Q:
        return Q(coder=self.coder) if self.coder else Q(coder__kind__in=PEOPLE)

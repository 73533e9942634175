"""Questions to what people did. Whose work one may see is decided here, in `visible_to`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

from ledger.models import Event
from projects.models import Membership
from projects.rights import holds

if TYPE_CHECKING:
    from annotations.models import Assignment, Passage, Question, Reading, Round, UnitTheme
    from projects.models import Coder


_PLACE = ("document_id", "paragraph__ordinal", "start", "-end", "coder_id", "pk")
PASSAGE_ORDERS = {
    "text": _PLACE,
    "newest": ("-created_at", "pk"),
    "oldest": ("created_at", "pk"),
    "published": ("document__published", *_PLACE),
}


# A blind round hides everybody's work from everybody else until a supervisor has opened it: these fields say so.
HIDING = {"is_blind": True, "opened_at": None}
HIDDEN_ROUND = Q(**{f"round__{name}": value for name, value in HIDING.items()})


def seen_by(member: Any) -> Q:
    """Rows whose coder is the member, and all rows of rounds that hide nothing from the member's role."""
    own = Q(coder__user=member.user_id)
    if not holds(member.role, "see own coding"):
        return Q(pk__in=[])
    if not holds(member.role, "see others' coding"):
        return own
    return own | ~HIDDEN_ROUND


def may_see(member: Any, round: Round, coder: Coder) -> bool:
    """The rule of `seen_by` for the work of one coder in one round."""
    if coder.user_id == member.user_id:
        return holds(member.role, "see own coding")
    return holds(member.role, "see others' coding") and not round.hides_others


def sees_only_own(member: Any, round: Round) -> bool:
    """Whether a member may not even look at others' progress in a round: as its coder while it hides others.

    Who may see no figures never may.
    """
    if not holds(member.role, "see figures"):
        return True
    return round.hides_others and member.project.rounds.closed_to_coder(member).filter(pk=round.pk).exists()


def _said(name: str) -> Cast:
    """The id of a foreign key as text."""
    return Cast(f"{name}_id", TextField())


class RoundQuerySet(QuerySet["Round"]):
    def open(self) -> RoundQuerySet:
        """Not locked: coding goes on."""
        return self.filter(locked_at=None).order_by("pk")

    def with_role_of(self, user: Any) -> RoundQuerySet:
        """Each with the `role` that a person has in its project now (None: no member)."""
        own = Membership.objects.filter(project=OuterRef("project"), user=user)
        return self.annotate(role=Subquery(own.values("role")[:1]))

    def hidden(self) -> RoundQuerySet:
        """Blind, and not opened yet."""
        return self.filter(**HIDING)

    def closed_to_coder(self, member: Any) -> RoundQuerySet:
        """Hidden ones in which the member codes, and so learns nothing of what others do."""
        return self.hidden().filter(assignments__coder__user=member.user_id).distinct()

    def in_project(self, project: Any) -> RoundQuerySet:
        return self.filter(project=project).order_by("pk")


class AssignmentQuerySet(QuerySet["Assignment"]):
    def of(self, user: Any) -> AssignmentQuerySet:
        """One person's own work."""
        return self.filter(coder__user=user)

    def in_project(self, project: Any) -> AssignmentQuerySet:
        return self.filter(round__project=project)

    def on(self, document: Any) -> AssignmentQuerySet:
        return self.filter(document=document)

    def on_active(self, document: Any) -> AssignmentQuerySet:
        """Of a document that is not withdrawn, the newest round first."""
        return self.filter(document=document, document__withdrawn_at=None).order_by("-round_id")

    def on_any(self, documents: Iterable[Any]) -> AssignmentQuerySet:
        return self.filter(document__in=list(documents))

    def known_to(self, member: Any) -> AssignmentQuerySet:
        """Whose work is where, and how far: one's own, and everybody's for those who assign.

        That holds for a blind round too, but not for its own coders (`sees_only_own`).
        """
        known, own = self.filter(round__project=member.project_id), Q(coder__user=member.user_id)
        if not holds(member.role, "assign"):
            return known.filter(own)
        return known.filter(own | ~Q(round__in=member.project.rounds.closed_to_coder(member).values("pk")))

    def in_round(self, round: Any) -> AssignmentQuerySet:
        return self.filter(round=round)

    def beside(self, assignment: Any) -> AssignmentQuerySet:
        """All the others."""
        return self.exclude(pk=assignment.pk)

    def waiting(self) -> AssignmentQuerySet:
        """Not handed in, in a round that is not locked."""
        return self.filter(handed_in_at=None, round__locked_at=None)

    def finished(self) -> AssignmentQuerySet:
        """Handed in, or in a round that is locked."""
        return self.filter(Q(handed_in_at__isnull=False) | Q(round__locked_at__isnull=False))

    def in_active_documents(self) -> AssignmentQuerySet:
        return self.filter(document__withdrawn_at=None)

    def with_last_event(self) -> AssignmentQuerySet:
        """With `last_event`: the id of the event by which their coder last changed anything in them."""
        ids = (Value("document/"), _said("document"), Value("/"), _said("round"), Value("/"), _said("coder"))
        place = Concat(*ids, output_field=TextField())
        own = {"about": OuterRef("place"), "project": OuterRef("round__project"), "actor": OuterRef("coder__user")}
        events = Event.objects.filter(
            kind__in=("passage", "reading", "question"), **{f"operation__{name}": value for name, value in own.items()}
        )
        last = events.order_by("-operation__number", "-pk").values("pk")[:1]
        return self.annotate(place=place).annotate(last_event=Subquery(last))

    def with_all(self) -> AssignmentQuerySet:
        return self.select_related("round__project", "document__source", "coder")


class ReadingQuerySet(QuerySet["Reading"]):
    def by(self, coder: Any) -> ReadingQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> ReadingQuerySet:
        return self.filter(round=round)

    def of(self, assignment: Assignment) -> ReadingQuerySet:
        """What its coder read in an assignment."""
        mine = {"round": assignment.round_id, "coder": assignment.coder_id, "document": assignment.document_id}
        return self.filter(**mine)

    def visible_to(self, member: Any) -> ReadingQuerySet:
        return self.filter(seen_by(member), round__project=member.project_id)

    def on_current_text(self) -> ReadingQuerySet:
        """Marks on paragraphs that are codable in the current text."""
        return self.filter(paragraph__is_codable=True, paragraph__revision__state="current")


class PassageQuerySet(QuerySet["Passage"]):
    def by(self, coder: Any) -> PassageQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> PassageQuerySet:
        return self.filter(round=round)

    def visible_to(self, member: Any) -> PassageQuerySet:
        return self.filter(seen_by(member), round__project=member.project_id)

    def of(self, assignment: Assignment) -> PassageQuerySet:
        """What its coder tagged in an assignment."""
        mine = {"round": assignment.round_id, "coder": assignment.coder_id, "document": assignment.document_id}
        return self.filter(**mine)

    def after(self, created_at: datetime | None, pk: Any) -> PassageQuerySet:
        """In the order in which they were made, those behind this one (None: from the first)."""
        later = Q(created_at__gt=created_at) | Q(created_at=created_at, pk__gt=pk) if created_at else Q()
        return self.filter(later).order_by("created_at", "pk")

    def named(self, pk: Any) -> Passage | None:
        return self.filter(pk=pk).first()

    def with_themes(self) -> PassageQuerySet:
        return self.prefetch_related("taggings__tag")

    def with_place(self) -> PassageQuerySet:
        """With paragraph, document, source, coder and round, as lists of passages show them."""
        places = self.select_related("paragraph", "document__source", "coder", "round")
        return places.defer("paragraph__sentences", "document__extra")

    def tagged(self, themes: Iterable[Any] | None = None, *, is_unsure: bool = False) -> PassageQuerySet:
        """Carrying at least one of the themes (None: any); with `is_unsure`, one that its coder doubts."""
        if themes is None and not is_unsure:
            return self
        wanted: dict[str, Any] = {} if themes is None else {"taggings__tag__in": list(themes)}
        wanted |= {"taggings__is_unsure": True} if is_unsure else {}
        return self.filter(pk__in=self.model._base_manager.filter(**wanted).values("pk"))

    def in_active_documents(self) -> PassageQuerySet:
        return self.filter(document__withdrawn_at=None)

    def at(self, **places: Any) -> PassageQuerySet:
        """In these documents, sources, years or rounds, by these coders: checked lookups, never a request's own."""
        return self.filter(**places)

    def noted(self) -> PassageQuerySet:
        return self.exclude(note="")

    def saying(self, text: str) -> PassageQuerySet:
        """With this text in the quote or in the note, upper and lower case alike."""
        return self.filter(Q(quote__icontains=text) | Q(note__icontains=text))

    def sorted_by(self, order: str) -> PassageQuerySet:
        """One of PASSAGE_ORDERS; equal ones in a fixed order."""
        return self.order_by(*PASSAGE_ORDERS[order])


class QuestionQuerySet(QuerySet["Question"]):
    def by(self, coder: Any) -> QuestionQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> QuestionQuerySet:
        return self.filter(round=round)

    def of(self, assignment: Assignment) -> QuestionQuerySet:
        """What its coder asked in an assignment, in the order of asking."""
        mine = {"round": assignment.round_id, "coder": assignment.coder_id, "document": assignment.document_id}
        return self.filter(**mine).order_by("asked_at", "pk")

    def visible_to(self, member: Any) -> QuestionQuerySet:
        """One's own; and everybody's for those who see others' coding, since they answer.

        That holds for a blind round too, but not for its own coders before it is opened. Pages then tell who asked by a
        pseudonym.
        """
        known, own = self.filter(round__project=member.project_id), Q(coder__user=member.user_id)
        if not holds(member.role, "see own coding"):
            return known.none()
        if not holds(member.role, "see others' coding"):
            return known.filter(own)
        return known.filter(own | ~Q(round__in=member.project.rounds.closed_to_coder(member).values("pk")))

    def about(self, document: Any) -> QuestionQuerySet:
        return self.filter(document=document)

    def open(self) -> QuestionQuerySet:
        """No word on it yet."""
        return self.filter(answered_at=None, resolved_at=None)

    def answered(self) -> QuestionQuerySet:
        """Answered, and not settled yet."""
        return self.filter(resolved_at=None).exclude(answered_at=None)

    def resolved(self) -> QuestionQuerySet:
        return self.exclude(resolved_at=None)

    def counts(self) -> dict[str, int]:
        """How many are open, answered and resolved, in one query."""
        answered, resolved = Q(answered_at__isnull=False), Q(resolved_at__isnull=False)
        return self.aggregate(
            open=Count("pk", filter=~answered & ~resolved),
            answered=Count("pk", filter=answered & ~resolved),
            resolved=Count("pk", filter=resolved),
        )

    def newest_first(self) -> QuestionQuerySet:
        return self.order_by("-asked_at", "-pk")

    def with_people(self) -> QuestionQuerySet:
        return self.select_related("coder", "answered_by")

    def with_place(self) -> QuestionQuerySet:
        """With people, paragraph, document and round, as the list of questions shows them."""
        places = self.with_people().select_related("paragraph", "document", "round")
        return places.defer("paragraph__sentences", "document__extra")


class UnitThemeQuerySet(QuerySet["UnitTheme"]):
    def by(self, coder: Any) -> UnitThemeQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> UnitThemeQuerySet:
        return self.filter(round=round)

    def visible_to(self, member: Any) -> UnitThemeQuerySet:
        return self.filter(seen_by(member), round__project=member.project_id)

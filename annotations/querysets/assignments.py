"""Questions to assignments: whose they are, which wait, where their coder stopped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat, TruncDate

from ledger.models import Event
from projects.rights import holds

if TYPE_CHECKING:
    from annotations.models import Assignment


def _said(name: str) -> Cast:
    """The id of a foreign key as text."""
    return Cast(f"{name}_id", TextField())


def _placed(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    """Assignments with the name of their history, which `_own_events` asks for."""
    ids = (Value("document/"), _said("document"), Value("/"), _said("round"), Value("/"), _said("coder"))
    return assignments.annotate(place=Concat(*ids, output_field=TextField()))


def _own_events() -> Any:
    """Inside a question about assignments: what their coder did in them."""
    own = {"about": OuterRef("place"), "project": OuterRef("round__project"), "actor": OuterRef("coder__user")}
    return Event.objects.filter(
        kind__in=("passage", "reading", "question", "dismissal"),
        **{f"operation__{name}": value for name, value in own.items()},
    )


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

    def among(self, pks: Iterable[int]) -> AssignmentQuerySet:
        return self.filter(pk__in=list(pks))

    def beside(self, document: int | None, round: int | None) -> AssignmentQuerySet:
        """All but that of this document in this round."""
        return self.exclude(document=document, round=round)

    def to_hand_in(self) -> AssignmentQuerySet:
        """Whose coder is not done."""
        return self.kept().filter(handed_in_at=None)

    def waiting(self) -> AssignmentQuerySet:
        """Open, in a round that is not locked."""
        return self.kept().filter(handed_in_at=None, round__locked_at=None)

    def finished(self) -> AssignmentQuerySet:
        """Handed in, or in a round that is locked."""
        return self.kept().filter(Q(handed_in_at__isnull=False) | Q(round__locked_at__isnull=False))

    def kept(self) -> AssignmentQuerySet:
        """All but what was given back."""
        return self.filter(given_back_at=None)

    def given_back(self, because: str | None = None) -> AssignmentQuerySet:
        """Skipped, or idle too long, or either; the last one first."""
        found = self.exclude(given_back_at=None).order_by("-given_back_at", "-pk")
        return found.filter(given_back_because=because) if because else found

    def idle_since(self, moment: datetime) -> AssignmentQuerySet:
        """Open work in which its coder did nothing from a moment on, nor was it returned since."""
        quiet = self.waiting().exclude(returned_at__gte=moment)
        return _placed(quiet).filter(~Exists(_own_events().filter(operation__at__gte=moment)))

    def untouched_since(self, moment: datetime) -> AssignmentQuerySet:
        """Work that was given before a moment, and in which its coder did nothing from then on."""
        return self.filter(assigned_at__lt=moment).idle_since(moment)

    def returned(self) -> AssignmentQuerySet:
        """Came back from a supervisor, and was not handed in again."""
        return self.waiting().filter(returned_at__isnull=False)

    def handed_in_since(self, moment: datetime | None) -> AssignmentQuerySet:
        """Handed in from a moment on; without one, whenever it was."""
        done = self.filter(handed_in_at__isnull=False)
        return done.filter(handed_in_at__gte=moment) if moment else done

    def sampling(self) -> dict[str, Any]:
        """How they were drawn: how many with a known probability, the lowest and highest, and how many in part."""
        return self.aggregate(
            n_drawn=Count("probability"), low=Min("probability"), high=Max("probability"), n_parts=Count("paragraphs")
        )

    def of_readers(self) -> AssignmentQuerySet:
        """Of those whose values are compared and decided about: people and imported coders."""
        return self.filter(coder__kind__in=("person", "imported"))

    def decidable(self) -> Any:
        """Ids of the documents that two or more read and all of them have handed in, what was given back aside.

        Ask it of one round.
        """
        counted = self.kept().of_readers().order_by().values("document").annotate(n=Count("pk"))
        waiting = Count("pk", filter=Q(handed_in_at=None))
        return counted.annotate(waiting=waiting).filter(n__gte=2, waiting=0).values_list("document", flat=True)

    def in_active_documents(self) -> AssignmentQuerySet:
        return self.filter(document__withdrawn_at=None)

    def with_last_event(self) -> AssignmentQuerySet:
        """With `last_event`: the id of the event by which their coder last changed anything in them.

        Ids grow with what is written there. In the order of operations SQLite walked through all of the project's.
        """
        last = _own_events().order_by("-pk").values("pk")[:1]
        return _placed(self).annotate(last_event=Subquery(last))

    def with_round(self) -> AssignmentQuerySet:
        """With round and project only: enough to change something in them."""
        return self.select_related("round__project")

    def with_all(self) -> AssignmentQuerySet:
        return self.select_related("round__project", "document__source", "coder")

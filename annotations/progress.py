"""How far each assignment is: codable paragraphs, those marked read, passages, and where to go on.

Counted for a whole page of assignments in one query (two more where only some paragraphs were assigned).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.addresses import annotate_page, coding_page
from annotations.models import Assignment, Passage, Reading
from annotations.querysets import AssignmentQuerySet
from annotations.stops import Stop
from corpus.models import Paragraph
from ledger.models import Event, Operation
from projects.models import Membership

STATES = {
    "locked": _("round locked"),
    "handed-in": _("handed in"),
    "returned": _("returned"),
    "started": _("in progress"),
    "new": _("to do"),
    "skipped": _("skipped"),
    "idle": _("went back to the pool"),
    "taken": _("taken away"),
}
_WORK = {"round": OuterRef("round"), "coder": OuterRef("coder"), "document": OuterRef("document")}
ORDERS = {
    "document": "document__title",
    "round": "round__name",
    "read": "n_read",
    "passages": "n_passages",
    "stopped": "last_event",
    "finished": "handed_in_at",
}


@dataclass(frozen=True)
class Progress:
    """One assignment in numbers of paragraphs; `first_unread` is the ordinal to go on at, 0 when all is read.

    `stop` is where its coder stopped, where `stops` looked for it.
    """

    assignment: Assignment
    n_codable: int
    n_read: int
    n_passages: int
    first_unread: int
    stop: Stop | None = None

    @property
    def state(self) -> str:
        """One of STATES."""
        work = self.assignment
        if work.handed_in_at:
            return "handed-in"
        if work.given_back_at:
            return work.given_back_because
        if work.round.locked_at:
            return "locked"
        if work.returned_at:
            return "returned"
        return "started" if self.n_read or self.n_passages or self.stop else "new"

    @property
    def state_in_words(self) -> str:
        return str(STATES[self.state])

    @property
    def address(self) -> str:
        """The annotate screen, at the paragraph to go on with."""
        return annotate_page(self.assignment, self.ordinal)

    @property
    def stopped_at(self) -> str:
        """The annotate screen, where its coder stopped."""
        return annotate_page(self.assignment, self.stop.ordinal if self.stop else None)

    @property
    def plain(self) -> str:
        """The same place on the page without scripts."""
        return coding_page(self.assignment, self.ordinal)

    @property
    def ordinal(self) -> int | None:
        """Where its coder stopped, else the first paragraph to read; None, the beginning, when everything is read."""
        return self.stop.ordinal if self.stop and self.first_unread else self.first_unread or None

    @property
    def is_open(self) -> bool:
        return self.state in ("returned", "started", "new")


def read_since(member: Membership, moment: datetime) -> int:
    """How many paragraphs a member marked as read from a moment on and has not unmarked again."""
    own = Operation.objects.since(member.project_id, moment).filter(actor=member.user_id)
    whose = {str(pk) for pk in member.project.coders.filter(user=member.user_id).values_list("pk", flat=True)}
    marks = Event.objects.is_there("reading", own)  # a machine's or what was decided may be among them
    return sum(is_there for mark, is_there in marks.items() if mark.split("/")[1] in whose)


def next_of(member: Membership, document: int | None, round: int | None) -> Assignment | None:
    """What a member goes on with after their work on a document in a round; None when nothing waits."""
    mine = Assignment.objects.in_project(member.project_id).of(member.user_id).waiting()
    return next_first(mine.beside(document, round).select_related("round__project", "document")).first()


def with_progress(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    """Assignments that carry what `measure` needs."""
    return assignments.annotate(
        n_codable=_count(_codable()),
        n_read=_count(Reading.objects.filter(**_WORK).on_current_text()),
        n_passages=_count(Passage.objects.filter(**_WORK)),
        first_unread=Coalesce(_first_unread(), 0),
    )


def next_first(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    """What to do next on top, where none has a higher priority: what came back, what was changed last, what is new."""
    rank = Case(
        When(returned_at__isnull=False, then=0),
        When(last_event__isnull=False, then=1),
        default=2,
    )
    last = F("last_event").desc(nulls_last=True)
    return assignments.with_last_event().order_by("-priority", rank, last, "assigned_at", "pk")


def sorted_by(assignments: AssignmentQuerySet, order: str) -> AssignmentQuerySet:
    """Assignments in one of ORDERS, the other way round with "-"; equal ones in a fixed order."""
    name = ORDERS[order.removeprefix("-")]
    way = F(name).desc if order.startswith("-") else F(name).asc
    found = assignments.with_last_event() if name == "last_event" else assignments
    counted = with_progress(found) if name in ("n_read", "n_passages") else found
    return counted.order_by(way(nulls_last=True), "assigned_at", "pk")


def measure(assignments: Iterable[Any]) -> list[Progress]:
    """The progress of assignments from `with_progress`, in their order."""
    found = [Progress(each, each.n_codable, each.n_read, each.n_passages, each.first_unread) for each in assignments]
    partial = [each for each in found if each.assignment.paragraphs is not None]
    parts = _measure_parts(partial) if partial else {}
    return [parts.get(each.assignment.pk, each) for each in found]


def _codable() -> QuerySet[Paragraph]:
    place = {"revision__document": OuterRef("document"), "revision__state": "current"}
    return Paragraph.objects.filter(**place).codable()


def _first_unread() -> Subquery:
    read = Reading.objects.filter(
        round=OuterRef(OuterRef("round")), coder=OuterRef(OuterRef("coder")), paragraph=OuterRef("pk")
    )
    return Subquery(_codable().exclude(Exists(read)).order_by("ordinal").values("ordinal")[:1])


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().annotate(_one=Value(1)).values("_one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _measure_parts(partial: list[Progress]) -> dict[int, Progress]:
    """Where only some paragraphs were assigned, only these count."""
    listed = {pk for each in partial for pk in each.assignment.paragraphs or ()}
    ordinals = dict(
        Paragraph.objects.filter(pk__in=listed, revision__state="current").codable().values_list("pk", "ordinal")
    )
    marks = set(Reading.objects.filter(paragraph__in=listed).values_list("round_id", "coder_id", "paragraph_id"))
    found = {}
    for each in partial:
        work = each.assignment
        mine = {pk: ordinals[pk] for pk in work.paragraphs or () if pk in ordinals}
        unread = [mine[pk] for pk in mine if (work.round_id, work.coder_id, pk) not in marks]
        n_read, first = len(mine) - len(unread), min(unread, default=0)
        found[work.pk] = replace(each, n_codable=len(mine), n_read=n_read, first_unread=first)
    return found

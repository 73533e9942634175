"""The pool of a round as supervisors see it: how much is free, taken and done, what was skipped, what is idle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.idleness import idle_days, idle_from
from annotations.models import Assignment, Round, Slot
from annotations.querysets import AssignmentQuerySet, SlotQuerySet, sees_only_own
from annotations.rounds_page import chosen
from corpus.models import Document
from projects.models import Coder, Membership

PER_PAGE = 25
STATES = {
    "free": _("free"),
    "taken": _("taken"),
    "idle": _("idle"),
    "done": _("handed in"),
    "skipped": _("skipped"),
    "returned": _("went back"),
}
GIVEN_BACK = {"skipped": Assignment.GivenBack.SKIPPED, "returned": Assignment.GivenBack.IDLE}


@dataclass(frozen=True)
class Tab:
    """A state to look at, how much is in it, and the query string that chooses it."""

    name: str
    words: str
    n: int
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Row:
    """One slot, or one document that somebody gave back."""

    document: Document
    priority: int
    coder: Coder | None = None
    at: datetime | None = None
    reason: str = ""


class Pool:
    """One round's pool, a page at a time, in a fixed number of queries.

    Whoever codes in a blind round learns here only how many slots it has in all.
    """

    def __init__(self, member: Membership, asked: QueryDict, round: Round | None = None) -> None:
        self.member, self.project, self.asked, self._round = member, member.project, asked, round

    @cached_property
    def rounds(self) -> list[Round]:
        return list(Round.objects.in_project(self.project))

    @cached_property
    def round(self) -> Round | None:
        return self._round or chosen(self.rounds, self.asked.get("round"))

    @property
    def has_choice(self) -> bool:
        return len(self.rounds) > 1

    @cached_property
    def is_own_only(self) -> bool:
        return self.round is not None and sees_only_own(self.member, self.round)

    @property
    def days(self) -> int | None:
        """After how many days work is idle; None: never."""
        return idle_days(self.project)

    @cached_property
    def counts(self) -> dict[str, int]:
        """By state, what is idle among what is taken."""
        given_back = {name: self._given_back(name).count() for name in GIVEN_BACK}
        return {**self.slots.counts(), "idle": self._idle.count(), **given_back}

    @property
    def n_slots(self) -> int:
        return sum(self.counts[name] for name in ("free", "taken", "done"))

    @property
    def has_some(self) -> bool:
        """Whether there is anything to look at: slots, or work that was given by hand and skipped."""
        return any(self.counts.values())

    @property
    def state(self) -> str:
        """The tab that is looked at."""
        asked = self.asked.get("show", "")
        return asked if asked in STATES else "taken"

    @property
    def tabs(self) -> list[Tab]:
        return [
            Tab(name, str(words), self.counts[name], self._query(name), is_chosen=name == self.state)
            for name, words in STATES.items()
        ]

    @cached_property
    def page(self) -> Page[Any]:
        return Paginator(self._found(), PER_PAGE).get_page(self.asked.get("page"))

    @property
    def rows(self) -> Iterable[Row]:
        return [_as_row(each) for each in self.page]

    @property
    def slots(self) -> SlotQuerySet:
        return Slot.objects.in_round(self.round)

    @property
    def _idle(self) -> SlotQuerySet:
        since = idle_from(self.project, timezone.now())
        return self.slots.idle_since(since) if since else self.slots.none()

    def _given_back(self, state: str) -> AssignmentQuerySet:
        return Assignment.objects.in_round(self.round).in_active_documents().given_back(GIVEN_BACK[state])

    def _query(self, state: str) -> str:
        return urlencode({"round": self.round.pk if self.round else "", "show": state})

    def _found(self) -> QuerySet[Any]:
        if self.state in GIVEN_BACK:
            return self._given_back(self.state).with_all()
        if self.state == "free":
            return self.slots.free().in_turn(self.round.order_seed if self.round else 0).with_all()
        chosen = {"taken": self.slots.working(), "idle": self._idle, "done": self.slots.done()}[self.state]
        return chosen.with_all().order_by("-taken_at", "-pk")


def _as_row(thing: Slot | Assignment) -> Row:
    if isinstance(thing, Slot):
        handed_in = thing.assignment.handed_in_at if thing.assignment else None
        return Row(thing.document, thing.priority, thing.taken_by, handed_in or thing.taken_at)
    return Row(thing.document, thing.priority, thing.coder, thing.given_back_at, thing.comment)

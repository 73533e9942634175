"""The work behind a number of the board: one line for each document that somebody was given."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator

from annotations.models import Assignment
from annotations.querysets import sees_only_own
from projects.models import Coder
from reports.scope import Scope
from reports.words import whole
from reports.workload import STATES, Workload

PER_PAGE = 50


@dataclass(frozen=True)
class Given:
    """One assignment, and for how many days it is there."""

    work: Assignment
    days: int


class WorkList:
    """One page of it, with a fixed number of queries. Who codes in a blind round sees nobody else's."""

    def __init__(self, scope: Scope, state: str, number: int) -> None:
        self.scope, self.state, self.number = scope, state, number
        self.load = Workload(scope)

    @property
    def coder(self) -> Coder | None:
        return self.scope.coder

    @property
    def state_in_words(self) -> str:
        return str(STATES[self.state])

    @property
    def is_own_only(self) -> bool:
        return sees_only_own(self.scope.member, self.scope.round)

    @cached_property
    def page(self) -> Page[Assignment]:
        found = self.load.listed(self.state).with_all().order_by("assigned_at", "document__title", "pk")
        return Paginator(found, PER_PAGE).get_page(self.number)

    @property
    def count(self) -> str:
        return whole(self.page.paginator.count)

    @property
    def lines(self) -> list[Given]:
        return [Given(each, (self.load.now - each.assigned_at).days) for each in self.page]

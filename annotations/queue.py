"""A coder's own work: what to do next, where one stopped, what came back; what is finished is kept apart."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models import Assignment
from annotations.progress import Progress, measure, next_first, read_since, sorted_by, with_progress
from annotations.querysets import AssignmentQuerySet
from annotations.stops import stops
from projects.models import Membership

PER_PAGE = 50
COLUMNS = {
    "document": _("Document"),
    "stopped": _("Where I stopped"),
    "read": _("Read"),
    "passages": _("Passages"),
    "round": _("Round"),
}


@dataclass(frozen=True)
class Column:
    """One column: its name, `sort` as the address says it to turn the order around, and the order it is in."""

    name: str
    words: str
    sort: str
    direction: str  # ascending, descending, or empty


class Queue:
    """One page of one's own open work and one of what is finished, with a fixed number of queries.

    `sort` is the name of a column, "-" before it turns it around; without one the next thing is on top.
    """

    def __init__(self, member: Membership, asked: QueryDict) -> None:
        self.member, self.number, self.finished_number = member, asked.get("page"), asked.get("finished")
        sort = asked.get("sort", "")
        self.sort = sort if sort.removeprefix("-") in COLUMNS else ""

    @property
    def columns(self) -> list[Column]:
        ways = dict.fromkeys(COLUMNS, "ascending") | {f"-{name}": "descending" for name in COLUMNS}
        now = {self.sort.removeprefix("-"): ways.get(self.sort, "")}
        return [
            Column(name, str(words), f"-{name}" if self.sort == name else name, now.get(name, ""))
            for name, words in COLUMNS.items()
        ]

    @cached_property
    def page(self) -> Page[int]:
        """Ids: how far each is, is asked of those on the page only."""
        waiting = self._mine.waiting()
        ordered = sorted_by(waiting, self.sort) if self.sort else next_first(waiting)
        return Paginator(ordered.values_list("pk", flat=True), PER_PAGE).get_page(self.number)

    @cached_property
    def tasks(self) -> list[Progress]:
        return _measured(self.page.object_list)

    @cached_property
    def next(self) -> Progress | None:
        """What to continue with."""
        if not self.sort and self.page.number == 1:
            return next(iter(self.tasks), None)
        return next(iter(_measured(next_first(self._mine.waiting()).values_list("pk", flat=True)[:1])), None)

    @cached_property
    def finished_page(self) -> Page[int]:
        """What is handed in or in a locked round, the last on top."""
        ordered = sorted_by(self._mine.finished(), "-finished").values_list("pk", flat=True)
        return Paginator(ordered, PER_PAGE).get_page(self.finished_number)

    @cached_property
    def finished(self) -> list[Progress]:
        return measure(in_turn(self.finished_page.object_list))

    @property
    def is_turning_finished(self) -> bool:
        """Whether the finished ones are being looked at, so that they stay unfolded."""
        return bool(self.finished_number)

    @cached_property
    def read_today(self) -> int:
        """Paragraphs that one marked as read since midnight, UTC."""
        return read_since(self.member, datetime.combine(timezone.now().astimezone(UTC), time(), UTC))

    @property
    def _mine(self) -> AssignmentQuerySet:
        return Assignment.objects.in_project(self.member.project_id).of(self.member.user).in_active_documents()


def in_turn(pks: Iterable[int]) -> list[Assignment]:
    """The assignments `with_progress`, in the order of their ids."""
    turns = list(pks)
    found = with_progress(Assignment.objects.with_all().with_last_event()).in_bulk(turns)
    return [found[pk] for pk in turns]


def _measured(pks: Iterable[int]) -> list[Progress]:
    """How far each is, and where its coder stopped."""
    found = measure(in_turn(pks))
    last = stops(each.assignment for each in found)
    return [replace(each, stop=last.get(each.assignment.pk)) for each in found]

"""The documents of a round that two or more coded: what is open, decided and open again in each; who is missing."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import cells
from annotations.models import Assignment, Round
from annotations.querysets import sees_only_own
from annotations.rounds_page import chosen
from annotations.standing import READY, WAITING, Standing, standings
from corpus.models import Document
from projects.models import Membership

PER_PAGE = 25
MOST_COUNTED = 100  # documents that are sorted by their differences: each must be compared for that
COLUMNS = {
    "document": gettext_lazy("Document"),
    "coders": gettext_lazy("Coders"),
    "state": gettext_lazy("State"),
    "open": gettext_lazy("To decide"),
    "reopened": gettext_lazy("of them open again"),
    "decided": gettext_lazy("Decided"),
    "agreed": gettext_lazy("Agreed"),
}
COUNTED = ("open", "reopened", "decided", "agreed")
STATES = {
    "ready": gettext_lazy("ready to decide"),
    "done": gettext_lazy("all decided"),
    "waiting": gettext_lazy("not all handed in"),
    "hidden": gettext_lazy("round still blind"),
}


@dataclass(frozen=True)
class Column:
    """One column: `sort` turns its order around, "" where it cannot be sorted; `direction` is the order it is in."""

    name: str
    words: str
    sort: str
    direction: str  # ascending, descending, or empty

    @property
    def is_number(self) -> bool:
        return self.name in COUNTED


@dataclass(frozen=True)
class Line:
    """One document. `counts` are those of its differences, None while it cannot be decided or was not counted."""

    document: Document
    standing: Standing
    counts: dict[str, int] | None = None

    @property
    def state(self) -> str:
        """One of STATES."""
        is_done = self.counts is not None and not self.counts["open"]
        return "done" if is_done else self.standing.state

    @property
    def state_in_words(self) -> str:
        return str(STATES[self.state])

    @property
    def is_ready(self) -> bool:
        return self.standing.state == READY

    @property
    def cells(self) -> list[tuple[str, int | None]]:
        """The counts in the order of the columns."""
        return [(name, self.counts[name] if self.counts else None) for name in COUNTED]

    @property
    def missing(self) -> str:
        """The names of those who have not handed in, while the round is not blind any more."""
        names = [coder.name for coder in self.standing.missing]
        return _("waits for %s") % ", ".join(names) if names and self.standing.state == WAITING else ""


class DecidingList:
    """One page of the documents of a round, with a fixed number of queries; counts are exact."""

    def __init__(self, member: Membership, asked: QueryDict) -> None:
        self.member, self.project, self.number = member, member.project, asked.get("page")
        self.asked, sort = asked.get("round"), asked.get("sort", "")
        self.sort = sort if sort.removeprefix("-") in COLUMNS else "document"

    @cached_property
    def rounds(self) -> list[Round]:
        return list(Round.objects.in_project(self.project))

    @cached_property
    def round(self) -> Round | None:
        return chosen(self.rounds, self.asked)

    @cached_property
    def is_closed(self) -> bool:
        """Whether one codes in it while it is blind, and so is not told who has what."""
        return self.round is not None and sees_only_own(self.member, self.round)

    @property
    def columns(self) -> list[Column]:
        way = "descending" if self.sort.startswith("-") else "ascending"
        now = self.sort.removeprefix("-")
        turned = {name: f"-{name}" if name in COUNTED else name for name in COLUMNS} | {now: self._turned}
        return [
            Column(name, str(words), turned[name] if self._is_sortable(name) else "", way if name == now else "")
            for name, words in COLUMNS.items()
        ]

    @cached_property
    def page(self) -> Page[Line]:
        return Paginator(self._sorted(), PER_PAGE).get_page(self.number)

    @cached_property
    def lines(self) -> list[Line]:
        """Those of the page, counted."""
        return self._counted(list(self.page.object_list))

    @cached_property
    def _all(self) -> list[Line]:
        """Every document of the round that two or more coders have, by title."""
        if self.round is None or self.is_closed:
            return []
        work = Assignment.objects.in_round(self.round).kept().of_readers().in_active_documents().with_all()
        found = standings(work.order_by("document__title", "document", "coder")).values()
        return [Line(each.work[0].document, each) for each in found if len(each.work) > 1]

    @property
    def _turned(self) -> str:
        return self.sort[1:] if self.sort.startswith("-") else f"-{self.sort}"

    def _is_sortable(self, name: str) -> bool:
        return name not in COUNTED or sum(line.is_ready for line in self._all) <= MOST_COUNTED

    def _sorted(self) -> list[Line]:
        name = self.sort.removeprefix("-")
        is_down = self.sort.startswith("-")
        if name in COUNTED and self._is_sortable(name):
            counted = self._counted(self._all)
            known = [line for line in counted if line.counts]
            rest = [line for line in counted if not line.counts]
            return sorted(known, key=lambda line: (line.counts or {})[name], reverse=is_down) + rest
        keys: dict[str, Any] = {"coders": lambda line: len(line.standing.work), "state": lambda line: line.state}
        return (
            sorted(self._all, key=keys.get(name, lambda line: 0), reverse=is_down)
            if name in keys
            else (self._all[::-1] if is_down else self._all)
        )

    def _counted(self, lines: list[Line]) -> list[Line]:
        ready = [line.document.pk for line in lines if line.is_ready and line.counts is None]
        found = cells.differences_of(self.round, ready) if self.round and ready else {}
        counts = {pk: {**each.counts, "open": each.n_to_decide} for pk, each in found.items()}
        return [Line(line.document, line.standing, counts.get(line.document.pk, line.counts)) for line in lines]

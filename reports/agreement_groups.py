"""Agreement on one theme group by group: over time, by source or document, before and after a codebook version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from projects.models import Coder
from reports import grouping
from reports.agreement_rows import Level, Row
from reports.comparison import Comparison
from reports.grouping import By, Group
from reports.links import address
from reports.scope import Scope

PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    """A group, in how many documents it is compared, and its figures."""

    group: Group
    n_documents: int
    row: Row


class Grouped(Comparison):
    """The lines of one page of groups. `asked`: theme, sub, rows (one of By), page."""

    route = "agreement_groups"

    def __init__(
        self, scope: Scope, coders: Sequence[Coder], basis: Mapping[str, Any], asked: Mapping[str, Any]
    ) -> None:
        super().__init__(scope, coders, basis)
        self.asked, self.by = asked, By(asked.get("rows") or By.TENS)
        self.chosen: Level | None = self.level(asked.get("theme"), is_rolled=bool(asked.get("sub")))

    @cached_property
    def page(self) -> Page[int]:
        return Paginator(range(len(self._groups.groups)), PER_PAGE).get_page(self.asked.get("page") or 1)

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(place, self.chosen) for place in self.page.object_list] if self.chosen else []

    def page_links(self) -> dict[str, str]:
        """previous and next, where there are such pages."""
        turns = {"previous": self.page.number - 1, "next": self.page.number + 1}
        return {
            name: self._link(number) for name, number in turns.items() if 1 <= number <= self.page.paginator.num_pages
        }

    @cached_property
    def _groups(self) -> grouping.Groups:
        return grouping.group(self.by, self.scope, self.answered)

    def _line(self, place: int, level: Level) -> Line:
        group, units = self._groups.groups[place], self._groups.rows(place)
        row = self.table.row(level, units, rows=self.by.value, row=group.key)
        return Line(group, len(set(self.answered.documents[units].tolist())), row)

    def _link(self, page: int) -> str:
        own = {"rows": self.by.value, "page": page, **(self.chosen.query if self.chosen else {})}
        return address(self.route, self.scope.project.slug, {**self.basis, **own})

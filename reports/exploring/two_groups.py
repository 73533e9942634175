"""Two groups of documents side by side: the share of each theme in both, and the difference with its interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from django.http import QueryDict
from django.utils.translation import gettext as _

from projects.models import Membership
from reports import choices, editions, words
from reports.charts import Axis, Dot, Dots
from reports.charts import Row as DotRow
from reports.counting.base import Themes
from reports.cubes import drawing, loading
from reports.exploring.base import Exploration
from reports.exploring.contrast import Contrast, Side, contrasts, why_none
from reports.exploring.two_groups_form import TwoGroupsForm
from reports.exploring.two_groups_table import table
from reports.figures import Figure
from reports.filters import Filters
from reports.footing import State, footing
from reports.links import Links
from reports.scope import Scope
from vocabulary.models import Theme

DRAWN = 30  # themes in the picture: more do not fit on one page


@dataclass(frozen=True)
class Group:
    """What was chosen: whose work in which round, and which documents (`told` says these in words)."""

    letter: str
    scope: Scope
    filters: Filters
    told: str

    @property
    def links(self) -> Links:
        return Links(self.scope)

    @property
    def words(self) -> str:
        """As in “Source: Qiushi · Main, all coders together”."""
        whose = self.scope.coder.name if self.scope.coder else _("all coders together")
        return f"{self.told or _('all documents')} · {self.scope.round.name}, {whose}"


class TwoGroups(Exploration):
    """The page; a fixed number of queries, however many themes and documents there are."""

    name = "two-groups"
    route = "two_groups_detail"

    def __init__(self, groups: tuple[Group, Group], asked: Mapping[str, Any]) -> None:
        closed = (group.scope for group in groups if group.scope.is_closed)
        super().__init__(next(closed, groups[0].scope), asked)
        self.groups = groups

    @property
    def missing(self) -> str:
        if self.is_same:
            return _("Both groups are the same documents and the same work. Choose something in which they differ.")
        empty = [group.letter for group, side in zip(self.groups, self.sides, strict=True) if not _read(side)]
        return _("Nothing was read in group %s.") % _(" and ").join(empty)

    @cached_property
    def codebook(self) -> Themes:
        return choices.themes(self.scope.member, self._offered)

    @cached_property
    def _offered(self) -> editions.Editions:
        return editions.load(self.scope.project)

    @property
    def is_one_work(self) -> bool:
        first, second = (group.scope for group in self.groups)
        return (first.round, first.coder) == (second.round, second.coder)

    @property
    def is_same(self) -> bool:
        return self.is_one_work and np.array_equal(self.sides[0].rows, self.sides[1].rows)

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        first, second = (group.scope for group in self.groups)
        cube = loading.load(first, self.codebook, self._offered)
        other = cube if self.is_one_work else loading.load(second, self.codebook, self._offered)
        sides = []
        for group, each in zip(self.groups, (cube, other), strict=True):
            rows = group.filters.rows(each.described)
            load = partial(drawing.load, group.scope, each, self.codebook, self._offered)
            sides.append(Side(each, rows, footing(each, rows, group.scope.draws(), load)))
        return sides[0], sides[1]

    @cached_property
    def n_both(self) -> int:
        """Documents that are in both groups."""
        first, second = (side.cube.documents[side.rows] for side in self.sides)
        return len(np.intersect1d(first, second))

    @cached_property
    def overlap(self) -> str:
        """The documents in both groups, in words; nothing where there are none."""
        return words.units("document", self.n_both) if self.n_both else ""

    @property
    def with_sub(self) -> bool:
        return bool(self.asked.get("sub"))

    @cached_property
    def why(self) -> str:
        """Why no difference has an interval, or nothing."""
        return why_none(*self.sides, is_one_work=self.is_one_work, n_both=self.n_both)

    @cached_property
    def themes(self) -> dict[int, Theme]:
        return {theme.pk: theme for theme in self.codebook.rows}

    @cached_property
    def contrasts(self) -> list[Contrast]:
        """In the order asked for; themes without that figure last."""
        found = contrasts(*self.sides, list(self.themes), self.why, with_sub=self.with_sub)
        key = (self.asked.get("sort") or "codebook").removeprefix("-")
        if key == "codebook":
            return found
        known = [each for each in found if _sorted_by(each, key) is not None]
        known.sort(key=lambda each: _sorted_by(each, key) or 0, reverse=self.asked["sort"].startswith("-"))
        return known + [each for each in found if each not in known]

    def about(self) -> list[tuple[Group, str, str]]:
        """Of each group: itself, what was read of it, and on what its shares stand."""
        rows = zip(self.groups, self.sides, strict=True)
        return [(group, self._read_in_words(side), side.footing.note) for group, side in rows]

    def _read_in_words(self, side: Side) -> str:
        read = words.fraction(_read(side), side.total("codable"), self.scope.unit)
        documents = words.units("document", int(side.rows.sum()))
        return _("%(read)s read, in %(documents)s") % {"read": read, "documents": documents}

    def make(self) -> Figure | None:
        if self.is_same or not all(_read(side) for side in self.sides):
            return None
        made = table(self)
        return Figure(self.name, made, self.links, self._chart(made.title, made.note))

    @property
    def note(self) -> str:
        """Groups, denominators and intervals in words."""
        told = [f"{group.letter}: {group.words}; {read}." for group, read, _note in self.about()]
        share = _("Share: units with the theme ÷ units read under a codebook with it.")
        less = _("Difference: A less B, in percentage points.")
        if self.why == "":
            weighed = _("Shares weigh each drawn document by 1 ÷ its probability; 95 % intervals, between documents.")
            return " ".join([*told, share, less, weighed])
        is_complete = all(side.footing.state == State.COMPLETE for side in self.sides)
        none = _("Complete: no sampling error and no interval.") if is_complete else _("No interval: %s.") % self.why
        return " ".join([*told, share, less, none])

    def _chart(self, title: str, note: str) -> Dots:
        shown = self.contrasts[:DRAWN]
        more = f" {_('The picture has the first %d themes, the table all.') % DRAWN}"
        ends = [dot.high or dot.value for each in shown for dot in map(_dot, each.shares) if dot]
        return Dots(
            name=self.name,
            title=title,
            note=note + (more if len(self.contrasts) > DRAWN else ""),
            rows=[self._dots(each) for each in shown],
            axis=Axis(0, max(ends, default=0) or 0.1, _percent, _("Share of what was read")),
            series=[self._short(group) for group in self.groups],
        )

    def _short(self, group: Group) -> str:
        """A group in the legend: by its documents, and by its work only where the two differ in that."""
        documents = group.told or _("all documents")
        return f"{group.letter}: {documents if self.is_one_work else group.words}"

    def _dots(self, each: Contrast) -> DotRow:
        theme, apart = self.themes[each.theme], each.difference
        text = words.MISSING if apart.value is None else words.points(apart.value)
        if apart.low is not None and apart.high is not None:
            text += f" [{words.points(apart.low)}, {words.points(apart.high)}]"
        return DotRow(f"{theme.code} {theme.name}", [_dot(share) for share in each.shares], text)


def page(form: TwoGroupsForm) -> TwoGroups | None:
    """What a valid form asks for; None while the project has no round."""
    made = []
    for letter, group in zip("AB", form.groups, strict=True):
        scope = group.scope()
        if scope is None:
            return None
        made.append(Group(letter, scope, group.filters(), group.told))
    return TwoGroups((made[0], made[1]), form.asked())


def figure(asked: QueryDict, member: Membership) -> Figure | None:
    """That of the page, for its files."""
    form = TwoGroupsForm(asked, member=member)
    made = page(form) if form.is_valid() else None
    return made.figure if made else None


def _read(side: Side) -> int:
    return side.total("read_all")


def _sorted_by(each: Contrast, key: str) -> float | None:
    return {"a": each.shares[0], "b": each.shares[1], "difference": each.difference}[key].value


def _dot(estimate: Any) -> Dot | None:
    return None if estimate.value is None else Dot(estimate.value, estimate.low, estimate.high)


def _percent(share: float) -> str:
    return words.percent(share, 1, 0) if share else "0 %"

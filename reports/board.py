"""The board: how far a round is, when it will be done, and what a supervisor should do next.

As many queries for one document, coder and theme as for thousands; the counts are those of the pages they lead to.
"""

from datetime import date
from functools import cached_property

from annotations.querysets import sees_only_own
from reports import board_text, board_themes, board_work, choices, editions
from reports.board_lines import Section
from reports.counting.base import Themes
from reports.cube import Cube, Ints
from reports.cubes import loading
from reports.day_bars import DayBars, drawn
from reports.editions import Editions
from reports.links import Links
from reports.material import Number
from reports.scope import Scope
from reports.words import decimal, fraction, percent, unit_names
from reports.workload import Workload


class Board:
    """One round. Whoever codes in it while it is blind learns nothing here of the others."""

    sources = {"pace": "Hahn & Meeker 1991", "verdict": "Krippendorff 2004"}

    def __init__(self, scope: Scope) -> None:
        self.scope, self.round = scope, scope.round
        self.links = Links(scope)

    @cached_property
    def is_own_only(self) -> bool:
        return sees_only_own(self.scope.member, self.round)

    @cached_property
    def work(self) -> Workload:
        return Workload(self.scope, self._active)

    @property
    def _active(self) -> Ints | None:
        """The documents that are not withdrawn, where all of them are counted."""
        return self.cube.documents if self.cube.is_fresh else None

    @cached_property
    def sections(self) -> list[Section]:
        """In the order in which they are worth doing; of a round that hides its coding, what may be known of it."""
        asking = board_work.questions(self.scope)
        if self.is_own_only:
            return [asking]
        found = [asking, board_work.work(self.work), board_work.differences(self.scope, self._active)]
        found.append(board_text.holes(self.scope, self.cube))
        if not self.cube.is_closed:
            found.append(board_themes.themes(self.scope, self.cube, self.themes, self.offered, self.links))
        return found

    @cached_property
    def cube(self) -> Cube:
        return loading.load(self.scope, self.themes, self.offered)

    @cached_property
    def themes(self) -> Themes:
        return choices.themes(self.scope.member, self.offered)

    @cached_property
    def offered(self) -> Editions:
        return editions.load(self.scope.project)

    @property
    def given(self) -> Number:
        return self.work.number(self.work.by_state["all"], "all")

    @property
    def handed_in(self) -> Number:
        return self.work.number(self.work.by_state["handed-in"], "handed-in")

    @property
    def bars(self) -> DayBars:
        return drawn([day.n for day in self.work.days])

    @property
    def first_day(self) -> date:
        return self.work.days[0].date

    @property
    def last_day(self) -> date:
        return self.work.days[-1].date

    @property
    def pace(self) -> str:
        return decimal(self.work.projection.rate or 0.0, 1)

    @property
    def read_href(self) -> str:
        return self.links.units("read")

    @property
    def read(self) -> str:
        """As in "120 of 418 sentences"."""
        return fraction(self.n_read, self.n_codable, self.scope.unit)

    @property
    def read_share(self) -> str:
        return percent(self.n_read, self.n_codable)

    @property
    def n_read(self) -> int:
        return int(self.cube.read_all.sum())

    @property
    def n_codable(self) -> int:
        return int(self.cube.totals.codable.sum())

    @property
    def units(self) -> str:
        return unit_names(self.scope.unit)

    @property
    def ends(self) -> dict[str, date | None]:
        """The projected end and its interval, as dates."""
        found, today = self.work.projection, self.work.now.date()
        return {name: found.on(today, getattr(found, name)) for name in ("days", "low", "high")}

    @property
    def is_late(self) -> bool:
        """Whether even the middle of what is likely lies after the day that was agreed upon."""
        end = self.ends["days"]
        return bool(end and self.round.ends_on and end > self.round.ends_on)

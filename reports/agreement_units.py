"""The page of units behind a number of the agreement page: what was compared, and where coders agree and differ."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.db.models import TextChoices
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from annotations.querysets import UnitThemeQuerySet
from projects.models import Coder
from reports import answering, choices, editions
from reports.agreement_rows import Level, levels
from reports.answers import Mask, Values, is_agreed, is_compared, is_different
from reports.counting.base import Themes
from reports.scope import Scope
from reports.unit_lines import UnitLines
from reports.units import Place


class State(TextChoices):
    """What can be asked of a unit that two or more of the coders answered."""

    COMPARED = "compared", _("answered by two or more of them")
    ALL = "all", _("all who answered give the theme")
    DIFFER = "differ", _("some give the theme, others do not")
    GIVEN = "given", _("one of them gives the theme")


class AgreementUnits(UnitLines):
    """Units and their themes by the coders compared. A hidden round shows none."""

    route = "agreement_units"

    def __init__(self, scope: Scope, coders: Sequence[Coder], asked: Mapping[str, Any]) -> None:
        super().__init__(scope, asked)
        self.coders = coders
        self.by = next((coder for coder in coders if coder.pk == asked.get("by")), None)
        self.state = State(asked.get("state") or State.COMPARED)
        self.offered = editions.load(scope.project)
        self.level = self._level(choices.themes(scope.member, self.offered))
        self.theme = self.level.theme if self.level else None

    @property
    def is_hidden(self) -> bool:
        return self.scope.round.hides_others

    @property
    def whose(self) -> str:
        return ", ".join(coder.name for coder in self.coders)

    def places(self) -> list[Place]:
        if self.is_hidden or len(self.coders) < 2 or not self.level:
            return []
        answered = answering.load(self.scope, self.coders, self.offered)
        values = answered.values(self.level.asked)
        column = next((place for place, coder in enumerate(self.coders) if coder == self.by), None)
        rows = is_compared(values) & _is(self.state, values, column)
        return list(zip(answered.paragraphs[rows].tolist(), answered.units[rows].tolist(), strict=True))

    def themes_given(self) -> UnitThemeQuerySet:
        return self.scope.unit_themes().filter(coder__in=[coder.pk for coder in self.coders])

    def _level(self, themes: Themes) -> Level | None:
        """The line of the agreement page that is asked about; without a theme its first one."""
        theme = self.theme or next(iter(themes.rows), None)
        wanted = (theme, bool(self.asked.get("sub")), self.asked.get("edition"))
        for level in levels(themes, self.offered):
            if (level.theme, level.is_rolled, level.edition) == wanted:
                return level
        if theme:
            raise Http404("No such line of the agreement page.")
        return None


def _is(state: str, values: Values, column: int | None) -> Mask:
    """The rows in that state."""
    if state == State.GIVEN:
        of = values if column is None else values[:, column : column + 1]
        return np.asarray((of == 1).any(axis=1), dtype=np.bool_)
    if state == State.DIFFER:
        return is_different(values)
    return is_agreed(values) if state == State.ALL else is_compared(values)

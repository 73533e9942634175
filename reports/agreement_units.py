"""The page of units behind a number of the agreement pages: what was compared, and where coders agree and differ."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from projects.models import Coder
from reports import carrying, confusions, grouping
from reports.answers import Mask, Values, is_agreed, is_compared, is_different
from reports.comparison import Comparison
from reports.scope import Scope
from reports.unit_lines import Given, UnitLines, together
from reports.units import Place
from vocabulary.models import Theme


class State(TextChoices):
    """What can be asked of a unit that two or more of the coders answered."""

    COMPARED = "compared", _("answered by two or more of them")
    ALL = "all", _("all who answered give the theme")
    DIFFER = "differ", _("some give the theme, others do not")
    GIVEN = "given", _("one of them gives the theme")
    INSTEAD = "instead", _("one of them gives the theme, another one another theme instead")
    ALONE = "alone", _("one of them gives the theme, another one no theme at all")


class AgreementUnits(UnitLines):
    """Units and their themes by the coders compared. A hidden round shows none."""

    route = "agreement_units"

    def __init__(self, scope: Scope, coders: Sequence[Coder], asked: Mapping[str, Any]) -> None:
        super().__init__(scope, asked)
        self.coders = coders
        self.by = next((coder for coder in coders if coder.pk == asked.get("by")), None)
        self.state = State(asked.get("state") or State.COMPARED)
        self.comparison = Comparison(scope, coders, {})
        self.level = self.comparison.level(
            self.theme, is_rolled=bool(asked.get("sub")), edition=asked.get("edition") or None
        )
        self.theme = self.level.theme if self.level else None
        self.other = asked.get("other") if self.state == State.INSTEAD else None

    @property
    def is_hidden(self) -> bool:
        return self.comparison.is_hidden

    @property
    def whose(self) -> str:
        return self.comparison.whose

    @property
    def group(self) -> str:
        """The group that the units are of, in words; empty for all of them."""
        if not self._groups:
            return ""
        return next((group.label for group in self._groups.groups if group.key == self.asked["row"]), "")

    def places(self) -> list[Place]:
        if not self.comparison.is_shown or not self.level:
            return []
        answered = self.comparison.answered
        values = answered.values(self.level.asked)
        rows = is_compared(values) & self._is_asked(values) & self._is_grouped()
        return list(zip(answered.paragraphs[rows].tolist(), answered.units[rows].tolist(), strict=True))

    @property
    def carried(self) -> str:
        return self.comparison.carried

    def _given(self, paragraphs: set[int]) -> dict[Place, list[Given]]:
        """By the coders compared, in the unit and by the rule in which they are compared."""
        answered, wanted = self.comparison.answered, list(paragraphs)
        documents = set(answered.documents[np.isin(answered.paragraphs, wanted)].tolist())
        rows = carrying.load(self.scope, self.coders, documents)
        rows = rows[np.isin(rows[:, 1], wanted)]
        themes, coders = Theme.objects.in_bulk(set(rows[:, 3].tolist())), {each.pk: each for each in self.coders}
        told = [
            (themes[theme], coders[coder], (paragraph, unit), bool(is_sure))
            for coder, paragraph, unit, theme, is_sure in rows.tolist()
        ]
        return together(sorted(told, key=lambda row: (row[0].position, row[0].pk, row[1].name, row[1].pk)))

    @property
    def _column(self) -> int | None:
        return next((place for place, coder in enumerate(self.coders) if coder == self.by), None)

    @cached_property
    def _groups(self) -> grouping.Groups | None:
        by = self.asked.get("rows")
        return grouping.group(by, self.scope, self.comparison.answered) if by and self.comparison.is_shown else None

    def _is_asked(self, values: Values) -> Mask:
        """The rows in the state that is asked for."""
        has_any = self.comparison.answered.has_any
        if self.state == State.INSTEAD:
            level = self.comparison.level(self.other) if self.other else None
            other = self.comparison.answered.values(level.asked) if level else None
            return confusions.instead(values, other, has_any, self._column)
        if self.state == State.ALONE:
            return confusions.alone(values, has_any, self._column)
        return _is(self.state, values, self._column)

    def _is_grouped(self) -> Mask:
        """The rows of the group that is asked for: none where there is no such one, as in another round."""
        if self._groups is None:
            return np.ones(len(self.comparison.answered), np.bool_)
        found = self._groups.named(str(self.asked.get("row")))
        return np.zeros(len(self.comparison.answered), np.bool_) if found is None else found


def _is(state: str, values: Values, column: int | None) -> Mask:
    """The rows in that state."""
    if state == State.GIVEN:
        of = values if column is None else values[:, column : column + 1]
        return np.asarray((of == 1).any(axis=1), dtype=np.bool_)
    if state == State.DIFFER:
        return is_different(values)
    return is_agreed(values) if state == State.ALL else is_compared(values)

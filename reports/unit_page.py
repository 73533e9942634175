"""The page of units behind a number of the coverage page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from reports import choices, editions, units
from reports.scope import Scope
from reports.unit_lines import UnitLines


class UnitPage(UnitLines):
    """The units of one question. A closed round shows none: they are its coders' work."""

    route = "unit_list"

    def __init__(self, scope: Scope, asked: Mapping[str, Any]) -> None:
        super().__init__(scope, asked)
        self.editions = editions.load(scope.project)
        self.themes = choices.themes(scope.member, self.editions)
        self.document = asked.get("document")
        self.state = units.State(asked.get("state") or units.State.TAGGED)

    def places(self) -> list[units.Place]:
        return [] if self.scope.is_closed else units.find(self.scope, self._question(), self.editions)

    @property
    def whose(self) -> str:
        return self.scope.coder.name if self.scope.coder else _("all coders together")

    def _question(self) -> units.Question:
        family: frozenset[int] = frozenset()
        if self.theme:
            family = self.themes.family(self.theme.pk) if self.asked.get("sub") else frozenset({self.theme.pk})
        document = self.document.pk if self.document else None
        return units.Question(self.state, document, self.theme.pk if self.theme else None, family)

"""Questions to the units that carry themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from annotations.querysets.visibility import seen_by

if TYPE_CHECKING:
    from annotations.models import UnitTheme


class UnitThemeQuerySet(QuerySet["UnitTheme"]):
    def by(self, coder: Any) -> UnitThemeQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> UnitThemeQuerySet:
        return self.filter(round=round)

    def visible_to(self, member: Any) -> UnitThemeQuerySet:
        return self.filter(seen_by(member), round__project=member.project_id)

"""Questions to the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.db.models.functions import Lower

if TYPE_CHECKING:
    from vocabulary.models import CodebookVersion, Theme


class ThemeQuerySet(QuerySet["Theme"]):
    def active(self) -> ThemeQuerySet:
        """Not retired, in the order of the codebook."""
        return self.filter(retired_at=None).in_order()

    def in_project(self, project: Any) -> ThemeQuerySet:
        return self.filter(project=project)

    def in_order(self) -> ThemeQuerySet:
        return self.order_by("position", "pk")

    def named(self, project: Any, names: Iterable[str]) -> dict[str, Theme]:
        """Themes of a project by lower-case slug (old ones too) or English name."""
        wanted = {name.lower() for name in names}
        themes = self.filter(project=project)
        slugs = themes.annotate(_slug=Lower("slugs__slug")).filter(_slug__in=wanted)
        found = {theme._slug: theme for theme in slugs}
        if wanted - found.keys():
            names_left = themes.annotate(_name=Lower("name")).filter(_name__in=wanted - found.keys())
            found |= {theme.name.lower(): theme for theme in names_left}
        return found


class CodebookVersionQuerySet(QuerySet["CodebookVersion"]):
    def published(self, project: Any) -> CodebookVersion | None:
        """The latest published codebook of a project, if there is one."""
        return self.filter(project=project).order_by("-number").first()

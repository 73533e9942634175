"""Questions to the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet

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
        """Themes of a project by lower-case slug (old ones too) or, where no slug says it, by name in lower case."""
        wanted = {name.lower() for name in names}
        themes = self.filter(project=project)
        slugs = themes.filter(slugs__slug__in=wanted).annotate(_slug=F("slugs__slug"))
        found = {theme._slug: theme for theme in slugs}
        if wanted - found.keys():  # names hold any script, whose lower case SQLite does not know
            found = {theme.name.lower(): theme for theme in themes if theme.name.lower() in wanted} | found
        return found


class CodebookVersionQuerySet(QuerySet["CodebookVersion"]):
    def published(self, project: Any) -> CodebookVersion | None:
        """The latest published codebook of a project, if there is one; its large snapshot is read only when used."""
        return self.filter(project=project).defer("snapshot").order_by("-number").first()

    def numbers(self, pks: Iterable[int]) -> dict[int, int]:
        """The numbers of these versions by their ids."""
        return dict(self.filter(pk__in=set(pks)).values_list("pk", "number"))

    def numbered(self, project: Any, number: int) -> CodebookVersion | None:
        """One published codebook, without its large snapshot."""
        return self.filter(project=project, number=number).defer("snapshot").first()

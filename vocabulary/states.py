"""The state of themes and codebook versions as events keep it: plain JSON, ids not names, equal on both databases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vocabulary.content import ACTIVE, RETIRED, About, CodebookContent, ThemeContent
from vocabulary.models import CodebookVersion, Theme


def theme_state(theme: Theme, slugs: Iterable[str] | None = None) -> dict[str, Any]:
    """`slugs` are all that the theme ever had, when the caller has them at hand."""
    return {
        "slug": theme.slug,
        "slugs": sorted(theme.slugs.values_list("slug", flat=True) if slugs is None else slugs),
        "code": theme.code,
        "parent": theme.parent_id,
        "name": theme.name,
        "labels": theme.labels,
        "hue": theme.hue,
        "position": theme.position,
        "key": theme.key,
        "brief_definition": theme.brief_definition,
        "full_definition": theme.full_definition,
        "use_when": theme.use_when,
        "do_not_use_when": theme.do_not_use_when,
        "examples": theme.examples,
        "lexicon": theme.lexicon,
        "changed_in": theme.changed_in,
        "retired_at": theme.retired_at.isoformat() if theme.retired_at else None,
        "successor": theme.successor_id,
        "version": theme.version,
    }


def version_state(version: CodebookVersion) -> dict[str, Any]:
    """The snapshot is vouched for by its checksum; the themes' own events hold what it says."""
    return {
        "number": version.number,
        "published_at": version.published_at.isoformat(),
        "published_by": version.published_by_id,
        "message": version.message,
        "sha256": version.sha256,
    }


@dataclass(frozen=True)
class Drafts:
    """All themes of a project as they are now, published or not, with every slug they ever had. Two queries."""

    themes: dict[int, Theme]
    slugs: dict[int, list[str]]

    @classmethod
    def of(cls, project: Any) -> "Drafts":
        themes = Theme.objects.in_project(project).in_order().prefetch_related("slugs")
        rows = {theme.pk: theme for theme in themes}
        return cls(rows, {pk: [row.slug for row in theme.slugs.all()] for pk, theme in rows.items()})

    def content(self, theme: Theme) -> ThemeContent:
        """What a theme says now, other themes named by their present slugs."""
        return ThemeContent(
            slug=theme.slug,
            former_slugs=sorted(slug for slug in self.slugs.get(theme.pk, []) if slug != theme.slug),
            code=theme.code,
            parent=self._slug(theme.parent_id),
            labels=theme.labels,
            hue=theme.hue,
            position=theme.position,
            key=theme.key,
            status=RETIRED if theme.retired_at else ACTIVE,
            successor=self._slug(theme.successor_id),
            brief_definition=theme.brief_definition,
            full_definition=theme.full_definition,
            use_when=theme.use_when,
            do_not_use_when=theme.do_not_use_when,
            examples=theme.examples,
            lexicon=theme.lexicon,
        )

    def codebook(self, about: About) -> CodebookContent:
        return CodebookContent(about, [self.content(theme) for theme in self.themes.values()])

    def _slug(self, pk: int | None) -> str | None:
        return self.themes[pk].slug if pk is not None else None

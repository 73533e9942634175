"""Which published version of a codebook contained which theme: under a version without it, its value is missing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from reports.cubes.memory import Memory
from vocabulary.content import ACTIVE, from_json
from vocabulary.models import CodebookVersion, ThemeSlug

_READ = Memory(16 * 2**20)  # what a version says, by its checksum: it never changes
MEANING = ("brief_definition", "full_definition", "use_when", "do_not_use_when")


@dataclass(frozen=True)
class Editions:
    """`lacking`: theme -> versions that did not offer it. `editions`: theme -> version -> its edition.

    An edition is the number of the version in which a definition first stood. Themes and versions are database ids.
    """

    lacking: dict[int, frozenset[int]] = field(default_factory=dict)
    editions: dict[int, dict[int, int]] = field(default_factory=dict)

    def gap(self, theme: int) -> frozenset[int]:
        """The versions under which a unit's value for the theme is missing."""
        return self.lacking.get(theme, frozenset())

    def is_known(self, theme: int) -> bool:
        """Whether any published version ever offered the theme."""
        return theme in self.editions

    def changed(self) -> dict[tuple[int, int], frozenset[int]]:
        """(theme, edition) -> all versions that did not show this edition, for each theme whose definition changed."""
        versions = {version for shown in self.editions.values() for version in shown}
        return {
            (theme, edition): frozenset(version for version in versions if shown.get(version) != edition)
            for theme, shown in sorted(self.editions.items())
            for edition in sorted(set(shown.values()))
            if len(set(shown.values())) > 1
        }


def load(project: Any) -> Editions:
    """Compare all published versions of a project: two queries."""
    slugs = dict(ThemeSlug.objects.filter(project=project).values_list("slug", "theme_id"))
    versions = CodebookVersion.objects.filter(project=project).order_by("number")
    rows = versions.annotate(text=Cast("snapshot", TextField())).values_list("pk", "number", "sha256", "text")
    offered = {pk: (number, _offered(sha256, text, slugs)) for pk, number, sha256, text in rows}
    themes = set(slugs.values())
    lacking = {
        theme: frozenset(version for version, (_number, known) in offered.items() if theme not in known)
        for theme in themes
    }
    editions = {theme: _editions(theme, offered.items()) for theme in themes}
    return Editions(
        {theme: versions for theme, versions in lacking.items() if versions},
        {theme: shown for theme, shown in editions.items() if shown},
    )


def _offered(sha256: str, text: str, slugs: dict[str, int]) -> dict[int, tuple[Any, ...]]:
    """What a coder could choose under a version, with its definition; by theme."""
    known = _READ.once(sha256, lambda: _meanings(text), lambda _known: len(text))
    return {slugs[slug]: meaning for slug, meaning in known.items() if slug in slugs}


def _meanings(text: str) -> dict[str, tuple[Any, ...]]:
    """The same by slug; retired themes could not be chosen."""
    active = (content for content in from_json(json.loads(text)).themes if content.status == ACTIVE)
    return {content.slug: tuple(repr(getattr(content, name)) for name in MEANING) for content in active}


def _editions(theme: int, offered: Iterable[tuple[int, tuple[int, dict[int, tuple[Any, ...]]]]]) -> dict[int, int]:
    """Version -> number of the version where its definition of the theme first stood."""
    first: dict[tuple[Any, ...], int] = {}
    shown = {}
    for version, (number, known) in offered:
        if theme in known:
            shown[version] = first.setdefault(known[theme], number)
    return shown

"""A published codebook, ready to be read: built once from a version's snapshot, then only looked at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from vocabulary.content import RETIRED, About, ThemeContent
from vocabulary.languages import best, others

# "…: use trade or investment", "…: add digital-economy": the end of an exclusion that sends on to other themes.
SENDS_ON = re.compile(r":\s+(?:use|add)\s", re.IGNORECASE)
WORD = re.compile(r"([\w-]+)")


@dataclass(frozen=True, kw_only=True)
class ThemeEntry:
    """One theme of a published version. `id` is the theme's row, `group_id` that of its top-level theme."""

    id: int
    parent_id: int | None
    group_id: int
    depth: int
    successor_id: int | None
    changed_in: int
    slug: str
    former_slugs: tuple[str, ...]
    code: str
    labels: dict[str, str]
    hue: int
    position: int
    key: str
    is_retired: bool
    brief_definition: str
    full_definition: str
    use_when: tuple[str, ...]
    do_not_use_when: tuple[str, ...]
    examples: tuple[dict[str, Any], ...]
    lexicon: tuple[dict[str, Any], ...]

    def __str__(self) -> str:
        return f"{self.code} {self.label('en')}"

    def label(self, language: str) -> str:
        """The name for a reader of this language, else in English, else in any."""
        return self.labels.get(best(self.labels, language), "")

    def other_labels(self, language: str) -> list[tuple[str, str]]:
        return others(self.labels, language)

    @property
    def positive_examples(self) -> list[dict[str, Any]]:
        return [example for example in self.examples if not example["is_negative"]]

    @property
    def negative_examples(self) -> list[dict[str, Any]]:
        return [example for example in self.examples if example["is_negative"]]

    @property
    def lexicon_by_language(self) -> dict[str, list[dict[str, Any]]]:
        languages = dict.fromkeys(phrase["lang"] for phrase in self.lexicon)
        return {key: [phrase for phrase in self.lexicon if phrase["lang"] == key] for key in languages}


@dataclass(frozen=True)
class Group:
    """A top-level theme and the active themes below it."""

    top: ThemeEntry
    below: tuple[ThemeEntry, ...]

    @property
    def entries(self) -> tuple[ThemeEntry, ...]:
        return (self.top, *self.below)


@dataclass(frozen=True, eq=False)  # there is one object a version: it can be a key
class Codebook:
    """One published version. `version_id` is its row; `entries` are all its themes, retired ones too, in order.

    `places` says by id where each stands in it.
    """

    version_id: int
    number: int
    published_at: datetime
    message: str
    sha256: str
    about: About
    entries: tuple[ThemeEntry, ...]
    by_id: dict[int, ThemeEntry] = field(repr=False)
    by_slug: dict[str, ThemeEntry] = field(repr=False)
    places: dict[int, int] = field(repr=False)

    def __str__(self) -> str:
        return self.about.id

    @property
    def labels(self) -> dict[str, str]:
        """The titles by language."""
        return self.about.title

    def label(self, language: str) -> str:
        """The title for a reader of this language; the id where there is no title."""
        return self.labels.get(best(self.labels, language), self.about.id)

    def active_entries(self) -> list[ThemeEntry]:
        return [entry for entry in self.entries if not entry.is_retired]

    def retired_entries(self) -> list[ThemeEntry]:
        return [entry for entry in self.entries if entry.is_retired]

    def groups(self) -> list[Group]:
        """The active themes under their top-level themes, in the order of the codebook."""
        below: dict[int, list[ThemeEntry]] = {}
        for entry in self.active_entries():
            if entry.parent_id is not None:
                below.setdefault(entry.group_id, []).append(entry)
        tops = [entry for entry in self.active_entries() if entry.parent_id is None]
        return [Group(top, tuple(below.get(top.id, ()))) for top in tops]

    def linked(self, text: str) -> list[tuple[str, ThemeEntry | None]]:
        """An exclusion in pieces: the themes it sends on to stand beside their slugs, other words beside None."""
        sends = list(SENDS_ON.finditer(text))
        if not sends:
            return [(text, None)]
        end = sends[-1].end()
        pieces = [(word, self.by_slug.get(word)) for word in WORD.split(text[end:]) if word]
        return [(text[:end], None), *pieces]


def build(version: Any, snapshot: dict[str, Any]) -> Codebook:
    """A version's codebook from its snapshot."""
    themes = [ThemeContent(**theme) for theme in snapshot["themes"]]
    entries = _entries(themes, snapshot["rows"])
    by_slug = {slug: entry for entry in entries for slug in entry.former_slugs}
    return Codebook(
        version_id=version.pk,
        number=version.number,
        published_at=version.published_at,
        message=version.message,
        sha256=version.sha256,
        about=About(**snapshot["codebook"]),
        entries=tuple(entries),
        by_id={entry.id: entry for entry in entries},
        places={entry.id: place for place, entry in enumerate(entries)},
        by_slug=by_slug | {entry.slug: entry for entry in entries},
    )


def _entries(themes: Iterable[ThemeContent], rows: dict[str, dict[str, int]]) -> list[ThemeEntry]:
    by_slug = {theme.slug: theme for theme in themes}
    return [_entry(theme, _line(theme, by_slug), rows) for theme in by_slug.values()]


def _line(theme: ThemeContent, by_slug: dict[str, ThemeContent]) -> list[str]:
    """Slugs from the theme up to its top-level theme."""
    line = [theme.slug]
    while (parent := by_slug[line[-1]].parent) is not None:
        line.append(parent)
    return line


def _entry(theme: ThemeContent, line: list[str], rows: dict[str, dict[str, int]]) -> ThemeEntry:
    return ThemeEntry(
        id=rows[theme.slug]["id"],
        parent_id=rows[theme.parent]["id"] if theme.parent else None,
        group_id=rows[line[-1]]["id"],
        depth=len(line) - 1,
        successor_id=rows[theme.successor]["id"] if theme.successor else None,
        changed_in=rows[theme.slug]["changed_in"],
        slug=theme.slug,
        former_slugs=tuple(theme.former_slugs),
        code=theme.code,
        labels=theme.labels,
        hue=theme.hue,
        position=theme.position,
        key=theme.key,
        is_retired=theme.status == RETIRED,
        brief_definition=theme.brief_definition,
        full_definition=theme.full_definition,
        use_when=tuple(theme.use_when),
        do_not_use_when=tuple(theme.do_not_use_when),
        examples=tuple(theme.examples),
        lexicon=tuple(theme.lexicon),
    )

"""Changing a theme. What is changed is a draft until the codebook is published."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ledger.write import Work, check_version, write
from vocabulary.actions.publishing import lock
from vocabulary.actions.storing import store
from vocabulary.checking import relations, themes
from vocabulary.comparing import Target
from vocabulary.content import ThemeContent
from vocabulary.models import CodebookVersion, Theme
from vocabulary.problems import Fault, InvalidCodebook
from vocabulary.rows import row_of
from vocabulary.states import Drafts, theme_state


def change_theme(*, theme: Theme, version: int | None, actor: Any, op: uuid.UUID | None = None, **fields: Any) -> Theme:
    """Change fields of a theme, named as in `vocabulary.content.ThemeContent`, parent and successor by slug.

    A slug that is left stays the theme's for ever; a theme takes the hue of its top-level theme, and gives its own to
    those below it. Raises InvalidCodebook with every fault, for the field by itself and among all themes.
    """
    with write(
        project=theme.project, actor=actor, verb="change theme", about="codebook", op=op, body=[theme.pk, fields]
    ) as work:
        change(theme, version, fields, work)
    return fresh(theme)


def change(theme: Theme, version: int | None, fields: dict[str, Any], work: Work) -> None:
    """Inside `work`: change one theme, and the hues below it."""
    lock(theme.project)
    drafts = Drafts.of(theme.project)
    now = drafts.themes[theme.pk]
    check_version(now, version, theme_state(now, drafts.slugs[now.pk]))
    store(theme.project, planned(drafts, now, fields), work)


def planned(drafts: Drafts, theme: Theme, fields: dict[str, Any]) -> list[Target]:
    """What changing `fields` of a theme makes of it and of those below it; raises InvalidCodebook."""
    before = {pk: drafts.content(row) for pk, row in drafts.themes.items()}
    after = with_hues({**before, theme.pk: _changed(before[theme.pk], fields, _languages(theme))})
    refuse_faults(after.values())
    return [Target(after[pk], before[pk], pk) for pk in before if after[pk] != before[pk]]


def fresh(theme: Theme) -> Theme:
    """The theme as it is stored now."""
    stored: Theme = Theme.objects.get(pk=theme.pk)
    return stored


def refuse_faults(contents: Iterable[ThemeContent]) -> None:
    """Raise InvalidCodebook unless the themes may stand together."""
    faults = list(relations.faults(list(contents)))
    if faults:
        raise InvalidCodebook(faults)


def with_hues(contents: dict[int, ThemeContent]) -> dict[int, ThemeContent]:
    """All themes by id, each with the hue of its top-level theme."""
    bare = [replace(content, hue=content.hue if content.parent is None else 0) for content in contents.values()]
    return dict(zip(contents, relations.with_inherited_hues(bare), strict=True))


def _changed(now: ThemeContent, fields: dict[str, Any], languages: list[str]) -> ThemeContent:
    """`now` with other fields, each checked as if it had come in a file."""
    faults: list[Fault] = []
    wanted = replace(now, **fields)
    slugs = {*now.former_slugs, now.slug} - {wanted.slug}
    content = themes.read(
        row_of(replace(wanted, former_slugs=sorted(slugs)), languages), now.position, languages, faults
    )
    if faults:
        raise InvalidCodebook(faults)
    return content


def _languages(theme: Theme) -> list[str]:
    last = CodebookVersion.objects.published(theme.project)
    return list(last.snapshot["codebook"]["languages"]) if last else list(theme.labels)

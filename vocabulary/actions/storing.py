"""Writing themes to the database, inside an operation that another action has opened."""

from typing import Any

from ledger.locks import locked
from ledger.write import Work
from projects.models import Project
from vocabulary.checking.relations import name_of
from vocabulary.comparing import Target
from vocabulary.content import RETIRED, ThemeContent
from vocabulary.models import Theme, ThemeSlug
from vocabulary.states import theme_state

# Fields that a theme's row holds just as its content does.
SAME = (
    *("slug", "code", "labels", "hue", "position", "key", "brief_definition", "full_definition"),
    *("use_when", "do_not_use_when", "examples", "lexicon"),
)


def store(project: Project, targets: list[Target], work: Work) -> None:
    """Bring each target's row to its content; parents and successors once all rows are there."""
    ids = [target.pk for target in targets if target.pk is not None]
    themes = {theme.pk: theme for theme in locked(Theme.objects.filter(pk__in=ids))}
    before: dict[int, dict[str, Any]] = {pk: theme_state(theme) for pk, theme in themes.items()}
    _step_aside(targets)
    rows = [(_write(project, themes.get(target.pk or 0), target.content, work), target.content) for target in targets]
    known = dict(ThemeSlug.objects.filter(project=project).values_list("slug", "theme"))
    for theme, content in rows:
        _relate(theme, content, known)
        work.record("theme", theme.pk, before.get(theme.pk), theme_state(theme))


def _step_aside(targets: list[Target]) -> None:
    """Themes that change slug, name or code leave their old ones first, so that two can swap theirs."""
    names = {"slug", "code", "labels"}
    for target in targets:
        if target.now and names & set(target.content.differences(target.now)):
            aside = f"~{target.pk}"
            Theme.objects.filter(pk=target.pk).update(slug=aside, name=aside, code=aside[-8:])


def _write(project: Project, theme: Theme | None, content: ThemeContent, work: Work) -> Theme:
    theme = theme or Theme(project=project, version=0)
    for name in SAME:
        setattr(theme, name, getattr(content, name))
    theme.name = name_of(content.labels)
    if (theme.retired_at is not None) != (content.status == RETIRED):
        theme.retired_at = work.operation.at if content.status == RETIRED else None
    theme.version += 1
    theme.save()
    for slug in {content.slug, *content.former_slugs}:
        ThemeSlug.objects.get_or_create(project=project, slug=slug, theme=theme)
    return theme


def _relate(theme: Theme, content: ThemeContent, known: dict[str, int]) -> None:
    parent = known[content.parent] if content.parent else None
    successor = known[content.successor] if content.successor else None
    if (theme.parent_id, theme.successor_id) != (parent, successor):
        theme.parent_id, theme.successor_id = parent, successor
        theme.save(update_fields=["parent", "successor"])

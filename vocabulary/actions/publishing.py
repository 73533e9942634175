"""Publishing the codebook: a numbered version that never changes and that coders see from then on."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from ledger.locks import locked
from ledger.write import Work, write
from projects.models import Project
from vocabulary.content import About, CodebookContent, ThemeContent, from_json
from vocabulary.models import CodebookVersion, Theme
from vocabulary.problems import NothingToPublish
from vocabulary.states import Drafts, theme_state, version_state


def publish(*, project: Project, message: str, actor: Any, op: uuid.UUID | None = None) -> CodebookVersion:
    """Publish the themes as they are now; raises NothingToPublish when they are those of the latest version."""
    with write(project=project, actor=actor, verb="publish codebook", about="codebook", op=op, body=message) as work:
        lock(project)
        last = CodebookVersion.objects.published(project)
        about = About(**last.snapshot["codebook"]) if last else About()
        version = publish_changes(project, about, message, work)
        if version is None:
            raise NothingToPublish(_("Nothing has changed since the last published version."))
    return version


def lock(project: Project) -> None:
    """One at a time changes the codebook of a project."""
    locked(Project.objects).get(pk=project.pk)


def publish_changes(
    project: Project, about: About, message: str, work: Work, number: int | None = None
) -> CodebookVersion | None:
    """Inside `work`: publish unless it would say the same. A project's first version has `number`, if it is given."""
    last = CodebookVersion.objects.published(project)
    drafts = Drafts.of(project)
    content = drafts.codebook(about)
    if last and last.sha256 == content.sha256():
        return None
    number = last.number + 1 if last else number or 1
    _mark_changed(drafts, content, last, number, work)
    version = CodebookVersion.objects.create(
        project=project,
        number=number,
        published_at=work.operation.at,
        published_by=work.operation.actor,
        message=message,
        snapshot={**content.as_json(), "rows": {theme.slug: _row(theme) for theme in drafts.themes.values()}},
        sha256=content.sha256(),
    )
    work.record("codebook_version", version.pk, None, version_state(version))
    return version


def _mark_changed(
    drafts: Drafts, content: CodebookContent, last: CodebookVersion | None, number: int, work: Work
) -> None:
    """Note on each theme whose meaning changed since the last version that this is the version of its change."""
    before = _published_by_pk(last) if last else {}
    for theme, now in zip(drafts.themes.values(), content.themes, strict=True):
        if theme.changed_in and now.means_the_same(before.get(theme.pk)):
            continue
        state = theme_state(theme, drafts.slugs[theme.pk])
        theme.changed_in = number
        Theme.objects.filter(pk=theme.pk).update(changed_in=number)
        work.record("theme", theme.pk, state, theme_state(theme, drafts.slugs[theme.pk]))


def _published_by_pk(version: CodebookVersion) -> dict[int, ThemeContent]:
    themes = from_json(version.snapshot).themes
    return {version.snapshot["rows"][theme.slug]["id"]: theme for theme in themes}


def _row(theme: Theme) -> dict[str, int]:
    """Where the theme is stored and in which version it last changed: no part of the checksum."""
    return {"id": theme.pk, "changed_in": theme.changed_in}

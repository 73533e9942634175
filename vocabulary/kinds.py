"""What of the vocabulary the ledger can replay."""

from collections.abc import Iterator
from typing import Any

from ledger.kinds import Kind
from vocabulary.models import CodebookVersion
from vocabulary.states import Drafts, theme_state, version_state

Rows = Iterator[tuple[str, dict[str, Any]]]


def live_themes(project: Any) -> Rows:
    drafts = Drafts.of(project)
    for pk, theme in drafts.themes.items():
        yield str(pk), theme_state(theme, drafts.slugs[pk])


def live_versions(project: Any) -> Rows:
    for version in CodebookVersion.objects.filter(project=project).defer("snapshot"):
        yield str(version.pk), version_state(version)


KINDS = (Kind("theme", live_themes), Kind("codebook_version", live_versions))

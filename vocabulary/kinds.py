"""What of the vocabulary the ledger can replay."""

from collections.abc import Iterator
from typing import Any

from ledger.kinds import Kind
from vocabulary.content import from_json
from vocabulary.models import CodebookVersion
from vocabulary.states import Drafts, theme_state, version_state

Rows = Iterator[tuple[str, dict[str, Any]]]


def live_themes(project: Any) -> Rows:
    drafts = Drafts.of(project)
    for pk, theme in drafts.themes.items():
        yield str(pk), theme_state(theme, drafts.slugs[pk])


def live_versions(project: Any) -> Rows:
    """The checksum is that of the snapshot as it stands in the table, whatever the column beside it says."""
    for version in CodebookVersion.objects.filter(project=project):
        content = from_json(version.snapshot, version.number)
        yield str(version.pk), version_state(version) | {"sha256": content.sha256()}


KINDS = (Kind("theme", live_themes), Kind("codebook_version", live_versions))

"""The codebook that coders see: the latest published version, in one small query, or beside another one's rows."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from vocabulary.content import CodebookContent, from_json
from vocabulary.entries import Codebook, build
from vocabulary.models import CodebookVersion


def current(project: Any) -> Codebook | None:
    """The latest published codebook of a project (None: none is published)."""
    version = CodebookVersion.objects.published(project)
    return of_version(version.pk, version.sha256, version.published_at) if version else None


def numbered(project: Any, number: int) -> Codebook | None:
    """The published codebook of this number (None: there is none)."""
    version = CodebookVersion.objects.numbered(project, number)
    return of_version(version.pk, version.sha256, version.published_at) if version else None


def current_content(project: Any) -> CodebookContent | None:
    """What the latest published codebook says, with its number: what goes out in files."""
    version = CodebookVersion.objects.published(project)
    return from_json(version.snapshot, version.number) if version else None


@lru_cache(maxsize=64)
def of_version(pk: int, sha256: str, published_at: datetime) -> Codebook:
    """Versions are immutable: each is read once. Checksum and time tell apart what a restored backup numbers alike."""
    version = CodebookVersion.objects.get(pk=pk)
    return build(version, version.snapshot)

"""Questions to anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

if TYPE_CHECKING:
    from annotations.models import Anchor


class AnchorQuerySet(QuerySet["Anchor"]):
    def in_project(self, project: Any) -> AnchorQuerySet:
        return self.filter(revision__document__project=project)

    def of_revision(self, revision: Any) -> AnchorQuerySet:
        return self.filter(revision=revision)

    def at(self, revision: Any, spot: tuple[int, int, int]) -> Anchor | None:
        """What was decided about these words: paragraph, start, end."""
        paragraph, start, end = spot
        return self.filter(revision=revision, paragraph=paragraph, start=start, end=end).first()

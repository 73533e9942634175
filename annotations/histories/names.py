"""The names behind the ids that events keep, read in a fixed number of queries."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from annotations.models import Round
from corpus.models import Paragraph, Source
from projects.models import Coder, Project
from vocabulary.models import CodebookVersion, Theme


class Names:
    """Codes of themes, names of coders and rounds, and ordinals of the paragraphs of the documents in question."""

    def __init__(self, project: Project, documents: Iterable[int]) -> None:
        self.project, self.documents = project, list(documents)

    def theme(self, pk: int) -> str:
        return self._themes.get(pk, f"#{pk}")

    def coder(self, pk: int) -> str:
        return self._coders.get(pk, f"#{pk}")

    def round(self, pk: int) -> str:
        return self._rounds.get(pk, f"#{pk}")

    def ordinal(self, pk: int) -> int:
        return self._ordinals.get(pk, 0)

    def version(self, pk: int) -> str:
        """The number of a codebook version, as in "v3"."""
        return f"v{self._versions[pk]}" if pk in self._versions else f"#{pk}"

    def source(self, pk: int) -> str:
        return self._sources.get(pk, f"#{pk}")

    @cached_property
    def _themes(self) -> dict[int, str]:
        return dict(Theme.objects.in_project(self.project).values_list("pk", "code"))

    @cached_property
    def _coders(self) -> dict[int, str]:
        return dict(Coder.objects.in_project(self.project).values_list("pk", "name"))

    @cached_property
    def _rounds(self) -> dict[int, str]:
        return dict(Round.objects.in_project(self.project).values_list("pk", "name"))

    @cached_property
    def _sources(self) -> dict[int, str]:
        return dict(Source.objects.filter(project=self.project).values_list("pk", "name"))

    @cached_property
    def _versions(self) -> dict[int, int]:
        return dict(CodebookVersion.objects.filter(project=self.project).values_list("pk", "number"))

    @cached_property
    def _ordinals(self) -> dict[int, int]:
        paragraphs: Any = Paragraph.objects.filter(revision__document__in=self.documents)
        return dict(paragraphs.values_list("pk", "ordinal"))

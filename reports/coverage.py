"""The coverage page: theme by document, and how far the reading is; as many queries for one row as for thousands."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from reports import choices, counting, editions, matrix, passages, progress, themes_table, words
from reports.links import Links
from reports.material import Material
from reports.scope import Scope
from vocabulary.models import Theme


@dataclass(frozen=True)
class View:
    """How the page is shown: which figure stands in the cells, rolled up or not, in which order, which page."""

    figure: str = "share"
    sub: bool = False
    sort: str = "title"
    by: str = "codebook"
    page: int = 1


class Coverage:
    """Everything the page shows, for one scope. Sizes: documents × themes cells are held in memory."""

    def __init__(self, scope: Scope, view: View, asked: dict[str, Any]) -> None:
        self.scope, self.view = scope, view
        self.editions = editions.load(scope.project)
        self.links = Links(scope, asked)
        self.material = self._material()

    def _material(self) -> Material:
        themes = choices.themes(self.scope.member, self.editions)
        return Material(
            scope=self.scope,
            editions=self.editions,
            themes=themes,
            documents=list(self.scope.documents().select_related("source").order_by("title", "pk")),
            figures=counting.count(self.scope, themes, self.editions),
            passages=passages.count(self.scope, themes),
            handed_in=self._handed_in(),
            links=self.links,
        )

    def _handed_in(self) -> dict[int, tuple[int, int]]:
        """Document -> (assignments handed in, assignments)."""
        counts = {"done": Count("pk", filter=Q(handed_in_at__isnull=False)), "all": Count("pk")}
        rows: Any = self.scope.assignments().values_list("document").annotate(**counts).order_by()
        return {document: (done, all_) for document, done, all_ in rows}

    @cached_property
    def themes(self) -> list[themes_table.Row]:
        return themes_table.rows(self.material, self.view.by)

    @cached_property
    def matrix(self) -> matrix.Matrix:
        return matrix.Matrix(self.material, self.view)

    @cached_property
    def reading(self) -> list[progress.Row]:
        return progress.rows(self.material, self.matrix.documents)

    @cached_property
    def total(self) -> progress.Row:
        return progress.total(self.material)

    @property
    def whose(self) -> str:
        """The readers in words, as in "12 of 148 sentences read by ada"."""
        coder = self.scope.coder
        return coder.name if coder else _("at least one coder")

    @property
    def read_in_words(self) -> str:
        return words.fraction(self.material.n_read, self.material.n_codable, self.scope.unit)

    @property
    def units(self) -> str:
        return words.unit_names(self.scope.unit)

    @property
    def is_complete(self) -> bool:
        return 0 < self.material.n_read == self.material.n_codable

    @cached_property
    def never_used(self) -> list[Theme]:
        """Active themes on no passage of this selection."""
        used = {theme for theme, _document in self.material.passages.own}
        return [row for row in self.material.themes.rows if row.pk not in used and not row.retired_at]

    @cached_property
    def missing(self) -> list[tuple[Theme, str]]:
        """Themes that came later: how many of the read units say nothing about them."""
        lost = [(row, self.material.n_read - self.material.read_for(row.pk)) for row in self.material.themes.rows]
        return [(row, words.units(self.scope.unit, n)) for row, n in lost if n]

    @cached_property
    def changed(self) -> list[themes_table.Edition]:
        return themes_table.editions_of(self.material)

    def sort_links(self) -> dict[str, str]:
        """For the heads of the theme table: the same page, ordered by that column."""
        return {column: self.links.here(by=column) + "#themes" for column in themes_table.ORDERS}

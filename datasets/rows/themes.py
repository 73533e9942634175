"""The columns of the table `units`: a fixed part, and one 0/1 column for each theme."""

from collections.abc import Iterable
from typing import Any

from datasets.rows.base import DOCUMENT
from reports.editions import Editions
from vocabulary.models import Theme

BEFORE_THEMES = (
    *(*DOCUMENT, "paragraph", "unit", "start", "end", "text", "coder", "round", "probability", "codebook_version"),
)


def themes_of(project: Any, known: Editions) -> list[Theme]:
    """Every theme that any published version offered, in the order of the codebook."""
    return [theme for theme in Theme.objects.filter(project=project).in_order() if known.is_known(theme.pk)]


def column_of(theme: Theme) -> str:
    """The theme's slug; "theme:" before it where another column has that name."""
    return f"theme:{theme.slug}" if theme.slug in BEFORE_THEMES else theme.slug


class ThemeColumns:
    """The 0/1 columns of some themes; each codebook version has its own pattern of missing values."""

    def __init__(self, themes: Iterable[Theme], known: Editions) -> None:
        self._gaps = {column_of(theme): known.gap(theme.pk) for theme in themes}
        self._column = {theme.pk: column_of(theme) for theme in themes}
        self._none_given: dict[frozenset[int], dict[str, int | None]] = {}

    def cells(self, given: Iterable[int], versions: frozenset[int]) -> dict[str, int | None]:
        """1, 0, or None where one of the codebook versions did not contain the theme; `given` are theme ids."""
        if versions not in self._none_given:
            self._none_given[versions] = {name: None if versions & gap else 0 for name, gap in self._gaps.items()}
        cells = dict(self._none_given[versions])
        for theme in given:
            column = self._column.get(theme, "")
            if cells.get(column) == 0:
                cells[column] = 1
        return cells

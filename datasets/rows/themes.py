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


def theme_cells(themes: Iterable[Theme], given: set[int], versions: set[int], known: Editions) -> dict[str, int | None]:
    """1, 0, or None where one of the codebook versions did not contain the theme."""
    return {column_of(theme): None if versions & known.gap(theme.pk) else int(theme.pk in given) for theme in themes}

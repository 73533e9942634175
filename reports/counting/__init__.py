"""Counting units by theme and document, with a fixed number of queries; how depends on what the project's unit is."""

from reports.counting import by_document, by_paragraph
from reports.counting.base import Figures, Tally, Themes
from reports.editions import Editions
from reports.scope import Scope

__all__ = ["Figures", "Tally", "Themes", "count"]


def count(scope: Scope, themes: Themes, editions: Editions) -> Figures:
    """Everything a coverage page shows about units."""
    if scope.unit == "document":
        return by_document.count(scope, themes, editions)
    return by_paragraph.count(scope, themes, editions)

"""What "together" can mean on the co-occurrence page, and which figures it has (pure)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Shown:
    """A figure of the page: what it is called, and what stands in a cell."""

    title: Callable[[], str]
    note: Callable[[], str]


LEVELS: dict[str, Callable[[], str]] = {
    "unit": lambda: _("sentence"),
    "paragraph": lambda: _("paragraph"),
    "document": lambda: _("document"),
}
FIGURES = {
    "n": Shown(
        lambda: _("how many"),
        lambda: _("In each cell: how many carry both themes; where a theme meets itself, how many carry it."),
    ),
    "jaccard": Shown(
        lambda: _("Jaccard’s index"),
        lambda: _("In each cell: those with both themes ÷ those with at least one of the two."),
    ),
    "lift": Shown(
        lambda: _("lift"),
        lambda: _("In each cell: how many times as often as if the two themes had nothing to do with each other."),
    ),
}
_LEVELS_OF = {"sentence": ["unit", "paragraph", "document"], "paragraph": ["paragraph", "document"]}


def levels(unit: str) -> list[str]:
    """At which levels themes can stand together, where this is the project’s unit; the smallest first."""
    return _LEVELS_OF.get(unit, ["document"])


def level_of(unit: str, asked: str | None) -> str:
    """The level asked for; else the smallest there is."""
    return asked or levels(unit)[0]

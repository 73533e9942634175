"""Short sentences for what coders and supervisors do until a document is decided."""

from typing import Any

from annotations.actions import assigning
from annotations.cells import differences
from annotations.comparing import Cell
from annotations.models import Assignment
from tests.annotations.people import read


def hand_in(*work: Assignment) -> None:
    """Read the rest and hand it in."""
    for each in work:
        read(each)
        assigning.hand_in(assignment=each, actor=each.coder.user)


def cells(work: Assignment) -> tuple[Cell, ...]:
    """The cells of the document of this work."""
    return differences(work.round, work.document).cells


def told(work: Assignment) -> list[tuple[Any, ...]]:
    """(ordinal, unit, slug of the theme, kind, state) of every cell."""
    slugs = dict(work.round.project.themes.values_list("pk", "slug"))
    return [(cell.ordinal, cell.unit, slugs.get(cell.theme), cell.kind, cell.state) for cell in cells(work)]

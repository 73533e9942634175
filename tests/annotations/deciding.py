"""Short sentences for what coders and supervisors do until a document is decided."""

import uuid
from typing import Any

from annotations.actions import assigning, deciding
from annotations.actions.deciding import Verdict
from annotations.cells import differences
from annotations.material import Cell
from annotations.models import Assignment, Passage, Reading, Tagging, UnitTheme
from tests.annotations.people import read, slugs
from vocabulary.models import Theme


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


def decide(work: Assignment, *verdicts: Verdict, actor: Any = None, op: uuid.UUID | None = None) -> None:
    deciding.decide(round=work.round, document=work.document, decisions=verdicts, actor=actor, op=op)


def verdict(cell: Cell, outcome: str, reason: str = "", **more: Any) -> Verdict:
    """About a cell as it was seen."""
    theme = None if cell.theme is None else Theme.objects.get(pk=cell.theme).slug
    return Verdict(cell.paragraph, cell.unit, theme, outcome, reason, **{"version": cell.version, **more})


def layer(work: Assignment) -> list[tuple[int, int, int, list[str]]]:
    """(ordinal, start, end, themes) of the passages of the decided coder."""
    found = Passage.objects.in_round(work.round).filter(document=work.document, coder__kind="decided")
    placed = found.select_related("paragraph").order_by("paragraph__ordinal", "start", "end")
    return [(each.paragraph.ordinal, each.start, each.end, slugs(each)) for each in placed]


def settled(work: Assignment) -> list[int]:
    """The ordinals of the paragraphs about which everything is decided."""
    marks = Reading.objects.in_round(work.round).filter(document=work.document, coder__kind="decided")
    return sorted(marks.values_list("paragraph__ordinal", flat=True))


def rows_of_coders() -> list[list[dict[str, Any]]]:
    """Everything that coders did, as it lies in the tables."""
    models = (Passage, Tagging, UnitTheme, Reading)
    return [list(model.objects.exclude(coder__kind="decided").order_by("pk").values()) for model in models]

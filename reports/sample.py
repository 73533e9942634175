"""A drawn sample as it counts: documents or paragraphs in rows, themes in columns (pure)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from reports.counting.base import NO_GAP
from reports.cube import Cube, Ints
from reports.cubes.sheet import Sheet
from reports.design import Drawn, Floats
from reports.filters import Bools
from reports.intervals import Estimate, shares


@dataclass(frozen=True)
class Sample:
    """What was drawn: its units, which of the rows are of the selection, and how it was drawn.

    What was drawn besides the selection stays, since it tells how far documents differ. `units_of` gives the units
    with each theme, alone or (True) with its sub-themes, `read` those that could have had it: rows × themes.
    """

    units_of: Callable[[bool], Ints]
    read: Ints
    codable: Ints
    inside: Bools
    documents: Ints
    drawn: Drawn

    @property
    def n_documents(self) -> int:
        """Of the selection."""
        return len(np.unique(self.documents[self.inside]))

    @property
    def n_paragraphs(self) -> int:
        """Of the selection; 0 where whole documents were drawn."""
        return int(self.inside.sum()) if self.drawn.within else 0

    def tables(self, *, with_sub: bool) -> tuple[Floats, Floats]:
        """(units with each theme, units that could have it), 0 outside the selection."""
        inside = self.inside[:, None].astype(float)
        return self.units_of(with_sub) * inside, self.read * inside

    def shares(self, *, with_sub: bool) -> list[Estimate]:
        """The estimated share of each theme in all from which was drawn."""
        found = shares(*self.tables(with_sub=with_sub), self.drawn)
        lacking = np.any((self.read < self.codable[:, None]) & self.inside[:, None], axis=0)
        why = _("part of the sample says nothing about it")
        return [Estimate(one.value, why=why) if is_so else one for one, is_so in zip(found, lacking, strict=True)]


def of_documents(cube: Cube, places: Ints, rows: Bools, drawn: Drawn) -> Sample:
    """Whole documents: `places` are their rows in the cube, `rows` the selection."""
    return Sample(
        units_of=lambda with_sub: (cube.rolled if with_sub else cube.own).units[places],
        read=cube.read_table()[places],
        codable=cube.totals.codable[places],
        inside=rows[places],
        documents=cube.documents[places],
        drawn=drawn,
    )


def of_paragraphs(cube: Cube, sheet: Sheet, places: Ints, inside: Bools, drawn: Drawn) -> Sample:
    """Paragraphs: `places` are their rows in the sheet."""
    answered = [sheet.answered[cube.gaps.get(theme, NO_GAP)] for theme in cube.themes]
    return Sample(
        units_of=lambda with_sub: (sheet.rolled if with_sub else sheet.own)[places],
        read=np.stack(answered, axis=1)[places] if answered else np.zeros((len(places), 0), np.int64),
        codable=sheet.codable[places],
        inside=inside,
        documents=sheet.documents[places],
        drawn=drawn,
    )

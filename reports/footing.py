"""On what the shares of a selection stand: all of it was read, a sample of it was drawn and read, or some was (pure).

Only of a drawn sample can an interval be given, and only where it is the sample of which the probabilities speak: whole
documents, all of them read, nothing read beside them, and no part of the selection that they were not drawn from.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports import words
from reports.cube import Cube, Ints
from reports.design import Drawn
from reports.filters import Bools
from reports.intervals import Estimate, shares

Draw = tuple[int, bool, float | None]  # document, whether all of it was given, with which probability


class State(TextChoices):
    COMPLETE = "complete", gettext_lazy("complete")
    DRAWN = "drawn", gettext_lazy("estimated from a drawn sample")
    READ = "read", gettext_lazy("of what was read")


@dataclass(frozen=True)
class Footing:
    """`why` says why a sample that was drawn gives no interval. `places`: the rows of the drawn documents in the cube.

    `inside` says which of these are of the selection; what was drawn besides tells how far documents differ.
    """

    state: str
    why: str = ""
    places: Ints | None = None
    inside: Bools | None = None
    drawn: Drawn | None = None

    @property
    def note(self) -> str:
        """What the shares speak of, in a sentence."""
        if self.state == State.COMPLETE:
            return _("All that is codable was read, so the shares have no sampling error and no interval.")
        if self.state == State.DRAWN:
            return _(
                "Estimates weigh each drawn document by 1 ÷ its probability; intervals are of 95 %, between documents."
            )
        return _("Shares are of what was read, without an interval.")

    @property
    def n_drawn(self) -> int:
        """How many documents of the selection were drawn."""
        return 0 if self.inside is None else int(self.inside.sum())

    def shares(self, cube: Cube, *, with_sub: bool = False) -> list[Estimate]:
        """The estimated share of each theme in all documents of the selection; only where the state is DRAWN."""
        if self.drawn is None or self.places is None or self.inside is None:
            return []
        units = (cube.rolled if with_sub else cube.own).units[self.places] * self.inside[:, None]
        read, codable = cube.read_table()[self.places], cube.totals.codable[self.places]
        lacking = list(np.any((read < codable[:, None]) & self.inside[:, None], axis=0))
        of = (read * self.inside[:, None]).astype(float)
        found = shares(units.astype(float), of, self.drawn)
        why = _("part of the sample says nothing about it")
        return [Estimate(one.value, why=why) if is_so else one for one, is_so in zip(found, lacking, strict=True)]


def footing(cube: Cube, rows: Bools, draws: Iterable[Draw]) -> Footing:
    """That of the selected rows; `draws` are the assignments of those whose work is counted."""
    codable, read = cube.totals.codable, cube.read_all
    if (read[rows] == codable[rows]).all():
        return Footing(State.COMPLETE if codable[rows].any() else State.READ)
    chances, is_part, is_mixed = _chances(draws)
    has_text, sample = rows & (codable > 0), np.isin(cube.documents, list(chances))
    if not (sample & rows).any():
        return Footing(State.READ)
    why = _why_none(cube, has_text, sample, is_part=is_part, is_mixed=is_mixed)
    if why:
        return Footing(State.READ, why)
    places = np.flatnonzero(sample & (codable > 0))
    probabilities = np.array([chances[pk] for pk in cube.documents[places].tolist()])
    return Footing(State.DRAWN, "", places, rows[places], Drawn(probabilities, _strata(cube)[places]))


def _chances(draws: Iterable[Draw]) -> tuple[dict[int, float], bool, bool]:
    """document -> probability; whether paragraphs were drawn; whether a document has several probabilities."""
    found: dict[int, set[float]] = {}
    is_part = False
    for document, is_whole, chance in draws:
        if chance is not None:
            found.setdefault(document, set()).add(chance)
            is_part = is_part or not is_whole
    return {pk: max(chances) for pk, chances in found.items()}, is_part, any(len(each) > 1 for each in found.values())


def _why_none(cube: Cube, selected: Bools, sample: Bools, *, is_part: bool, is_mixed: bool) -> str:
    """What stands against an interval, or nothing."""
    codable, read, strata = cube.totals.codable, cube.read_all, _strata(cube)
    if is_part:
        return _("paragraphs were drawn, not whole documents")
    if is_mixed:
        return _("documents were drawn with different probabilities for different coders")
    beside = int((selected & ~sample & (read > 0)).sum())
    if beside:
        found = ngettext(
            "%(n)s document was read that was not drawn", "%(n)s documents were read that were not drawn", beside
        )
        return found % {"n": words.whole(beside)}
    open_ = int((selected & sample & (read < codable)).sum())
    if open_:
        found = ngettext(
            "%(n)s drawn document is not read to its end", "%(n)s drawn documents are not read to their end", open_
        )
        return found % {"n": words.whole(open_)}
    outside = int((selected & ~np.isin(strata, strata[sample])).sum())
    if outside:
        found = ngettext(
            "%(n)s document is of a source and year from which nothing was drawn",
            "%(n)s documents are of sources and years from which nothing was drawn",
            outside,
        )
        return found % {"n": words.whole(outside)}
    return ""


def _strata(cube: Cube) -> Ints:
    """Source and year as one number a document, as documents are drawn (annotations.distribution.stratum_of)."""
    pairs = np.stack([cube.described.sources, cube.described.years], axis=1)
    return np.unique(pairs, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)

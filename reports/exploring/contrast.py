"""Of two groups of documents the share of each theme and their difference; pure.

The difference has an interval only where both groups are apart and of one drawn sample, all of it read: its variance
is that of the difference of the two linearized residuals (reports.intervals.difference).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import words
from reports.cube import Cube
from reports.filters import Bools
from reports.footing import Footing, State
from reports.intervals import Estimate, difference


@dataclass(frozen=True)
class Side:
    """One group: its documents as rows of the cube of its work, and on what its shares stand."""

    cube: Cube
    rows: Bools
    footing: Footing

    @property
    def is_drawn(self) -> bool:
        return self.footing.state == State.DRAWN

    def count(self, theme: int, *, with_sub: bool) -> tuple[int, int]:
        """(units with the theme, units read under a codebook with it)."""
        table = self.cube.rolled if with_sub else self.cube.own
        n = int(table.units[self.rows, self.cube.column(theme)].sum())
        return n, int(self.cube.read(theme)[self.rows].sum())

    def total(self, name: str) -> int:
        """One of the totals of the cube, by its name there, in this group."""
        return int(getattr(self.cube.totals, name)[self.rows].sum())


@dataclass(frozen=True)
class Contrast:
    """One theme: (units with it, units read) of each group, the shares, and the first less the second, in [-1, 1]."""

    theme: int
    counts: tuple[tuple[int, int], tuple[int, int]]
    shares: tuple[Estimate, Estimate]
    difference: Estimate


def contrasts(first: Side, second: Side, themes: Sequence[int], why: str, *, with_sub: bool) -> list[Contrast]:
    """Of each theme by its id; `why` says why no difference has an interval, "" where both are of one sample."""
    drawn = [side.footing.shares(with_sub=with_sub) for side in (first, second)]
    found = []
    for theme in themes:
        counts = first.count(theme, with_sub=with_sub), second.count(theme, with_sub=with_sub)
        column = first.cube.column(theme)
        shares = tuple(
            estimates[column] if estimates else Estimate(n / read if read else None)
            for estimates, (n, read) in zip(drawn, counts, strict=True)
        )
        one, other = shares
        apart = _less(one, other, why) if why else _drawn(first, second, column, shares, with_sub=with_sub)
        found.append(Contrast(theme, counts, (one, other), apart))
    return found


def _less(one: Estimate, other: Estimate, why: str) -> Estimate:
    if one.value is None or other.value is None:
        return Estimate(None, why=_("nothing was read"))
    return Estimate(one.value - other.value, why=why)


def _drawn(first: Side, second: Side, column: int, shares: Sequence[Estimate], *, with_sub: bool) -> Estimate:
    """Both sides are rows of one cube, so that they share the sample and its probabilities."""
    one, apart = shares
    lacking = one.why or apart.why
    samples = [side.footing.sample for side in (first, second)]
    if lacking or samples[0] is None or samples[1] is None:
        return _less(one, apart, lacking)
    (y, x), (other_y, other_x) = (each.tables(with_sub=with_sub) for each in samples if each)
    counts, of = (y[:, column], other_y[:, column]), (x[:, column], other_x[:, column])
    return difference(counts, of, samples[0].drawn)


def why_none(first: Side, second: Side, *, is_one_work: bool, n_both: int) -> str:
    """Why a difference has no interval, or nothing; `is_one_work`: both are of one round and the same coders."""
    sides = (first, second)
    if all(side.footing.state == State.COMPLETE for side in sides):
        return _("both groups were read completely")
    if not is_one_work:
        return _("the groups are not of one round and the same coders")
    if n_both:
        found = ngettext("%(n)s document is in both groups", "%(n)s documents are in both groups", n_both)
        return found % {"n": words.whole(n_both)}
    if not all(side.is_drawn for side in sides):
        stated = next((side.footing.why for side in sides if side.footing.why), "")
        return stated or _("not both groups are of a drawn sample that was read to its end")
    return ""

"""Themes on which agreement fell from one part of the work to a later one (pure).

Manifesto coders changed their habits after some ten documents, so the first and the last ten are compared, and a drift
round with the main round. Alpha has fallen where the interval of the later part lies wholly below that of the earlier
one, or wholly below .667 (Krippendorff 2004, p. 241) while the earlier alpha was not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.agreement_intervals import intervals
from reports.agreement_rows import estimated
from reports.answers import Compared
from reports.bootstrap import TENTATIVE, Interval
from reports.measures.alpha import ALPHA
from vocabulary.models import Theme


@dataclass(frozen=True)
class Fall:
    """A theme, its alpha before and after, and on how many units of the later part coders differ."""

    theme: Theme
    before: float
    after: float
    n: int


def fallen(themes: Sequence[Theme], before: Sequence[Compared], after: Sequence[Compared]) -> list[Fall]:
    """The themes that fell, the furthest first; what each part has of a theme stands at the theme's place."""
    lower = [
        (theme, (was, earlier), (now, later))
        for theme, was, now in zip(themes, before, after, strict=True)
        if (earlier := estimated(ALPHA, was.ratings)[0]) is not None
        and (later := estimated(ALPHA, now.ratings)[0]) is not None
        and later < earlier
    ]
    was_drawn, now_drawn = (intervals([ALPHA], [line[side][0] for line in lower]) for side in (1, 2))
    found = [
        Fall(theme, earlier, later, now.count(now.differ))
        for (theme, (_was, earlier), (now, later)), wide, late in zip(lower, was_drawn, now_drawn, strict=True)
        if "alpha" in wide and "alpha" in late and has_fallen(earlier, wide["alpha"], late["alpha"])
    ]
    return sorted(found, key=lambda fall: fall.after - fall.before)


def has_fallen(before: float, was: Interval, now: Interval) -> bool:
    """Whether the later interval says so. Coders who hardly ever differed have no earlier one, and still can fall."""
    if now.high is None:
        return False
    return (was.low is not None and now.high < was.low) or now.high < TENTATIVE <= before

"""What a drawn sample must have for an interval of a share, and what it lacks, in words (pure).

Where one of these is missing, intervals held the truth in fewer than 93 or more than 97 of a hundred samples of some
simulated situations (`benchmarks/intervals.py`). Counted is what was drawn first: documents, or paragraphs where
paragraphs only were drawn.
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from reports import words
from reports.design import Drawn, Floats, Ints

DRAWN = 20  # of the selection
CARRIERS = 20  # with the theme, and as many with a unit without it
EVEN = 0.45  # what those drawn are worth beside as many of one length and weight
FREEDOM = 12  # degrees of freedom that the weights leave
ALONE = 0.2  # the share of those drawn that are the only ones of their source and year


@dataclass(frozen=True)
class Seen:
    """Of each column: how many were drawn, have the theme, have a unit without it, and were drawn alone.

    `worth` is how many of one length and weight would say as much, (Σ w x)² ÷ Σ (w x)² (Kish 1965, *Survey Sampling*,
    section 11.7); `freedom` the degrees of freedom where all differ alike within their strata (Satterthwaite 1946).
    """

    drawn: Ints
    with_it: Ints
    without: Ints
    alone: Ints
    worth: Floats
    freedom: Floats

    @classmethod
    def of(cls, counts: Floats, of: Floats, drawn: Drawn) -> "Seen":
        """From units with a theme and units, rows × columns."""
        y, x, weight = (drawn.by_unit(table) for table in (counts, of, drawn.weights * of))
        squares = (weight**2).sum(axis=0)
        return cls(
            drawn=(x > 0).sum(axis=0),
            with_it=(y > 0).sum(axis=0),
            without=(y < x).sum(axis=0),
            alone=((x > 0) & drawn.units.is_alone[:, None]).sum(axis=0),
            worth=weight.sum(axis=0) ** 2 / np.where(squares > 0, squares, 1),
            freedom=drawn.units.expected_freedom(x > 0),
        )

    @property
    def is_enough(self) -> NDArray[np.bool_]:
        """Of each column, whether it has an interval."""
        some = (self.drawn >= DRAWN) & (self.with_it >= CARRIERS) & (self.without >= CARRIERS)
        return np.asarray(some & self._is_even & (self.freedom >= FREEDOM))

    @property
    def _is_even(self) -> NDArray[np.bool_]:
        return np.asarray((self.alone <= ALONE * self.drawn) & (self.worth >= EVEN * self.drawn))


def why_none(counts: Floats, of: Floats, drawn: Drawn) -> list[str]:
    """Of each column of units with a theme and units (rows × columns) what stands against an interval, or nothing."""
    seen = Seen.of(counts, of, drawn)
    say = _of_documents if drawn.are_documents_first else _of_paragraphs
    return ["" if is_enough else say(seen, column) for column, is_enough in enumerate(seen.is_enough)]


def _of_documents(seen: Seen, at: int) -> str:
    if seen.drawn[at] < DRAWN:
        return _few(_("too few drawn documents for an interval: %(n)s, %(least)s needed"), seen.drawn[at], DRAWN)
    if seen.with_it[at] < CARRIERS:
        said = _("too few documents with the theme for an interval: %(n)s, %(least)s needed")
        return _few(said, seen.with_it[at], CARRIERS)
    if seen.without[at] < CARRIERS:
        said = _("too few documents with a unit without the theme for an interval: %(n)s, %(least)s needed")
        return _few(said, seen.without[at], CARRIERS)
    if seen.alone[at] > ALONE * seen.drawn[at]:
        said = _("too many documents drawn alone from their source and year for an interval: %(n)s of %(all)s")
        return said % {"n": words.whole(int(seen.alone[at])), "all": words.whole(int(seen.drawn[at]))}
    return _unequal(seen, at)


def _of_paragraphs(seen: Seen, at: int) -> str:
    if seen.drawn[at] < DRAWN:
        return _few(_("too few drawn paragraphs for an interval: %(n)s, %(least)s needed"), seen.drawn[at], DRAWN)
    if seen.with_it[at] < CARRIERS:
        said = _("too few paragraphs with the theme for an interval: %(n)s, %(least)s needed")
        return _few(said, seen.with_it[at], CARRIERS)
    if seen.without[at] < CARRIERS:
        said = _("too few paragraphs with a unit without the theme for an interval: %(n)s, %(least)s needed")
        return _few(said, seen.without[at], CARRIERS)
    if seen.alone[at] > ALONE * seen.drawn[at]:
        said = _("too many paragraphs drawn alone from their source and year for an interval: %(n)s of %(all)s")
        return said % {"n": words.whole(int(seen.alone[at])), "all": words.whole(int(seen.drawn[at]))}
    return _unequal(seen, at)


def _unequal(seen: Seen, at: int) -> str:
    """The sample says as much as fewer drawn alike."""
    if seen.worth[at] < EVEN * seen.drawn[at]:
        said = _("too unequal lengths and weights for an interval: the %(all)s drawn are worth %(n)s equal ones")
        return said % {"n": words.whole(int(seen.worth[at])), "all": words.whole(int(seen.drawn[at]))}
    said = _(
        "too few drawn where the probability was smallest for an interval: %(n)s degrees of freedom, %(least)s needed"
    )
    return _few(said, int(seen.freedom[at]), FREEDOM)


def _few(said: str, n: int, least: int) -> str:
    return said % {"n": words.whole(int(n)), "least": words.whole(least)}

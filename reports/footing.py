"""On what the shares of a selection stand: all of it was read, a sample of it was drawn and read, or some was (pure).

Only of a drawn sample can an interval be given, and only where it is the sample of which the probabilities speak: all
of it read, nothing read beside it, and no part of the selection that it does not stand for.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports import drawn_paragraphs, words
from reports.cube import Cube, Ints
from reports.cubes.sheet import Sheet
from reports.design import Drawn
from reports.filters import Bools
from reports.intervals import Estimate
from reports.sample import Sample, of_documents
from reports.strata import strata_of, unlike_frame

# Document, which of its paragraphs were given (None: all), with which probability each of these was drawn.
Draw = tuple[int, Sequence[int] | None, float | None]
Load = Callable[[Sequence[int]], tuple[Sheet, Ints] | None]  # of documents: their sheet, and all documents' paragraphs


class State(TextChoices):
    COMPLETE = "complete", gettext_lazy("complete")
    DRAWN = "drawn", gettext_lazy("estimated from a drawn sample")
    READ = "read", gettext_lazy("of what was read")


@dataclass(frozen=True)
class Footing:
    """`why` says why a sample that was drawn gives no interval."""

    state: str
    why: str = ""
    sample: Sample | None = None

    @property
    def note(self) -> str:
        """What the shares speak of, in a sentence."""
        if self.state == State.COMPLETE:
            return _("All that is codable was read, so the shares have no sampling error and no interval.")
        if self.state == State.DRAWN and self.n_paragraphs:
            return _("Estimates weigh each drawn paragraph by 1 ÷ its probability; intervals are of 95 %.")
        if self.state == State.DRAWN:
            return _(
                "Estimates weigh each drawn document by 1 ÷ its probability; intervals are of 95 %, between documents."
            )
        return _("Shares are of what was read, without an interval.")

    @property
    def n_drawn(self) -> int:
        """How many documents of the selection were drawn, or have drawn paragraphs."""
        return self.sample.n_documents if self.sample else 0

    @property
    def n_paragraphs(self) -> int:
        """How many paragraphs of the selection were drawn; 0 where whole documents were."""
        return self.sample.n_paragraphs if self.sample else 0

    def shares(self, *, with_sub: bool = False) -> list[Estimate]:
        """The estimated share of each theme in all documents of the selection; only where the state is DRAWN."""
        return self.sample.shares(with_sub=with_sub) if self.sample else []


def footing(cube: Cube, rows: Bools, draws: Iterable[Draw], load: Load | None = None) -> Footing:
    """That of the selected rows; `draws` are the assignments of those whose work is counted.

    `load` is asked for the sheet where paragraphs were drawn; without it, or where it gives none, these give no
    interval, as where documents are the unit.
    """
    codable, read = cube.totals.codable, cube.read_all
    if (read[rows] == codable[rows]).all():
        return Footing(State.COMPLETE if codable[rows].any() else State.READ)
    chances, parts, why = _sorted_out(draws)
    sample = np.isin(cube.documents, list(chances))
    if not (sample & rows).any():
        return Footing(State.READ)
    why = why or _outside(cube, rows & (codable > 0), sample)
    if why:
        return Footing(State.READ, why)
    if parts and not load:
        return Footing(State.READ, _("paragraphs were drawn, not whole documents"))
    if parts and load:
        found = drawn_paragraphs.sample(cube, rows, chances, parts, load(sorted(parts)))
        return Footing(State.READ, found) if isinstance(found, str) else Footing(State.DRAWN, "", found)
    return _documents(cube, rows, sample, chances)


def _documents(cube: Cube, rows: Bools, sample: Bools, chances: dict[int, float]) -> Footing:
    """Where whole documents were drawn."""
    codable, read, strata = cube.totals.codable, cube.read_all, strata_of(cube)
    open_ = int((rows & sample & (read < codable)).sum())
    if open_:
        said = ngettext(
            "%(n)s drawn document is not read to its end", "%(n)s drawn documents are not read to their end", open_
        )
        return Footing(State.READ, said % {"n": words.whole(open_)})
    places = np.flatnonzero(sample & (codable > 0))
    probabilities = np.array([chances[pk] for pk in cube.documents[places].tolist()])
    of_selection = np.unique(strata[rows & (codable > 0)])
    why = unlike_frame(strata[codable > 0], strata[places], probabilities, of_selection)
    if why:
        return Footing(State.READ, why)
    return Footing(State.DRAWN, "", of_documents(cube, places, rows, Drawn(probabilities, strata[places])))


def _sorted_out(draws: Iterable[Draw]) -> tuple[dict[int, float], dict[int, frozenset[int]], str]:
    """document -> probability; document -> drawn paragraphs, of those of which not all was given; what is unclear."""
    found: dict[int, set[float]] = {}
    parts: dict[int, frozenset[int]] = {}
    whole = set()
    for document, paragraphs, chance in draws:
        if chance is None:
            continue
        found.setdefault(document, set()).add(chance)
        if paragraphs is None:
            whole.add(document)
        else:
            parts[document] = parts.get(document, frozenset()) | frozenset(paragraphs)
    why = ""
    if any(len(each) > 1 for each in found.values()):
        why = _("documents were drawn with different probabilities for different coders")
    elif parts and whole:
        why = _("some documents were drawn whole, and of others paragraphs")
    return {pk: max(each) for pk, each in found.items()}, parts, why


def _outside(cube: Cube, selected: Bools, sample: Bools) -> str:
    """What of the selection the sample does not stand for, or nothing."""
    strata = strata_of(cube)
    beside = int((selected & ~sample & (cube.read_all > 0)).sum())
    if beside:
        said = ngettext(
            "%(n)s document was read that was not drawn", "%(n)s documents were read that were not drawn", beside
        )
        return said % {"n": words.whole(beside)}
    outside = int((selected & ~np.isin(strata, strata[sample])).sum())
    if outside:
        said = ngettext(
            "%(n)s document is of a source and year from which nothing was drawn",
            "%(n)s documents are of sources and years from which nothing was drawn",
            outside,
        )
        return said % {"n": words.whole(outside)}
    return ""

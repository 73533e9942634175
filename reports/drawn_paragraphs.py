"""A sample of paragraphs: drawn of all documents of a source and year, or of documents that were drawn first (pure).

One probability is stored, that of both draws. Where as many paragraphs were drawn as this share of all there are, of as
many documents as that would reach, no documents were drawn before. Else the probability of a paragraph within the drawn
documents is what makes the expected number of paragraphs the drawn one, with documents of which no paragraph was drawn
counted as Horvitz & Thompson 1952 (*Journal of the American Statistical Association* 47: 663–685) count what is not
seen; the rest is the documents'.
"""

from collections.abc import Mapping

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import words
from reports.cube import Cube, Ints
from reports.cubes.sheet import Sheet
from reports.design import Drawn, Floats, Within
from reports.filters import Bools
from reports.sample import Sample, of_paragraphs
from reports.strata import strata_of

TELLING = 0.25  # of the documents: where more would have no drawn paragraph, their number tells nothing
FAR = 3.0  # standard errors by which what a sample stands for may differ from what is there


def sample(
    cube: Cube,
    rows: Bools,
    chances: Mapping[int, float],
    parts: Mapping[int, frozenset[int]],
    loaded: tuple[Sheet, Ints] | None,
) -> Sample | str:
    """The sample, or what stands against an interval.

    `loaded`: the sheet, and how many paragraphs each document of the cube has.
    """
    if loaded is None:
        return _("paragraphs were drawn, and the unit is the document")
    sheet, n_paragraphs = loaded
    is_drawn = np.isin(sheet.paragraphs, [pk for pks in parts.values() for pk in pks])
    of_cube = np.searchsorted(cube.documents, sheet.documents)
    why = _unread(sheet, is_drawn, rows[of_cube])
    if why:
        return why
    places = np.flatnonzero(is_drawn)
    strata, documents = strata_of(cube), of_cube[places]
    probabilities = np.array([chances[pk] for pk in sheet.documents[places].tolist()])
    of_selection = np.unique(strata[rows & (n_paragraphs > 0)])
    drawn = drawn_from(probabilities, documents, strata, n_paragraphs)
    if drawn is None:
        return _("paragraphs of one source and year were drawn with different probabilities")
    why = _unlike_frame(drawn, n_paragraphs, strata, of_selection)
    return why or of_paragraphs(cube, sheet, places, rows[documents], drawn)


def drawn_from(probabilities: Floats, documents: Ints, strata: Ints, sizes: Ints) -> Drawn | None:
    """How paragraphs were drawn; None where those of one stratum have several probabilities.

    `probabilities` and `documents`: of each drawn paragraph that of both draws, and its document; `strata` and `sizes`:
    of each document its stratum and the number of its paragraphs.
    """
    mine, chance_of = strata[documents], np.zeros(int(strata.max(initial=0)) + 1)
    chance_of[mine] = probabilities
    if not np.array_equal(chance_of[mine], probabilities):
        return None
    first = np.ones(len(documents))
    if not are_of_all(chance_of[strata], sizes, documents, strata):
        for stratum in np.unique(mine).tolist():
            here = mine == stratum
            first[here] = first_chance(float(chance_of[stratum]), sizes[documents[here]], documents[here])
    return Drawn(probabilities, mine, Within(documents, first))


def are_of_all(chances: Floats, sizes: Ints, documents: Ints, strata: Ints) -> bool:
    """Whether paragraphs were drawn of all documents: as many as there would be then, of as many documents.

    `chances`, `sizes`, `strata`: the probability, the number of paragraphs and the stratum of each document;
    `documents`: that of each drawn paragraph.
    """
    is_there = (chances > 0) & (sizes > 0)
    n = np.bincount(strata[documents], minlength=int(strata.max()) + 1)
    expected = np.bincount(strata, chances * sizes, len(n))
    missed = (1 - chances[is_there]) ** sizes[is_there]  # how likely no paragraph of a document is drawn
    most = missed.sum() + FAR * np.sqrt((missed * (1 - missed)).sum()) + 1
    is_telling = missed.mean() <= TELLING
    n_missed = int(is_there.sum()) - len(np.unique(documents))
    return bool(is_telling and n_missed <= most and (np.abs(expected - n) < 0.5).all())


def first_chance(chance: float, sizes: Ints, documents: Ints) -> float:
    """The probability in (0, 1] with which documents of a stratum were drawn before their paragraphs were.

    `chance` is that of both draws; `sizes` and `documents`: of each drawn paragraph the number of paragraphs of its
    document, and this document.
    """
    n, own = len(sizes), sizes[np.unique(documents, return_index=True)[1]]
    low, high = chance, 1.0
    for _step in range(20):
        second = (low + high) / 2
        expected = second * float((own / (1 - (1 - second) ** own)).sum())
        low, high = (second, high) if expected < n else (low, second)
    return min(1.0, chance / high)


def _unread(sheet: Sheet, is_drawn: Bools, inside: Bools) -> str:
    """Drawn paragraphs that were not read, or others that were, or nothing."""
    open_ = int((inside & is_drawn & (sheet.marked < sheet.codable)).sum())
    if open_:
        said = ngettext("%(n)s drawn paragraph is not read", "%(n)s drawn paragraphs are not read", open_)
        return said % {"n": words.whole(open_)}
    beside = int((inside & ~is_drawn & (sheet.marked > 0)).sum())
    if beside:
        said = ngettext(
            "%(n)s paragraph was read that was not drawn", "%(n)s paragraphs were read that were not drawn", beside
        )
        return said % {"n": words.whole(beside)}
    return ""


def _unlike_frame(drawn: Drawn, n_paragraphs: Ints, strata: Ints, of_selection: Ints) -> str:
    """Says where what was drawn does not stand for what is there, or nothing: by stratum, beside its standard error."""
    is_mine = drawn.strata[:, None] == of_selection
    stands = (drawn.weights * is_mine).sum(axis=0)
    n = np.bincount(strata, n_paragraphs, int(strata.max(initial=0)) + 1)[of_selection]
    error = np.sqrt(drawn.variance(drawn.weights * is_mine)[0]) if drawn.are_documents_first else np.zeros(len(n))
    if (np.abs(stands - n) <= np.maximum(FAR * error, 0.5)).all():
        return ""
    said = _("what was drawn and counts here stands for %(n)s of the %(all)s paragraphs of these sources and years")
    return said % {"n": words.whole(round(float(stands.sum()))), "all": words.whole(int(n.sum()))}

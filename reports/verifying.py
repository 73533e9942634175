"""Do the figures of the pages equal a recount? Document by document, for all people together and for each coder."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from random import SystemRandom

from annotations.models import Round
from corpus.models import Document
from ledger.moment import one_moment
from projects.models import Coder, Project
from reports.actions.folding import book_of
from reports.book import Book
from reports.cube import COUNTED, Cube, Totals
from reports.cubes import together
from reports.cubes.loading import Loading
from reports.cubes.pairing import Pairing
from reports.recounting.figures import Key, Recount
from reports.recounting.sheets import sheets
from reports.scope import PEOPLE
from reports.sums import all_of

SLICE = 250  # documents recounted at once
TOTALS = tuple(each.name for each in fields(Totals))
SHOWN = (*COUNTED, "read", "documents", "sources", "means")  # of all documents together, by theme


@dataclass(frozen=True)
class Difference:
    """One figure that is not what a recount gives; 0 in place of a coder, a document or a theme: all of them."""

    round: int
    coder: int
    document: int
    theme: int
    figure: str
    shown: float
    recounted: float


def verify(
    project: Project, told: Callable[[int, int], None] = lambda done, total: None, sample: int | None = None
) -> Iterator[Difference]:
    """Compare all rounds of a project, each as it was at one moment; `told` hears how many documents are done.

    Of very many documents a `sample` may do: so many are drawn anew each time.
    """
    rounds = list(Round.objects.in_project(project).select_related("project"))
    total = len(rounds) * Document.objects.in_project(project).count()
    for place, round in enumerate(rounds):
        done = place * total // len(rounds)
        with one_moment():
            found = list(_differences(round, sample, lambda n, done=done: told(done + n, total)))  # type: ignore[misc]
        yield from found


def _differences(round: Round, sample: int | None, told: Callable[[int], None]) -> Iterator[Difference]:
    bound = book_of(round.project)
    kinds = dict(Coder.objects.filter(project=round.project).values_list("pk", "kind"))
    people = [coder for coder, kind in kinds.items() if kind in PEOPLE]
    whose = {0: people} | {coder: [coder] for coder in sorted(kinds)}
    cubes = {coder: Loading(round, coder or None, bound, most_live=2**31).cube() for coder in whose}
    pairings = {coder: Pairing(Loading(round, coder or None, bound, most_live=2**31)) for coder in whose}
    documents = cubes[0].documents.tolist()
    yield from _unknown(round, documents)
    for coder, pairing in pairings.items():
        yield from _remembered(round.pk, coder, cubes[coder])
        yield from _added_up(round.pk, coder, pairing, bound)
    if sample is not None and sample < len(documents):
        documents = sorted(SystemRandom().sample(documents, sample))
    for at in range(0, len(documents), SLICE):
        some = documents[at : at + SLICE]
        pairs = {coder: _pairs(pairing, some) for coder, pairing in pairings.items()}
        for sheet in sheets(round, some):
            for coder, cube in cubes.items():
                recount = Recount(sheet, bound, whose[coder], people)
                shown = _shown(cube, sheet.document, bound) | pairs[coder].get(sheet.document, {})
                recounted = recount.figures() | _named(recount.pairs())
                yield from _compared(round.pk, coder, sheet.document, shown, recounted)
        told(at)


def _remembered(round: int, coder: int, cube: Cube) -> Iterator[Difference]:
    """Whether what pages show of all documents is the sum over them, also where it was remembered; `document` 0."""
    for with_sub, kind in ((False, "own"), (True, "rolled")):
        shown, sums = (all_of(each, with_sub=with_sub) for each in (cube, replace(cube, base=None)))
        for name in SHOWN:
            pairs = zip(cube.themes, getattr(shown, name)[0].tolist(), getattr(sums, name)[0].tolist(), strict=True)
            yield from (
                Difference(round, coder, 0, theme, f"{kind} {name}", n, of) for theme, n, of in pairs if n != of
            )
    for name in TOTALS:
        n, of = int(shown.total(name)[0]), int(sums.total(name)[0])
        if n != of:
            yield Difference(round, coder, 0, 0, name, n, of)


def _added_up(round: int, coder: int, pairing: Pairing, book: Book) -> Iterator[Difference]:
    """Whether what pages of co-occurrence show is the sum over all documents; `document` 0."""
    shown, sums = pairing.tables(book.themes), together.add_up(pairing.pairs(), book.themes)
    for level in together.LEVELS:
        for place, theme in enumerate(book.themes):
            for other, second in enumerate(book.themes):
                n, of = int(shown.of(level)[place, other]), int(sums.of(level)[place, other])
                if n != of:
                    yield Difference(round, coder, 0, theme, f"{level}s with {second}", n, of)


def _pairs(pairing: Pairing, documents: Collection[int]) -> dict[int, dict[Key, int]]:
    """document -> its pairs as figures."""
    found, rows = defaultdict[int, dict[tuple[int, int], tuple[int, int]]](dict), pairing.pairs().of(documents)
    columns = (getattr(rows, each.name).tolist() for each in fields(rows))
    for document, first, second, units, paragraphs in zip(*columns, strict=True):
        found[document][first, second] = (units, paragraphs)
    return {document: _named(pairs) for document, pairs in found.items()}


def _named(pairs: Mapping[tuple[int, int], tuple[int, int]]) -> dict[Key, int]:
    """As figures of the first theme, named after the second."""
    names = ("units", "paragraphs")
    named = {(f"{name} with {b}", a): n for (a, b), both in pairs.items() for name, n in zip(names, both, strict=True)}
    return {key: n for key, n in named.items() if n}


def _unknown(round: Round, documents: list[int]) -> Iterator[Difference]:
    """Documents that the figures know and the project does not have, or the other way round."""
    there = set(Document.objects.in_project(round.project).active().values_list("pk", flat=True))
    for document in sorted(there ^ set(documents)):
        yield Difference(round.pk, 0, document, 0, "document", int(document in documents), int(document in there))


def _shown(cube: Cube, document: int, book: Book) -> dict[Key, int]:
    """What the cube says of a document, without what is 0."""
    row = cube.described.row(document)
    if row is None:
        return {}
    found: dict[Key, int] = {(name, 0): int(getattr(cube.totals, name)[row]) for name in TOTALS}
    for column, theme in enumerate(cube.themes):
        found["read", theme] = int(cube.read(theme)[row])
        for name in COUNTED:
            found[f"own {name}", theme] = int(getattr(cube.own, name)[row, column])
            found[f"rolled {name}", theme] = int(getattr(cube.rolled, name)[row, column])
    found |= {
        (f"edition {edition}", theme): int(cube.editions[theme, edition][row]) for theme, edition in book.editions
    }
    return {key: n for key, n in found.items() if n}


def _compared(
    round: int, coder: int, document: int, shown: dict[Key, int], recounted: dict[Key, int]
) -> Iterator[Difference]:
    for figure, theme in sorted(shown.keys() | recounted.keys()):
        key = (figure, theme)
        if shown.get(key, 0) != recounted.get(key, 0):
            yield Difference(round, coder, document, theme, figure, shown.get(key, 0), recounted.get(key, 0))

"""Do the figures of the pages equal a recount? Document by document, for all people together and for each coder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from random import SystemRandom

from annotations.models import Round
from corpus.models import Document
from ledger.moment import one_moment
from projects.models import Coder, Project
from reports.actions.folding import book_of
from reports.book import Book
from reports.cube import COUNTED, Cube, Totals
from reports.cubes.loading import Loading
from reports.recounting.figures import Key, Recount
from reports.recounting.sheets import sheets
from reports.scope import PEOPLE

SLICE = 250  # documents recounted at once
TOTALS = tuple(each.name for each in fields(Totals))


@dataclass(frozen=True)
class Difference:
    """One figure that is not what a recount gives; `coder` 0: all people together, `theme` 0: whatever theme."""

    round: int
    coder: int
    document: int
    theme: int
    figure: str
    shown: int
    recounted: int


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
    documents = cubes[0].documents.tolist()
    yield from _unknown(round, documents)
    if sample is not None and sample < len(documents):
        documents = sorted(SystemRandom().sample(documents, sample))
    for at in range(0, len(documents), SLICE):
        for sheet in sheets(round, documents[at : at + SLICE]):
            for coder, cube in cubes.items():
                shown = _shown(cube, sheet.document, bound)
                recounted = Recount(sheet, bound, whose[coder], people).figures()
                yield from _compared(round.pk, coder, sheet.document, shown, recounted)
        told(at)


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

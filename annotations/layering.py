"""What was decided, as passages and read marks (pure): copied from the accepted evidence, clipped to accepted units."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotations.comparing import joined
from annotations.material import AGREED, DECIDED, YES, Cell, Material, Span

Themes = dict[int, int | None]  # the newest codebook version of its evidence by theme; None: nobody gave it
Layer = dict[int, dict[Span, Themes]]  # by paragraph and [start, end) in it
Samples = Mapping[int, frozenset[int] | None]  # the paragraphs that a coder was to read; None: all


def passages_of(cells: Iterable[Cell], given: Material) -> Layer:
    """The passages of all accepted cells: those that coders agree about, and those decided with yes."""
    layer: Layer = defaultdict(lambda: defaultdict(dict))
    for same in _by_theme(cells).values():
        version = max((row.codebook_version for cell in same for row in cell.evidence), default=None)
        for paragraph, spans in _spans(same, given).items():
            for span in joined(spans):
                layer[paragraph][span][same[0].theme or 0] = version
    return layer


def readings_of(cells: Sequence[Cell], given: Material, samples: Samples, layer: Layer) -> dict[int, int]:
    """The codebook version under which each paragraph is decided: all were read that should be, nothing is left.

    It is the newest that one of its readers or one of its themes needs.
    """
    left = {cell.paragraph for cell in cells if cell.is_to_decide}
    found = {}
    for paragraph, place in given.places.items():
        home = given.home(paragraph)
        readers = {coder for coder, sample in samples.items() if sample is None or paragraph in sample}
        marks = given.read.get(home, {})
        if place.is_codable and home not in left and readers and readers <= marks.keys():
            themes = (themes for themes in layer.get(paragraph, {}).values())
            needed = {version for each in themes for version in each.values() if version is not None}
            found[paragraph] = max({version for versions in marks.values() for version in versions} | needed)
    return found


def _is_accepted(cell: Cell) -> bool:
    return cell.state == AGREED or (
        cell.state == DECIDED and cell.decision is not None and cell.decision.outcome == YES
    )


def _by_theme(cells: Iterable[Cell]) -> dict[tuple[int, int | None], list[Cell]]:
    """The accepted cells of one place and theme, in the order of their units."""
    found: dict[tuple[int, int | None], list[Cell]] = defaultdict(list)
    for cell in cells:
        if _is_accepted(cell):
            found[cell.paragraph, cell.theme].append(cell)
    return found


def _spans(cells: Sequence[Cell], given: Material) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for run in _runs(cells):
        for paragraph, span in _of_run(run, given):
            found[paragraph].append(span)
    return found


def _runs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Units that follow one another, so that a passage over several of them stays one."""
    run: list[Cell] = []
    for cell in cells:
        if run and cell.unit != run[-1].unit + 1:
            yield run
            run = []
        run.append(cell)
    yield run


def _of_run(run: Sequence[Cell], given: Material) -> Iterator[tuple[int, Span]]:
    start, end = run[0].start, run[-1].end
    for cell in run:
        if not cell.evidence:
            yield from _whole(cell, given)
        for row in cell.evidence:
            shift = given.shift(row.paragraph)
            yield row.paragraph, (max(start - shift, row.start), min(end - shift, row.end))


def _whole(cell: Cell, given: Material) -> Iterator[tuple[int, Span]]:
    """A unit that nobody marked; of a whole document, each paragraph that can be coded."""
    if given.unit != "document":
        yield cell.paragraph, (cell.start, cell.end)
        return
    document = given.places[cell.paragraph].document
    for paragraph, place in given.places.items():
        if place.document == document and place.is_codable:
            yield paragraph, (0, place.length)

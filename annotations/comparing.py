"""What coders say about the same units, cell by cell: agreed, different, decided, open again (pure)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from annotations.material import (
    AGREED,
    ASKED,
    DECIDED,
    DOUBTED,
    MISSING,
    NO,
    NOBODY,
    ONLY,
    OPEN,
    OVERLAPPING,
    QUESTION,
    REOPENED,
    UNSURE,
    YES,
    Cell,
    Evidence,
    Home,
    Kept,
    Key,
    Material,
    Span,
)

NOBODY_ASKED: frozenset[int] = frozenset()
Marks = dict[int, list[tuple[int, int, bool]]]  # [start, end) and doubt of each passage, by coder


def compare(given: Material) -> list[Cell]:
    """Every cell that a coder carries, that was decided, or about which nothing but a question was asked.

    In reading order: paragraph, unit, theme in the order of the codebook.
    """
    keys = {key for key, coders in given.carried.items() if coders} | given.rulings.keys() | set(_only_asked(given))
    found = (cell for key in keys if (cell := _cell(given, key)) is not None)
    return sorted(found, key=lambda cell: (cell.ordinal, cell.unit, given.order.get(cell.theme or 0, -1)))


def blank(given: Material, home: Home, theme: int) -> Cell | None:
    """The cell of a theme that nobody gave a unit; None where there is no such unit, or nobody read it."""
    paragraph, unit = home
    place = given.places.get(paragraph)
    n_units = len(place.sentences) if place and given.unit == "sentence" else 1
    if place is None or given.home(paragraph) != paragraph or not 0 <= unit < n_units:
        return None
    return _cell(given, (paragraph, unit, theme), is_wanted=True) if given.read.get(paragraph) else None


def joined(spans: Iterable[Span], *, is_touching_one: bool = False) -> list[Span]:
    """The union of spans, in order: those that overlap become one, those that only touch if this is said."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1] + is_touching_one:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _only_asked(given: Material) -> Iterator[Key]:
    """The first unit of each question on whose units nobody carries any theme."""
    carried = {(paragraph, unit) for (paragraph, unit, _theme), coders in given.carried.items() if coders}
    for question in given.asked:
        home = given.home(question.paragraph)
        units = given.units(question.paragraph, question.start, question.end)
        if units and not any((home, unit) in carried for unit in units):
            yield home, units[0], None


def _cell(given: Material, key: Key, *, is_wanted: bool = False) -> Cell | None:
    """None where nobody who read the unit says anything, nothing was asked, nothing decided, and it is not wanted."""
    paragraph, unit, theme = key
    place, ruling = given.places[paragraph], given.rulings.get(key)
    askers = (
        {question.coder for question in given.waiting.get((paragraph, unit), ())} if given.waiting else NOBODY_ASKED
    )
    values = _values(given, key, given.coders[place.document], askers)
    start, end = given.span((paragraph, unit))
    evidence = _evidence(given, key, start, end)
    kind = QUESTION if askers else _kind(given, values, evidence, start, end)
    if kind is None and ruling is None and not is_wanted:
        return None
    if ruling is None:
        state = AGREED if kind == AGREED else OPEN
    else:
        state = DECIDED if is_same(ruling.evidence, _kept(given, key, evidence)) else REOPENED
    return Cell(paragraph, place.ordinal, unit, start, end, theme, kind or NOBODY, state, values, ruling, evidence)


def kept(given: Material, cell: Cell) -> Kept:
    """The evidence of a cell as a decision made now keeps it.

    {coder: [[start, end, is_unsure], …]}, also of those who read it and carry nothing; and what was asked.
    """
    return _kept(given, cell.key, cell.evidence)


def is_same(before: Kept, now: Kept) -> bool:
    """Whether coders say what they said then. A question that was settled since changes nothing, a new one does."""
    asked, was_asked = now.get(ASKED, ()), before.get(ASKED, ())
    return set(asked) <= set(was_asked) and {**now, ASKED: was_asked} == {**before, ASKED: was_asked}


def _values(given: Material, key: Key, coders: Iterable[int], askers: Collection[int]) -> dict[int, str]:
    paragraph, _unit, theme = key
    carrying, read = given.carried.get(key, {}), given.read.get(paragraph, {})
    values = {}
    for coder in coders:
        if coder in askers or coder not in read:
            values[coder] = MISSING
        elif coder in carrying:
            values[coder] = YES if carrying[coder] else UNSURE
        else:
            values[coder] = NO if given.offers(read[coder], theme) else MISSING
    return values


def _evidence(given: Material, key: Key, start: int, end: int) -> tuple[Evidence, ...]:
    paragraph, _unit, theme = key
    carrying = given.carried.get(key)
    if theme is None or not carrying:
        return ()
    rows = given.passages.get((paragraph, theme), ())
    if given.unit == "sentence":
        return tuple([row for row in rows if row.coder in carrying and row.start < end and start < row.end])
    return tuple([row for row in rows if row.coder in carrying])


def _kind(given: Material, values: Mapping[int, str], evidence: Sequence[Evidence], start: int, end: int) -> str | None:
    """None where nobody who read the unit carries the theme."""
    said = list(values.values())
    n_none, n_read = said.count(NO), len(said) - said.count(MISSING)
    if n_none == n_read:
        return None
    if n_none:
        return ONLY
    if UNSURE in said:
        return DOUBTED
    spans = _spans(given, evidence)
    words = [_clipped(spans[coder], start, end) for coder, value in values.items() if value != MISSING]
    return AGREED if all(each == words[0] for each in words) else OVERLAPPING


def _clipped(spans: Iterable[tuple[int, int, bool]], start: int, end: int) -> list[Span]:
    """What of the unit they say, as it reads: who marks it in two pieces says the same."""
    return joined([(max(first, start), min(last, end)) for first, last, _unsure in spans], is_touching_one=True)


def _spans(given: Material, evidence: Iterable[Evidence]) -> Marks:
    """By coder, counted as the unit is."""
    found: Marks = {}
    for row in evidence:
        shift = given.shift(row.paragraph)
        found.setdefault(row.coder, []).append((row.start + shift, row.end + shift, row.is_unsure))
    return found


def _kept(given: Material, key: Key, evidence: Iterable[Evidence]) -> Kept:
    spans, read = _spans(given, evidence), given.read.get(key[0], {})
    found: Kept = {str(coder): [list(span) for span in sorted(spans.get(coder, ()))] for coder in {*spans, *read}}
    asked = sorted({question.question for question in given.waiting.get(key[:2], ())})
    return found | {ASKED: asked} if asked else found

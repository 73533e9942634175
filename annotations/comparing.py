"""What coders say about the same units, cell by cell: agreed, different, decided, open again (pure)."""

from collections.abc import Iterable, Iterator, Mapping

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
    Asked,
    Cell,
    Evidence,
    Home,
    Kept,
    Key,
    Material,
    Ruling,
    Span,
)

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


def joined(spans: Iterable[Span]) -> list[Span]:
    """The union of spans, in order: those that overlap become one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
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
    place, waiting = given.places[paragraph], given.waiting.get((paragraph, unit), ())
    coders, carrying = given.coders[place.document], given.carried.get(key, {})
    askers = {question.coder for question in waiting}
    read = given.read.get(paragraph, {})
    values = {
        coder: MISSING if coder in askers else _value(given, theme, read.get(coder), carrying.get(coder))
        for coder in coders
    }
    start, end = given.span((paragraph, unit))
    evidence = _evidence(given, key, carrying, start, end)
    spans = _spans(given, evidence, start, end)
    kind = _kind(values, askers, spans, start, end)
    ruling = given.rulings.get(key)
    if kind is None and ruling is None and not is_wanted:
        return None
    kept = _kept(spans, read, waiting)
    state = _state(kind, ruling, kept)
    return Cell(
        paragraph, place.ordinal, unit, start, end, theme, kind or NOBODY, state, values, ruling, evidence, kept
    )


def _value(given: Material, theme: int | None, read: frozenset[int] | None, is_sure: bool | None) -> str:
    if not read:
        return MISSING
    if is_sure is not None:
        return YES if is_sure else UNSURE
    return NO if theme is None or all(theme in given.offered[version] for version in read) else MISSING


def _evidence(given: Material, key: Key, carrying: Mapping[int, bool], start: int, end: int) -> tuple[Evidence, ...]:
    paragraph, _unit, theme = key
    if theme is None or not carrying:
        return ()
    rows = given.passages.get((paragraph, theme), ())
    if given.unit == "sentence":
        return tuple(row for row in rows if row.coder in carrying and row.start < end and start < row.end)
    return tuple(row for row in rows if row.coder in carrying)


def _spans(given: Material, evidence: Iterable[Evidence], start: int, end: int) -> Marks:
    """By coder, counted as the unit is."""
    found: Marks = {}
    for row in evidence:
        shift = given.shift(row.paragraph)
        found.setdefault(row.coder, []).append((row.start + shift, row.end + shift, row.is_unsure))
    return found


def _kind(
    values: Mapping[int, str],
    askers: set[int],
    spans: Marks,
    start: int,
    end: int,
) -> str | None:
    if askers:
        return QUESTION
    said = {coder: value for coder, value in values.items() if value != MISSING}
    if not said or all(value == NO for value in said.values()):
        return None
    if NO in said.values():
        return ONLY
    if UNSURE in said.values():
        return DOUBTED
    words = [
        joined((max(first, start), min(last, end)) for first, last, _unsure in spans.get(coder, ())) for coder in said
    ]
    return AGREED if all(each == words[0] for each in words) else OVERLAPPING


def _kept(spans: Marks, read: Mapping[int, frozenset[int]], waiting: Iterable[Asked]) -> Kept:
    """{coder: [[start, end, is_unsure], …]}, also of those who read it and carry nothing; and what was asked."""
    kept: Kept = {str(coder): [list(span) for span in sorted(spans.get(coder, ()))] for coder in {*spans, *read}}
    asked = sorted({question.question for question in waiting})
    return kept | {ASKED: asked} if asked else kept


def _state(kind: str | None, ruling: Ruling | None, kept: Kept) -> str:
    if ruling is None:
        return AGREED if kind == AGREED else OPEN
    return DECIDED if is_same(ruling.evidence, kept) else REOPENED


def is_same(before: Kept, now: Kept) -> bool:
    """Whether coders say what they said then. A question that was settled since changes nothing, a new one does."""
    asked, was_asked = now.get(ASKED, ()), before.get(ASKED, ())
    return set(asked) <= set(was_asked) and {**now, ASKED: was_asked} == {**before, ASKED: was_asked}

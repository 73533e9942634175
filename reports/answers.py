"""Who answered what: the value of each unit and theme for each coder, as coefficients of agreement need them.

A value is 1 where the coder's passages give the unit the theme, 0 where the coder read it and they do not, and missing
where it was not read, was read under a codebook without the theme, or waits for the answer to a question.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from annotations.models import Passage, Question
from annotations.text.units import units_of
from projects.models import Coder
from reports.counting import by_document
from reports.counting.base import NO_GAP, Gap
from reports.editions import Editions
from reports.measures import Ratings
from reports.scope import Scope

Place = tuple[int, int]  # paragraph id, index of the unit in it
Versions = frozenset[int] | None  # under which codebook versions a coder answered; None: not at all
Values = tuple[int | None, ...]  # one place for each coder


@dataclass(frozen=True)
class Asked:
    """A theme, or a family of themes, under all codebooks but those of the gap; `is_sure`: without doubted tags."""

    family: frozenset[int]
    gap: Gap = NO_GAP
    is_sure: bool = False


@dataclass
class Answers:
    """`units`: unit -> the codebook versions of each coder, where two or more answered, in reading order.

    `given`: theme -> unit -> (place of the coder, whether a tag of it is not doubted). Sizes: one entry a unit that was
    coded twice and one a theme on it, so both are held in memory.
    """

    coders: Sequence[Coder]
    editions: Editions
    units: dict[Place, tuple[Versions, ...]] = field(default_factory=dict)
    given: dict[int, dict[Place, list[tuple[int, bool]]]] = field(default_factory=lambda: defaultdict(dict))

    def ratings(self, asked: Asked) -> Ratings:
        """How many units have which values, of units that two or more coders answered."""
        found: Counter[Values] = Counter()
        for versions, n in self._signatures.items():
            found[self._values(versions, asked.gap)] += n
        for place, coders in self._given(asked).items():
            found[self._values(self.units[place], asked.gap)] -= 1
            found[self._values(self.units[place], asked.gap, coders)] += 1
        return {values: n for values, n in found.items() if n and _n_answers(values) > 1}

    def places(self, asked: Asked) -> Iterator[tuple[Place, Values]]:
        """Each unit that two or more coders answered, with its values, in reading order."""
        given = self._given(asked)
        for place, versions in self.units.items():
            values = self._values(versions, asked.gap, given.get(place, ()))
            if _n_answers(values) > 1:
                yield place, values

    @cached_property
    def _signatures(self) -> Counter[tuple[Versions, ...]]:
        """How many units were answered under which versions by whom."""
        return Counter(self.units.values())

    def _given(self, asked: Asked) -> dict[Place, set[int]]:
        """The units with the theme, or one of the family, and by whom; not under a codebook that lacked it."""
        found: dict[Place, set[int]] = defaultdict(set)
        for theme in asked.family:
            gap = self.editions.gap(theme)
            for place, rows in self.given.get(theme, {}).items():
                for coder, is_sure in rows:
                    versions = self.units[place][coder] or NO_GAP
                    if (is_sure or not asked.is_sure) and not versions & gap:
                        found[place].add(coder)
        return found

    @staticmethod
    def _values(versions: tuple[Versions, ...], gap: Gap, coders: Collection[int] = ()) -> Values:
        return tuple(
            None if under is None or under & gap else int(coder in coders) for coder, under in enumerate(versions)
        )


def load(scope: Scope, coders: Sequence[Coder], editions: Editions) -> Answers:
    """What these coders answered in the round of the scope, as far as it may be seen; a fixed number of queries."""
    answers = Answers(coders, editions)
    place_of = {coder.pk: place for place, coder in enumerate(coders)}
    homes = _homes(scope) if scope.unit == "document" else {}
    read = _whole_documents(scope, place_of, homes) if homes else _read(scope, place_of)
    for coder, place in _asked_about(scope, place_of, homes):
        if place in read:
            read[place][coder] = None
    answers.units = {place: tuple(row) for place, row in read.items() if _n_answers(tuple(row)) > 1}
    rows = scope.unit_themes().filter(coder__in=place_of)
    for coder, paragraph, unit, theme, n_sure in rows.values_list("coder", "paragraph", "unit", "theme", "n_sure"):
        if (paragraph, unit) in answers.units:
            answers.given[theme].setdefault((paragraph, unit), []).append((place_of[coder], n_sure > 0))
    return answers


def _n_answers(values: tuple[object | None, ...]) -> int:
    return sum(value is not None for value in values)


def _read(scope: Scope, place_of: dict[int, int]) -> dict[Place, list[Versions]]:
    """Sentences or paragraphs by who read them, in reading order."""
    rows: dict[int, list[Versions]] = {}
    sizes: dict[int, int] = {}
    marks = scope.readings().filter(coder__in=place_of).order_by("document", "paragraph__ordinal")
    for coder, paragraph, version, n in marks.values_list(
        "coder", "paragraph", "codebook_version", "paragraph__n_sentences"
    ):
        row = rows.setdefault(paragraph, [None] * len(place_of))
        row[place_of[coder]] = frozenset({version})
        sizes[paragraph] = n if scope.unit == "sentence" else 1
    return {(paragraph, unit): list(row) for paragraph, row in rows.items() for unit in range(sizes[paragraph])}


def _homes(scope: Scope) -> dict[int, int]:
    """Document -> its first paragraph, under which its unit is kept where a document is one."""
    rows = scope.paragraphs().order_by("revision__document", "-ordinal").values_list("revision__document", "pk")
    return dict(rows)


def _whole_documents(scope: Scope, place_of: dict[int, int], homes: dict[int, int]) -> dict[Place, list[Versions]]:
    """Documents by who read all of them."""
    rows: dict[Place, list[Versions]] = {}
    for (document, coder), versions in sorted(by_document.whole_readings(scope).items()):
        if coder in place_of:
            row = rows.setdefault((homes[document], 0), [None] * len(place_of))
            row[place_of[coder]] = frozenset(versions)
    return rows


def _asked_about(scope: Scope, place_of: dict[int, int], homes: dict[int, int]) -> Iterator[tuple[int, Place]]:
    """(place of a coder, unit) that a question of theirs is about which is not resolved: of words, or a paragraph."""
    mine = Question.objects.visible_to(scope.member).in_round(scope.round).unresolved().filter(coder__in=place_of)
    questions = list(mine.select_related("paragraph"))
    spans = Passage.objects.among({each.passage for each in questions if each.passage}).in_bulk()
    for each in questions:
        text, span = each.paragraph, spans.get(each.passage)
        start, end = (span.start, span.end) if span else (0, text.n_chars)
        home = homes.get(each.document_id, each.paragraph_id)
        for unit in units_of(scope.unit, text.text, text.sentences, start, end):
            yield place_of[each.coder_id], (home, unit)

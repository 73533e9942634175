"""The cells of a document counted anew, from passages alone: what the stateful test of deciding compares with.

Plain ASCII text: its words are what stands between spaces, less the full stop. No code of the app is used but to read
rows; values, kinds, evidence and the decided layer are found here by other means (sets of places in the text).
"""

from collections import defaultdict
from dataclasses import dataclass

from annotations.models import Assignment, Passage, Question, Reading
from corpus.models import Paragraph
from vocabulary.models import CodebookVersion

Home = tuple[int, int]
Key = tuple[int, int, int | None]
Piece = tuple[int, int, int]  # paragraph, start, end


@dataclass(frozen=True)
class Row:
    """A theme on a passage that touches a unit there; `is_whole`: it holds a whole word of the unit."""

    coder: int
    span: tuple[int, int, int, bool]
    places: frozenset[tuple[int, int]]
    is_whole: bool


@dataclass
class Recount:
    """Every unit of a document, who read it, what was asked about it, and what is said of it by theme."""

    units: dict[Home, list[Piece]]
    readers: dict[Home, set[int]]
    lacking: dict[Home, set[tuple[int, int]]]  # a coder and a theme that they could not choose when they read it
    asked: dict[str, list[Home]]
    askers: dict[Home, set[int]]
    said: dict[Key, list[Row]]

    def carrying(self, key: Key) -> set[int]:
        return {row.coder for row in self.said.get(key, ()) if row.is_whole}

    def heard(self, key: Key) -> set[int]:
        """Those who say yes or no: they read it, and carry the theme or could have chosen it."""
        carrying, lacking = self.carrying(key), self.lacking[key[:2]]
        return {each for each in self.readers[key[:2]] if each in carrying or (each, key[2]) not in lacking}

    def kind(self, key: Key) -> str:
        readers = self.heard(key)
        carrying = self.carrying(key) & readers
        if self.askers.get(key[:2]):
            return "question"
        if not carrying:
            return "none"
        if carrying != readers:
            return "only"
        if any(self._doubts(key, coder) for coder in carrying):
            return "unsure"
        return "agreed" if len({self._places(key, coder) for coder in carrying}) == 1 else "overlapping"

    def evidence(self, key: Key) -> tuple[dict[int, list[tuple[int, int, int, bool]]], set[str]]:
        """What everybody says there, and the questions that wait."""
        coders = self.readers[key[:2]] | self.carrying(key)
        carrying = self.carrying(key)
        spans = {
            coder: sorted(row.span for row in self.said.get(key, ()) if row.coder == coder and coder in carrying)
            for coder in coders
        }
        return spans, {question for question, homes in self.asked.items() if key[:2] in homes}

    def keys(self) -> set[Key]:
        """The cells that are there without any decision."""
        carried = {key for key in self.said if self.carrying(key)}
        given = {key for key in carried if self.kind(key) != "none"}
        homes = {key[:2] for key in carried}
        alone = {(*touched[0], None) for touched in self.asked.values() if not homes & {*touched}}
        return given | alone

    def _doubts(self, key: Key, coder: int) -> bool:
        """Whether they doubt every tag that gives the unit the theme."""
        return all(row.span[3] for row in self.said[key] if row.coder == coder and row.is_whole)

    def _places(self, key: Key, coder: int) -> frozenset[tuple[int, int]]:
        return frozenset().union(*(row.places for row in self.said[key] if row.coder == coder))


def recount(work: Assignment) -> Recount:
    """Of the document of this work in its round."""
    paragraphs = {each.pk: each for each in Paragraph.objects.of(work.document)}
    kept = Assignment.objects.filter(round=work.round_id, document=work.document_id, given_back_at=None)
    place = {
        "round": work.round_id,
        "document": work.document_id,
        "coder__in": set(kept.values_list("coder", flat=True)),
    }
    units = _units(work.round.project.unit, list(paragraphs.values()))
    asked, askers = _asked(units, place)
    said = _said(units, paragraphs, place)
    return Recount(units, _readers(units, place), _lacking(units, place), asked, askers, said)


def layer(work: Assignment) -> tuple[set[Key], set[int]]:
    """The cells that the decided coder's passages carry, and the paragraphs that are settled."""
    paragraphs = {each.pk: each for each in Paragraph.objects.of(work.document)}
    place = {"round": work.round_id, "document": work.document_id, "coder__kind": "decided"}
    said = _said(_units(work.round.project.unit, list(paragraphs.values())), paragraphs, place)
    marks = Reading.objects.filter(**place).values_list("paragraph", flat=True)
    return {key for key, rows in said.items() if any(row.is_whole for row in rows)}, set(marks)


def _units(unit: str, paragraphs: list[Paragraph]) -> dict[Home, list[Piece]]:
    codable = [each for each in paragraphs if each.is_codable]
    if unit == "document":
        return {(paragraphs[0].pk, 0): [(each.pk, 0, each.n_chars) for each in codable]}
    if unit == "paragraph":
        return {(each.pk, 0): [(each.pk, 0, each.n_chars)] for each in codable}
    return {(each.pk, n): [(each.pk, *span)] for each in codable for n, span in enumerate(each.sentences)}


def _readers(units: dict[Home, list[Piece]], place: dict[str, object]) -> dict[Home, set[int]]:
    """Who read every paragraph of a unit."""
    marks: dict[int, set[int]] = defaultdict(set)
    for paragraph, coder in Reading.objects.filter(**place).values_list("paragraph", "coder"):
        marks[paragraph].add(coder)
    return {home: set.intersection(*(marks[piece[0]] for piece in pieces)) for home, pieces in units.items()}


def _lacking(units: dict[Home, list[Piece]], place: dict[str, object]) -> dict[Home, set[tuple[int, int]]]:
    """The codebooks say by themselves which themes they do not offer."""
    gone = {}
    for version in CodebookVersion.objects.all():
        themes = [theme for theme in version.snapshot["themes"] if theme["status"] != "active"]
        gone[version.pk] = [version.snapshot["rows"][theme["slug"]]["id"] for theme in themes]
    found: dict[Home, set[tuple[int, int]]] = defaultdict(set)
    marks = list(Reading.objects.filter(**place).values_list("paragraph", "coder", "codebook_version"))
    for home, pieces in units.items():
        within = {piece[0] for piece in pieces}
        for paragraph, coder, version in marks:
            found[home] |= {(coder, theme) for theme in gone[version] if paragraph in within}
    return found


def _asked(
    units: dict[Home, list[Piece]], place: dict[str, object]
) -> tuple[dict[str, list[Home]], dict[Home, set[int]]]:
    """The units of each question that waits, and whose questions wait on each unit."""
    asked: dict[str, list[Home]] = {}
    askers: dict[Home, set[int]] = defaultdict(set)
    for question in Question.objects.filter(**place, resolved_at=None):
        touched = [home for home, pieces in units.items() if any(each[0] == question.paragraph_id for each in pieces)]
        asked[str(question.pk)] = sorted(touched)
        for home in touched:
            askers[home].add(question.coder_id)
    return asked, askers


def _said(
    units: dict[Home, list[Piece]], paragraphs: dict[int, Paragraph], place: dict[str, object]
) -> dict[Key, list[Row]]:
    said: dict[Key, list[Row]] = defaultdict(list)
    for passage in Passage.objects.filter(**place).prefetch_related("taggings"):
        pk, start, end = passage.paragraph_id, passage.start, passage.end
        for home, pieces in units.items():
            for _pk, first, last in [piece for piece in pieces if piece[0] == pk]:
                places = frozenset((pk, at) for at in range(max(first, start), min(last, end)))
                is_whole = _holds_word(paragraphs[pk].text, first, last, start, end)
                for tag in passage.taggings.all() if places else ():
                    row = Row(passage.coder_id, (pk, start, end, tag.is_unsure), places, is_whole)
                    said[*home, tag.tag_id].append(row)
    return said


def _holds_word(text: str, first: int, last: int, start: int, end: int) -> bool:
    at = first
    for word in text[first:last].split(" "):
        whole = (at, at + len(word.rstrip(".")))
        if start <= whole[0] < whole[1] <= end:
            return True
        at += len(word) + 1
    return False

"""Random revisions of random texts, made by a generator that knows where each code point went."""

import itertools
from dataclasses import dataclass
from random import Random

from corpus.collation.stretches import SURE
from corpus.collation.tokens import weight, words

WORDS = [f"w{n}" for n in range(120)] + ["the", "of", "and", "trade"] * 6 + ["贸", "易", "，", "开", "放"] * 4

Span = tuple[int, int, int]  # index of the paragraph, start, end
Char = tuple[str, int]  # what it is, and which one
Paragraph = list[Char]


@dataclass
class Revised:
    """A text before and after, each code point with its number."""

    old: list[Paragraph]
    new: list[Paragraph]

    @property
    def texts(self) -> tuple[list[str], list[str]]:
        before, after = ([_text(paragraph) for paragraph in side] for side in (self.old, self.new))
        return before, after

    def truth(self) -> "Truth":
        return Truth(self)


class Truth:
    """Where spans of the old text really stand in the new one."""

    def __init__(self, revised: Revised) -> None:
        self.old, (self.before, self.after) = revised.old, revised.texts
        places = ((i, at, who) for i, paragraph in enumerate(revised.new) for at, (_char, who) in enumerate(paragraph))
        self.places = {who: (i, at) for i, at, who in places}

    def of(self, span: Span) -> Span | None:
        """Its place, where all of it still stands together; else None."""
        index, start, end = span
        stand = [self.places.get(who) for _char, who in self.old[index][start:end]]
        if stand[0] is None:
            return None
        first, at = stand[0]
        together = [(first, at + n) for n in range(end - start)]
        return (first, at, at + end - start) if stand == together else None

    def is_unchanged(self, span: Span) -> bool:
        """Whether its whole paragraph is, and nobody could take another one for it."""
        text, place = self.before[span[0]], self.of((span[0], 0, len(self.before[span[0]])))
        is_one = self.before.count(text) == self.after.count(text) == 1 and weight(text) >= SURE
        return is_one and place is not None and self.after[place[0]] == text

    def is_right(self, span: Span, place: Span) -> bool:
        """Whether `place` is the true one, or one that nobody can tell from it: the same words in the same words."""
        there = self.of(span)
        return place == there or _surrounded(self.before, span) == _surrounded(self.after, place)


class Generator:
    """A text of paragraphs, some short, some twice, and edits of it as people make them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.number = itertools.count()

    def revised(self, n_paragraphs: int, n_edits: int) -> Revised:
        old = [self.chars(self.some_words(self.length())) for _ in range(n_paragraphs)]
        for _ in range(n_paragraphs // 20):
            twin = _text(self.random.choice(old))
            old.insert(self.random.randrange(len(old) + 1), self.chars(twin))
        new = [list(paragraph) for paragraph in old]
        edits = [self.replace, self.replace, self.add, self.remove]
        edits += [self.split, self.merge, self.move, self.drop, self.put]
        for _ in range(n_edits):
            self.random.choice(edits)(new)
        return Revised(old, [paragraph for paragraph in new if paragraph])

    def spans(self, revised: Revised, n: int) -> list[Span]:
        """Of the old text: whole paragraphs, and from one word's beginning to another's end."""
        return [
            self.span(index, _text(revised.old[index])) for index in self.random.choices(range(len(revised.old)), k=n)
        ]

    def span(self, index: int, text: str) -> Span:
        bounds = words(text)
        if not bounds or self.random.randrange(4) == 0:
            return index, 0, len(text)
        first, last = sorted((self.random.choice(bounds), self.random.choice(bounds)))
        return index, first[0], last[1]

    def length(self) -> int:
        return self.random.choice([2, 8, 30, 60, 60, 90])

    def some_words(self, n: int) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(n))

    def chars(self, text: str) -> Paragraph:
        return [(char, next(self.number)) for char in text]

    def stretch(self, paragraph: Paragraph) -> tuple[int, int]:
        """From one word's beginning to another's end, up to forty code points."""
        text = _text(paragraph)
        starts = [0, *(at + 1 for at, char in enumerate(text) if char == " ")]
        start = self.random.choice(starts)
        end = text.find(" ", min(len(text), start + self.random.randrange(40)))
        return start, len(text) if end < 0 else end

    def replace(self, new: list[Paragraph]) -> None:
        paragraph = self.random.choice(new)
        if paragraph:
            start, end = self.stretch(paragraph)
            self.swap(paragraph, start, end, self.some_words(self.random.randrange(1, 6)))

    def swap(self, paragraph: Paragraph, start: int, end: int, said: str) -> None:
        """What both begin or end with was not replaced."""
        there = _text(paragraph)[start:end]
        while said and there and said[0] == there[0]:
            said, there, start = said[1:], there[1:], start + 1
        while said and there and said[-1] == there[-1]:
            said, there, end = said[:-1], there[:-1], end - 1
        paragraph[start:end] = self.chars(said)

    def add(self, new: list[Paragraph]) -> None:
        paragraph = self.random.choice(new)
        if paragraph:
            start, _end = self.stretch(paragraph)
            paragraph[start:start] = self.chars(self.some_words(self.random.randrange(1, 6)) + " ")

    def remove(self, new: list[Paragraph]) -> None:
        paragraph = self.random.choice(new)
        if paragraph:
            start, end = self.stretch(paragraph)
            del paragraph[start:end]

    def split(self, new: list[Paragraph]) -> None:
        at = self.random.randrange(len(new))
        cut, _end = self.stretch(new[at]) if new[at] else (0, 0)
        new[at : at + 1] = [new[at][:cut], new[at][cut:]]

    def merge(self, new: list[Paragraph]) -> None:
        at = self.random.randrange(len(new))
        if at + 1 < len(new):
            new[at : at + 2] = [[*new[at], *self.chars(" "), *new[at + 1]]]

    def move(self, new: list[Paragraph]) -> None:
        paragraph = new.pop(self.random.randrange(len(new)))
        new.insert(self.random.randrange(len(new) + 1), paragraph)

    def drop(self, new: list[Paragraph]) -> None:
        if len(new) > 2:
            new.pop(self.random.randrange(len(new)))

    def put(self, new: list[Paragraph]) -> None:
        new.insert(self.random.randrange(len(new) + 1), self.chars(self.some_words(self.length())))


def _text(paragraph: Paragraph) -> str:
    return "".join(char for char, _who in paragraph)


def _surrounded(paragraphs: list[str], span: Span) -> tuple[str, str, str]:
    index, start, end = span
    at = sum(len(text) + 1 for text in paragraphs[:index])
    whole = "\n".join(paragraphs)
    return whole[max(0, at + start - 32) : at + start], whole[at + start : at + end], whole[at + end : at + end + 32]

"""The place in a corrected text that looks most like a passage of the old one, with a score (pure).

score = .6 × words + .3 × neighbours + .1 × position, each in [0, 1]. Words: twice what both have in common, in order,
by what they have together, weighed as `corpus.collation.tokens` says. Neighbours: the mean of the same for the 32 code
points before and after. Position: 1 − how far the place moved, as a share of the text. What has less than half of its
words in common with the passage is no proposal; a fifth is enough between words that are certain.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate

from corpus.collation.aligning import Alignment
from corpus.collation.tokens import inner, tokens, weight, words

WORDS, NEIGHBOURS, POSITION = 0.6, 0.3, 0.1
AROUND = 32  # code points on each side
ALIKE, ALIKE_BETWEEN = 0.5, 0.2  # of the words; below that nothing is proposed
MOST_PLACES, MOST_PARAGRAPHS, MOST_RUNS = 8, 4, 6  # looked at for one passage

Span = tuple[int, int, int]  # index of the paragraph, start, end


@dataclass(frozen=True)
class Proposal:
    place: Span
    score: float
    why: str


class Texts:
    """The paragraphs of a text, and what is asked about them again and again."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.paragraphs = paragraphs
        self.before = [0, *accumulate(len(text) + 1 for text in paragraphs)]  # where each begins, a break between two
        self.n_chars = max(1, self.before[-1])
        self._tokens: dict[int, list[tuple[int, int]]] = {}
        self._inner: dict[int, bytearray] = {}

    @cached_property
    def whole(self) -> str:
        return "\n".join(self.paragraphs)

    @cached_property
    def holders(self) -> dict[str, list[int]]:
        """The paragraphs that hold each word."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(self.paragraphs):
            for word in {text[start:end] for start, end in words(text)}:
                found[word].append(index)
        return found

    def tokens(self, index: int) -> list[tuple[int, int]]:
        if index not in self._tokens:
            self._tokens[index] = tokens(self.paragraphs[index])
        return self._tokens[index]

    def cuts_a_word(self, index: int, place: int) -> bool:
        if index not in self._inner:
            self._inner[index] = inner(self.paragraphs[index])
        return bool(self._inner[index][place])

    def around(self, span: Span) -> tuple[str, str]:
        index, start, end = span
        text = self.paragraphs[index]
        return text[max(0, start - AROUND) : start], text[end : end + AROUND]

    def position(self, span: Span) -> float:
        return (self.before[span[0]] + span[1]) / self.n_chars

    def places_of(self, quote: str) -> list[Span]:
        """Where exactly these words stand, whole words only, the first MOST_PLACES."""
        found: list[Span] = []
        at = self.whole.find(quote)
        while at >= 0 and len(found) < MOST_PLACES:
            index = bisect_right(self.before, at) - 1
            start = at - self.before[index]
            if not self.cuts_a_word(index, start) and not self.cuts_a_word(index, start + len(quote)):
                found.append((index, start, start + len(quote)))
            at = self.whole.find(quote, at + 1)
        return found


class Resemblance:
    """Finds the best place for one span after the other."""

    def __init__(self, old: Texts, new: Texts, aligned: Alignment) -> None:
        self.old, self.new, self.aligned = old, new, aligned
        self.beside: dict[int, list[int]] = defaultdict(list)
        for i, j in [*aligned.same.items(), *aligned.pairs()]:
            self.beside[i].append(j)

    def best(self, span: Span) -> Proposal | None:
        """The likeliest place; None where nothing has half of the words."""
        index, start, end = span
        quote = self.old.paragraphs[index][start:end]
        same = self.new.places_of(quote)
        least = dict.fromkeys([*same, *self._alike(index, quote)], ALIKE)
        least |= dict.fromkeys(self._between(span), ALIKE_BETWEEN)
        scored = [found for place in least if (found := self._scored(span, quote, place, least[place], len(same)))]
        return max(scored, key=lambda each: (each.score, each.place), default=None)

    def _scored(self, span: Span, quote: str, place: Span, least: float, n_same: int) -> Proposal | None:
        index, start, end = place
        there = self.new.paragraphs[index][start:end]
        likeness = alike(quote, there)
        if likeness < least:
            return None
        pairs = zip(self.old.around(span), self.new.around(place), strict=True)
        neighbours = sum(alike(before, after) for before, after in pairs) / 2
        position = 1 - abs(self.old.position(span) - self.new.position(place))
        why = "words" if there != quote else "places" if n_same > 1 else "apart"
        return Proposal(place, WORDS * likeness + NEIGHBOURS * neighbours + POSITION * position, why)

    def _between(self, span: Span) -> Iterator[Span]:
        """What stands now between the nearest unchanged words before and after the span, its own ones among them."""
        index, start, end = span
        parts = self.aligned.parts.get(index, ())
        before = [each for each in parts if each.start <= start]
        after = [each for each in parts if each.end >= end]
        if before and after:
            first, last = before[-1], after[0]
            left = first.at + min(start, first.end) - first.start
            right = last.at + max(end, last.start) - last.start
            text = self.new.paragraphs[last.new]
            if first.new == last.new and left < right:
                yield _trimmed(text, (last.new, left, right))

    def _alike(self, index: int, quote: str) -> Iterator[Span]:
        """The run of words most like the quote in each paragraph that has most of its words, or stands where it was."""
        wanted = {quote[start:end] for start, end in words(quote)}
        shared = Counter[int]()
        for word in wanted:
            holders = self.new.holders.get(word, ())
            shared.update(dict.fromkeys(holders, 1_000_000 // max(1, len(holders))))
        found = [paragraph for paragraph, _n in shared.most_common(MOST_PARAGRAPHS)]
        asked = [quote[start:end] for start, end in tokens(quote)]
        for paragraph in dict.fromkeys([*self.beside[index], *found]):
            yield from self._window(asked, paragraph)

    def _window(self, asked: Sequence[str], index: int) -> Iterator[Span]:
        """The run of a paragraph's words that has most in common with the words asked for, if it has any."""
        text, there = self.new.paragraphs[index], self.new.tokens(index)
        here = [text[start:end] for start, end in there]
        blocks = [each for each in SequenceMatcher(None, asked, here, False).get_matching_blocks() if each.size]
        runs = sorted(sorted(blocks, key=lambda each: -each.size)[:MOST_RUNS], key=lambda each: each.b)
        found = []
        for at, first in enumerate(runs):
            for n, last in enumerate(runs[at:], start=at + 1):
                end = last.b + last.size
                shared = sum(each.size for each in runs[at:n])
                found.append((2 * shared / (len(asked) + end - first.b), first.b, end))
        if found:
            _likeness, begin, end = max(found)
            yield index, there[begin][0], there[end - 1][1]


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, in order: in [0, 1], 1 for two empty ones."""
    if one == other:
        return 1.0
    mine, theirs = ([text[start:end] for start, end in tokens(text)] for text in (one, other))
    blocks = SequenceMatcher(None, mine, theirs, False).get_matching_blocks()
    shared = sum(weight(token) for each in blocks for token in mine[each.a : each.a + each.size])
    together = sum(map(weight, mine)) + sum(map(weight, theirs))
    return 2 * shared / together if together else 1.0


def _trimmed(text: str, place: Span) -> Span:
    """Without outer white space, where anything is left then."""
    index, start, end = place
    words_only = text[start:end].strip()
    first = start + text[start:end].find(words_only)
    return (index, first, first + len(words_only)) if words_only else place

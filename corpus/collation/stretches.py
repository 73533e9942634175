"""Which stretches of some paragraphs stand unchanged in others (pure; offsets are half-open code points).

Found by their shingles: runs of five words that occur once in the old text and once in the new one (Heckel 1978, "A
technique for isolating differences between files", Communications of the ACM 21(4), takes lines that do). Each is
extended as far as the texts are equal. Where two such stretches claim the same words, neither gets them: after "a b"
became "a a b", nobody knows which "a" was there before.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.collation.tokens import inner, weight, words

SHINGLE = 5  # words
SURE = 32  # the weight from which a stretch that stands once in both texts is the same one

Texts = Mapping[int, str]  # paragraphs by their index
Place = tuple[int, int, int]  # paragraph, start, end


@dataclass(frozen=True)
class Stretch:
    """[start, start + length) of the old paragraph `old` is [at, at + length) of the new one."""

    old: int
    start: int
    new: int
    at: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length

    def part(self, start: int, end: int) -> "Stretch":
        """Only [start, end) of the old paragraph."""
        return Stretch(self.old, start, self.new, self.at + start - self.start, end - start)


def stretches(old: Texts, new: Texts) -> list[Stretch]:
    """All that are beyond doubt, in the order of the old text; none overlaps another, in either text."""
    seeds = _seeds(old, new)
    found = _uncontested(list(_extended(seeds, old, new)), old, new)
    whole = (_at_words(stretch, inner(old[stretch.old]), inner(new[stretch.new])) for stretch in found)
    sure = [each for each in whole if weight(old[each.old][each.start : each.end]) >= SURE]
    return sorted(sure, key=lambda each: (each.old, each.start))


def _seeds(old: Texts, new: Texts) -> list[tuple[Place, Place]]:
    """The shingles that stand once in both, by their places, in the order of the old text."""
    there, here = _once(old), _once(new)
    return sorted((place, here[words]) for words, place in there.items() if words in here)


def _once(texts: Texts) -> dict[str, Place]:
    found: dict[str, Place] = {}
    again = set()
    for index, text in texts.items():
        spans = words(text)
        for (start, _), (_, end) in zip(spans, spans[SHINGLE - 1 :], strict=False):
            shingle = text[start:end]
            if shingle in found:
                again.add(shingle)
            found[shingle] = (index, start, end)
    return {shingle: place for shingle, place in found.items() if shingle not in again}


def _extended(seeds: Iterable[tuple[Place, Place]], old: Texts, new: Texts) -> Iterator[Stretch]:
    """The seeds grown to both sides; those inside one that grew already are left out."""
    reached: dict[tuple[int, int, int], int] = {}
    for (i, start, end), (j, at, _) in seeds:
        diagonal = (i, j, at - start)
        if reached.get(diagonal, -1) >= end:
            continue
        before, after = old[i], new[j]
        left = _common(before[:start][::-1], after[:at][::-1])
        right = _common(before[end:], after[at + end - start :])
        reached[diagonal] = end + right
        yield Stretch(i, start - left, j, at - left, end - start + left + right)


def _common(one: str, other: str) -> int:
    """How many code points from their beginning two texts share."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _uncontested(found: list[Stretch], old: Texts, new: Texts) -> Iterator[Stretch]:
    """What remains of each where no other claims the words, in the old text or in the new one."""
    claims = {index: bytearray(len(text)) for index, text in old.items()}
    claimed = {index: bytearray(len(text)) for index, text in new.items()}
    for each in found:
        _claim(claims[each.old], each.start, each.length)
        _claim(claimed[each.new], each.at, each.length)
    for each in found:
        mine = claims[each.old][each.start : each.end]
        theirs = claimed[each.new][each.at : each.at + each.length]
        free = bytes(max(pair) for pair in zip(mine, theirs, strict=True))
        for first, last in _runs(free):
            yield each.part(each.start + first, each.start + last)


def _claim(claims: bytearray, start: int, length: int) -> None:
    """1 for what one claims, 2 for what several do."""
    mine = claims[start : start + length]
    claims[start : start + length] = mine.translate(bytes([1, 2, 2, *range(3, 256)]))


def _runs(claims: bytes) -> Iterator[tuple[int, int]]:
    """The runs of ones as half-open intervals."""
    start = 0
    for part in claims.split(b"\x02"):
        if part:
            yield start, start + len(part)
        start += len(part) + 1


def _at_words(stretch: Stretch, before: bytearray, after: bytearray) -> Stretch:
    """Drawn in until no word is cut at its ends, in either text."""
    shift, start, end = stretch.at - stretch.start, stretch.start, stretch.end
    while start < end and (before[start] or after[start + shift]):
        start += 1
    while end > start and (before[end] or after[end + shift]):
        end -= 1
    return stretch.part(start, end)

"""Where invented passages stand (pure; offsets are half-open Unicode code points)."""

from collections.abc import Iterator, Sequence
from random import Random

from annotations.text.units import words

WHOLE_EVERY, SENTENCE_SHARE = 25, 0.5  # one in 25 is the whole paragraph, half of the others are sentences
PATIENCE = 50  # tries for a stretch that is not taken yet


def scatter(
    texts: Sequence[tuple[str, Sequence[Sequence[int]]]], n: int, random: Random
) -> Iterator[tuple[int, int, int]]:
    """`n` different stretches (index of the text, start, end) over texts with their sentences, about evenly.

    Fewer only where the texts have no more: stops after a round that finds nothing new.
    """
    taken: set[tuple[int, int, int]] = set()
    bounds = [words(text) for text, _sentences in texts]
    while len(taken) < n:
        before = len(taken)
        for index in random.sample(range(len(texts)), len(texts)):
            span = _free(index, texts[index], bounds[index], taken, random)
            if span and len(taken) < n:
                taken.add(span)
                yield span
        if len(taken) == before:
            return


def _free(
    index: int,
    text: tuple[str, Sequence[Sequence[int]]],
    bounds: Sequence[tuple[int, int]],
    taken: set[tuple[int, int, int]],
    random: Random,
) -> tuple[int, int, int] | None:
    for _ in range(PATIENCE):
        span = (index, *_any(*text, bounds, random))
        if span not in taken:
            return span
    return None


def _any(
    text: str, sentences: Sequence[Sequence[int]], bounds: Sequence[tuple[int, int]], random: Random
) -> tuple[int, int]:
    """The whole text, one of its sentences, or from one of its words to another."""
    if not bounds or random.randrange(WHOLE_EVERY) == 0:
        return 0, len(text)
    if sentences and random.random() < SENTENCE_SHARE:
        start, end = random.choice(sentences)
        return start, end
    first, last = sorted((random.choice(bounds), random.choice(bounds)))
    return first[0], last[1]

"""Which units of a paragraph a passage gives its theme to (pure; offsets are half-open Unicode code points)."""

from collections.abc import Sequence

import regex

# A word: one Han character, or a maximal run of letters, marks, digits, apostrophes, hyphens and invisible joiners.
WORD = regex.compile(r"\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}'’\-‐‑\u00ad\u200c\u200d])+")


def words(text: str) -> list[tuple[int, int]]:
    """The words of a text as [start, end): Daeubler et al. 2012 count these; one Han character is one word."""
    return [match.span() for match in WORD.finditer(text) if any(char.isalnum() for char in match.group())]


def sentences_with_a_whole_word(text: str, sentences: Sequence[Sequence[int]], start: int, end: int) -> list[int]:
    """Indexes of the sentences of which [start, end) holds at least one whole word."""
    return [
        index
        for index, (first, last) in enumerate(sentences)
        if first < end and start < last and _has_word(text, first, last, start, end)
    ]


def units_of(unit: str, text: str, sentences: Sequence[Sequence[int]], start: int, end: int) -> list[int]:
    """The units of the paragraph that a passage [start, end) reaches; `unit` is the project's.

    Sentence indexes, or [0] for the paragraph (or its document), or nothing where no whole word is held.
    """
    reached = sentences_with_a_whole_word(text, sentences, start, end)
    return reached if unit == "sentence" else [0][: len(reached)]


def _has_word(text: str, first: int, last: int, start: int, end: int) -> bool:
    return any(max(start, first) <= a + first and b + first <= min(end, last) for a, b in words(text[first:last]))

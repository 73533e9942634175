"""From what a coder chose to [start, end) of a paragraph, and back (pure; offsets are half-open code points)."""

import re
from collections.abc import Sequence

Span = tuple[int, int]
Sentences = Sequence[Sequence[int]]

# White space and what is invisible: copied from a page, these turn into one another.
_BLANK = r"[\s\u00ad\u200b\u2060\ufeff]+"


def of_sentences(sentences: Sentences, first: int, last: int) -> Span:
    """From the beginning of sentence `first` to the end of sentence `last`, both counted from 1; raises IndexError."""
    if not 1 <= first <= last <= len(sentences):
        raise IndexError("no such sentences")
    return sentences[first - 1][0], sentences[last - 1][1]


def places_of(words: str, text: str) -> list[Span]:
    """Everywhere the words stand in the text, overlapping places too.

    Exactly as typed; when they stand nowhere so, any white space may stand for any other.
    """
    typed = words.replace("\r\n", "\n").replace("\r", "\n")
    words_only = [part for part in re.split(_BLANK, typed) if part]
    if sum(map(len, words_only)) > len(text):  # a megabyte of words is not looked for in a paragraph
        return []
    parts = [re.escape(part) for part in words_only]
    return _all(re.escape(typed), text) or _all(_BLANK.join(parts), text) if parts else []


def sentences_of(sentences: Sentences, start: int, end: int) -> Span | None:
    """(first, last) sentence, from 1, when [start, end) is made of whole sentences, else None."""
    starts = [sentence[0] for sentence in sentences]
    ends = [sentence[1] for sentence in sentences]
    if start not in starts or end not in ends or starts.index(start) > ends.index(end):
        return None
    return starts.index(start) + 1, ends.index(end) + 1


def occurrence_of(text: str, start: int, end: int) -> int:
    """Which occurrence of its own words [start, end) is, from 1."""
    return len([place for place in places_of(text[start:end], text) if place[0] < start]) + 1


def _all(pattern: str, text: str) -> list[Span]:
    return [match.span(1) for match in re.finditer(f"(?=({pattern}))", text)]

"""What two texts are compared by (pure): words, what stands between them, and how much they weigh."""

import regex

# A word, as units have them: one Han character, or a run of letters, marks, digits, apostrophes, hyphens and joiners.
WORD = regex.compile(r"\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}'’\-‐‑\u00ad\u200c\u200d])+")
TOKEN = regex.compile(rf"{WORD.pattern}|\S")
HAN = regex.compile(r"\p{Script=Han}")
HAN_WEIGHT = 3  # one Han character says about as much as three letters


def words(text: str) -> list[tuple[int, int]]:
    """The words of a text as half-open intervals of code points."""
    return [match.span() for match in WORD.finditer(text)]


def tokens(text: str) -> list[tuple[int, int]]:
    """Its words and each other character but white space, as half-open intervals of code points."""
    return [match.span() for match in TOKEN.finditer(text)]


def inner(text: str) -> bytearray:
    """For each offset from 0 to the length: 1 where a cut there would part a word, else 0."""
    found = bytearray(len(text) + 1)
    for start, end in words(text):
        found[start + 1 : end] = b"\x01" * (end - start - 1)
    return found


def weight(text: str) -> int:
    """How much a text says: its code points without white space, a Han character for three."""
    return sum(map(len, text.split())) + (HAN_WEIGHT - 1) * len(HAN.findall(text))

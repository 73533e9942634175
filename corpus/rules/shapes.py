"""How a paragraph looks: its words, how it ends, how it is numbered. Shared by the rules."""

import re
from functools import lru_cache

_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]|[^\W_]+(?:['’\-.][^\W_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_CLOSERS = "”’」』）】》〉\"')] \u00a0"
_STOPS = frozenset(".。!！?？;；…")
_ORDINALS = "First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Finally|Lastly"
_STYLES = {
    "roman": r"[IVXL]{1,5}[.、]\s*",
    "number": r"\d{1,2}(?:\.\d{1,2})*[.、)]?\s+(?=\D)|\d{1,2}[.、]\s*(?=\D)",
    "ordinal": rf"(?:{_ORDINALS})(?:ly)?[,:]\s",
    "chinese number": r"[一二三四五六七八九十]{1,3}[、.．]\s*|第[一二三四五六七八九十百]{1,4}[章节部篇][分\s]",
    "chinese bracket": r"[（(][一二三四五六七八九十]{1,3}[）)]\s*",
    "part": r"(?:Part|Chapter|Section|PART|CHAPTER|SECTION) (?:\d{1,2}|[IVXL]{1,5}|One|Two|Three|Four|Five)\b",
}
NUMBERED = re.compile("|".join(f"({pattern})" for pattern in _STYLES.values()))
_NAMES = ("", *_STYLES)
BULLET = re.compile(r"[-–—•·*●▪◆■]\s+|[（(]\d{1,2}[）)]\s*|[a-z][.)]\s+|[①-⑳]\s*")


LONGEST_WORD = 30  # characters a word, so that no pattern meant for a line is tried on a book without spaces


def n_words(text: str) -> int:
    """Words as METHOD counts them: runs of letters and digits; one Han character is one word."""
    return len(_WORD.findall(text))


def is_mostly_han(text: str) -> bool:
    """More Han characters than words in other scripts."""
    n_han = 0 if text.isascii() else len(_HAN.findall(text))
    return n_han > 0 and (2 * n_han > len(text) or 2 * n_han > n_words(text))


def is_longer(text: str, words: int) -> bool:
    """Whether a paragraph is longer than so many words, by its characters: what costs nothing to know."""
    return len(text) > LONGEST_WORD * words


def limit(text: str, words: int) -> bool:
    """Whether a paragraph is at most so many words long; Chinese needs about 1.6 characters for one English word."""
    if is_longer(text, words):
        return False
    n, is_han = _measures(text)
    return n <= (words * 1.6 if is_han else words)


@lru_cache(maxsize=512)
def _measures(text: str) -> tuple[int, bool]:
    return n_words(text), is_mostly_han(text)


def ends_sentence(text: str) -> bool:
    """Ends with a full stop, question or exclamation mark, closing quotes aside."""
    return text.rstrip(_CLOSERS)[-1:] in _STOPS


def numbering(text: str) -> str:
    """How a paragraph is numbered ("roman", "number", "ordinal" …); "" when it is not."""
    match = NUMBERED.match(text)
    return _NAMES[match.lastindex or 0] if match else ""


def is_bullet(text: str) -> bool:
    return bool(BULLET.match(text))

"""Sentences of a paragraph as intervals: English by nupunkt, Chinese by its full stops, closing quotes kept.

Chinese sentences end at 。！？； (and their half-width ｡), together with the marks, closing quotes, brackets and note
numbers that follow. What lies between is given to nupunkt when it holds Latin full stops; its cuts are corrected where
they part an enumerator from its sentence or cut before a closing quote. Where all full stops stand between plain words
(`_plain`, and with quotation marks `_between_words`) it is only asked about pairs of words that are new, or about none.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

Interval = tuple[int, int]

_CLOSERS = "”’」』）】》〉〕］｝\"')\\]"
_CHINESE_END = re.compile(rf"[。！？；｡]+[。！？；｡…!?{_CLOSERS}]*(?:\[\d{{1,3}}\]|［\d{{1,3}}］)*")
_LATIN_END = re.compile(r"[.?!][^\w]")
_ENUMERATOR = re.compile(r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[.)]|[-–—•·*●▪])\s*$")
_ABBREVIATIONS = ("No", "Nos", "Vol", "Fig", "Art", "Sec", "Ch", "pp", "p")
_ABBREVIATED = re.compile(rf"(?:\b(?:{'|'.join(_ABBREVIATIONS)})|\b[A-Z]\.[A-Z])\.\s*$")
_GOES_ON = re.compile(r"[\d(a-z]|[^\w\s]+\s*[a-z]")
_SURE_END = re.compile(r"\b([a-z]{5,})\.[”\"’]?\s+(?=[“\"]?[A-Z])")
_QUOTED_END = re.compile(r"[a-z]{2}\.[”\"]\s+(?=[“\"]?[A-Z])")
_SHORTENED = frozenset(("approx", "assoc", "cont", "incl", "trans"))
_CLOSING = "”’」』）】》〉〕］｝\"')].,;!?… \t\n\r\f\v\u00a0\u3000"
NEAR = 60
BLOCK = 20_000
_SHOUT = re.compile(r"[!?]{3,}(?=[!?])")
_BETWEEN_WORDS = re.compile(r"(?<=\w)\s(?=\w)")
_STOP = re.compile(r"[.?!…](?=[)\";}\]*:@({\[\s?!”»'’])")  # all after which nupunkt may cut
_NEXT = re.compile(r"([”\"’]?) +(?=“?[A-Z])(\S{1,40})(?!\S)")
_SURE_WORD = re.compile(r"(?!(?:approx|assoc|trans|[ivx]{5})$)[a-z]{5,}")
LONGEST_WORD = 40  # characters of what is remembered
PROBE = "This stands before it, far from the beginning of a line: {word}. {after}"


def split(text: str) -> list[Interval]:
    """The sentences as half-open intervals of Unicode code points.

    Sorted, never overlapping, never empty, without outer white space; together they hold every character of the text
    that is not white space.
    """
    is_simple = text.isascii() and text.isprintable() and text == text.strip() and not ("?" in text or "!" in text)
    plain = _plain(text) if is_simple else None
    if plain is not None:
        return plain
    cuts = _chinese(text)
    if _LATIN_END.search(text):
        cuts = [begin + cut for begin, end in pairwise((*cuts, len(text))) for cut in _latin(text[begin:end])]
    found = [_without_outer_space(text, start, end) for start, end in pairwise((*cuts, len(text)))]
    return [(start, end) for start, end in found if start < end]


def _plain(text: str) -> list[Interval] | None:
    """The same where every stop is a full stop between two words, and behind it a space; None for other texts."""
    pieces = text.split(". ")
    if not text or text.count(".") != len(pieces) - 1 + text.endswith("."):
        return None
    found, start, end = [], 0, len(pieces[0])
    for before, after in pairwise(pieces):
        (_rest, space, word), (follower, more, _rest) = before.rpartition(" "), after.partition(" ")
        if not (space and more and word.isalpha() and follower[:1].isupper()) or word in _ABBREVIATIONS:
            return None
        if max(len(word), len(follower)) > LONGEST_WORD:
            return None
        if _ends(word, follower):
            found.append((start, end + 1))
            start = end + 2
        end += 2 + len(after)
    return [*found, (start, end)]


def _chinese(text: str) -> list[int]:
    """0 and where something follows a Chinese sentence."""
    return [0] if text.isascii() else [0, *(match.end() for match in _CHINESE_END.finditer(text))]


def _latin(text: str) -> list[int]:
    """0 and nupunkt's cuts, corrected; a text without a full stop inside is not sent there."""
    if not _LATIN_END.search(text):
        return [0]
    shown_end = len(text.rstrip(_CLOSING))
    return _between_words(text, shown_end) or _everywhere(text, shown_end)


def _between_words(text: str, shown_end: int) -> list[int] | None:
    """The cuts that `_everywhere` finds, where nothing but words stands around all full stops; else None."""
    cuts = [0]
    for stop in _STOP.finditer(text, 0, shown_end):
        place = stop.start()
        following = _NEXT.match(text, place + 1)
        begin = text.rfind(" ", 0, place) + 1
        word = text[begin:place]
        if not following or text[place] != "." or not (word.isalpha() and word.isascii()):
            return None
        start = following.start(2)
        if _SURE_WORD.fullmatch(word):
            cuts.append(start)
        elif following[1] or begin == 0:
            return None
        elif _ends(word, following[2]):
            may_go_on = word in _ABBREVIATIONS or not text[cuts[-1] : begin].strip()
            if not (may_go_on and _is_wrong_cut(text, cuts[-1], start, shown_end)):
                cuts.append(start)
    return cuts


@lru_cache(maxsize=20_000)
def _ends(word: str, after: str) -> bool:
    """Whether a sentence ends after a word with a full stop and a space; nupunkt looks at these two only."""
    if _SURE_WORD.fullmatch(word):
        return True
    probe = PROBE.format(word=word, after=after)
    return any(start == len(probe) - len(after) for start, _end in _cuts()(probe))


def _everywhere(text: str, shown_end: int) -> list[int]:
    missed = {match.end() for match in _SURE_END.finditer(text) if match[1] not in _SHORTENED}
    missed |= {match.end() for match in _QUOTED_END.finditer(text)}
    cuts = [0]
    for start in sorted(set(_proposed(text)) | missed):
        if start > 0 and not _is_wrong_cut(text, cuts[-1], start, shown_end):
            cuts.append(start)
    return cuts


def _proposed(text: str) -> Iterator[int]:
    """Where nupunkt begins a sentence. It is given blocks, cut between words, and no "!!!!": it is slow with both."""
    text = _SHOUT.sub(lambda shout: "." * len(shout[0]), text)
    start = 0
    while start < len(text):
        end = min(start + BLOCK, len(text))
        if end < len(text):
            end = max((space.end() for space in _BETWEEN_WORDS.finditer(text, end - 500, end)), default=end)
        yield from (start + begin for begin, _end in _cuts()(text[start:end]) if begin > 0)
        start = end


def _is_wrong_cut(text: str, last: int, start: int, shown_end: int) -> bool:
    """An enumerator is no sentence; neither are closing quotes; an abbreviation may go on.

    `last` is the cut before; from `shown_end` on there are only closing quotes. Looks `NEAR` characters around only.
    """
    before = text[max(last, start - NEAR) : start]
    is_enumerator = start - last <= NEAR and _ENUMERATOR.fullmatch(before.lstrip())
    if is_enumerator or start >= shown_end:
        return True
    return bool(_ABBREVIATED.search(before) and _GOES_ON.match(text[start : start + NEAR]))


def _without_outer_space(text: str, start: int, end: int) -> Interval:
    shown = text[start:end].rstrip()
    last = start + len(shown)
    return last - len(shown.lstrip()), last


@cache
def _cuts() -> Callable[[str], list[Interval]]:
    """The trained English model's intervals, loaded when the first text needs it (about 0.05 s)."""
    import nupunkt  # inline: a server that only reads never pays for it

    cuts: Callable[[str], list[Interval]] = nupunkt.sent_spans
    return cuts

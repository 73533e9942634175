"""Lines become one text: words divided at line ends are joined where that is certain, Chinese has no space between."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.importers.pdf.glyphs import SOFT_HYPHEN
from corpus.importers.pdf.rows import Line
from corpus.importers.pdf.segments import HAN

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DIVIDED = re.compile(rf"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010{SOFT_HYPHEN}]$")
_REST = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
OPEN_ENDS = ("—", "–", "―")
BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "‣"}  # of symbol fonts without a map


@dataclass
class Joiner:
    """Joins the lines of one document; remembers which words it joined, and of which it was not certain."""

    words: Counter[str]
    numbers: dict[int, set[str]] = field(default_factory=dict)  # of the footnotes on each page
    joined: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    n_marks: int = 0

    def text(self, lines: Sequence[Line]) -> str:
        """The text of one paragraph."""
        text = self._first(lines[0])
        for line in lines[1:]:
            text = self._with(text, self._marked(line))
        return text.replace(SOFT_HYPHEN, "")

    def _first(self, line: Line) -> str:
        text = self._marked(line, " ")
        return BULLETS.get(text[0], text[0]) + text[1:]

    def _marked(self, line: Line, gap: str = "") -> str:
        """A line with the raised numbers of its page's footnotes in brackets."""
        text = line.text
        for start, end in reversed(line.raised):
            if text[start:end] in self.numbers.get(line.page, ()):
                space = gap if start == 0 and not text[end : end + 1].isspace() else ""
                text = f"{text[:start]}[{text[start:end]}]{space}{text[end:]}"
                self.n_marks += not (gap and start == 0)
        return text

    def _with(self, text: str, following: str) -> str:
        divided, rest = _DIVIDED.search(text), _REST.match(following)
        if divided and rest and not _ADDRESS.search(text):
            return self._word(text, divided.group(1), rest.group()) + following
        if HAN.match(text[-1]) or HAN.match(following[0]) or text.endswith(OPEN_ENDS) or _ADDRESS.search(text):
            return text + following
        return f"{text} {following}"

    def _word(self, text: str, first: str, rest: str) -> str:
        """The text up to the second part of a divided word, with its hyphen or without."""
        whole, compound = f"{first}{rest}", f"{first}-{rest}"
        if self.words[compound.lower()]:
            return text
        if text.endswith(SOFT_HYPHEN) or (self.words[whole.lower()] and rest[0].islower()):
            self.joined.append(whole)
            return text[:-1]
        if not (self.words[first.lower()] and self.words[rest.lower()]):
            self.kept.append(compound)
        return text


def words_of(columns: Iterable[Sequence[Line]]) -> Counter[str]:
    """How often each word stands in a document whole, those at divided line ends left out."""
    words: Counter[str] = Counter()
    for column in columns:
        for above, line in pairwise([None, *column]):
            if line:
                words.update(_whole_words(line.text, bool(above and _DIVIDED.search(above.text))))
    return words


def _whole_words(text: str, is_rest: bool) -> list[str]:
    text = _DIVIDED.sub("", text.replace(SOFT_HYPHEN, "-") if text.endswith(SOFT_HYPHEN) else text)
    found = [word.lower() for word in _WORD.findall(text)]
    parts = [part for word in found if "-" in word for part in word.split("-")]
    return (found[1:] if is_rest else found) + parts

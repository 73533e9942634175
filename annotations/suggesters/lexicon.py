"""Proposes the themes whose words to look for stand in a unit: a pointer, never a reason by itself.

Case is folded. A phrase stands between word boundaries, in scripts that have none anywhere; white space in it is any
white space; where phrases overlap, the first counts, and of those that begin together the longest. The score is the
share of the phrases found in the unit that stand for the theme: 1 where they all do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import regex
from django.utils.translation import gettext_lazy as _

from annotations.suggesters.base import Proposal, Propose, Span, Suggester
from vocabulary.entries import Codebook, ThemeEntry

SPACELESS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
SPELLED = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{SPACELESS}]]"  # what a word of a script with spaces is made of
IS_SPELLED = regex.compile(SPELLED, regex.V1)
LONGEST_WHY = 200  # code points


class Lexicon:
    """The phrases of one language, as one expression, and the themes that each stands for."""

    def __init__(self, phrases: Iterable[tuple[str, int]]) -> None:
        self.themes: dict[str, list[int]] = {}
        for phrase, theme in phrases:
            given = self.themes.setdefault(_folded(phrase), [])
            given.extend([theme] if theme not in given else [])
        longest_first = sorted((phrase for phrase in self.themes if phrase), key=lambda each: (-len(each), each))
        expression = "|".join(map(_expression, longest_first)) or r"(?!)"
        self.pattern = regex.compile(expression, regex.V1 | regex.IGNORECASE)

    def propose(self, text: str, unit: Span) -> Iterator[Proposal]:
        """In the order in which the themes are found."""
        found, words = Counter[int](), dict[int, dict[str, str]]()
        matches = [match.group() for match in self.pattern.finditer(text, *unit)]
        for match in matches:
            for theme in self.themes.get(_folded(match), ()):
                found[theme] += 1
                words.setdefault(theme, {}).setdefault(_folded(match), " ".join(match.split()))
        for theme, n in found.items():
            why = ", ".join(words[theme].values())
            yield Proposal(*unit, theme=theme, score=round(n / len(matches), 4), why=why[:LONGEST_WHY])


def prepare(codebook: Codebook) -> Propose:
    """Texts are searched for the phrases of their own language; for all of them where no phrase is of it."""
    entries = codebook.active_entries()
    languages = {_language(phrase["lang"]) for entry in entries for phrase in entry.lexicon}

    @cache
    def lexicon(language: str) -> Lexicon:
        return Lexicon(_phrases(entries, language if language in languages else ""))

    def propose(text: str, language: str, units: Sequence[Span]) -> Iterator[Proposal]:
        for unit in units:
            yield from lexicon(_language(language)).propose(text, unit)

    return propose


def _phrases(entries: Iterable[ThemeEntry], language: str) -> Iterator[tuple[str, int]]:
    """With their themes; of any language where none is given."""
    for entry in entries:
        for phrase in entry.lexicon:
            if not language or _language(phrase["lang"]) == language:
                yield phrase["phrase"], entry.id


def _language(code: str) -> str:
    """Without script and region: zh of zh-Hant."""
    return code.lower().partition("-")[0]


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _expression(phrase: str) -> str:
    before = rf"(?<!{SPELLED})" if IS_SPELLED.match(phrase[0]) else ""
    after = rf"(?!{SPELLED})" if IS_SPELLED.match(phrase[-1]) else ""
    return before + r"\s+".join(map(regex.escape, phrase.split(" "))) + after


LEXICON = Suggester("lexicon", _("finds the codebook’s words to look for"), prepare)

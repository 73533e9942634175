"""When passages give a unit their theme: by a whole word of it, or by half of its characters (pure).

Offsets are half-open Unicode code points of the paragraph's text. The project's own figures ask for a word; agreement
may be measured by the stricter rule, too.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from annotations.text.units import words

Span = tuple[int, int]


class Rule(TextChoices):
    """What of a unit passages with the theme must hold."""

    WORD = "word", _("at least one whole word")
    HALF = "half", _("at least half of the characters")


@dataclass(frozen=True)
class Words:
    """Where the words of some stretches of a text begin and end, in order, and of which stretch each is."""

    starts: list[int]
    ends: list[int]
    stretches: list[int]

    def held(self, start: int, end: int) -> set[int]:
        """The stretches of which [start, end) holds at least one whole word."""
        found = set()
        for place in range(bisect_left(self.starts, start), len(self.starts)):
            if self.ends[place] > end:
                break
            found.add(self.stretches[place])
        return found


def words_of(text: str, stretches: Sequence[Sequence[int]]) -> Words:
    """The words of each stretch of a text; none goes over the end of its stretch."""
    cut = [(n, first + a, first + b) for n, (first, last) in enumerate(stretches) for a, b in words(text[first:last])]
    return Words([a for _n, a, _b in cut], [b for _n, _a, b in cut], [n for n, _a, _b in cut])


def joined(spans: Iterable[Span]) -> list[Span]:
    """The union of spans, as spans in order that do not touch."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def characters(spans: Iterable[Span], first: int, last: int) -> int:
    """How many characters of [first, last) lie under any of the spans."""
    return sum(max(min(end, last) - max(start, first), 0) for start, end in joined(spans))


def is_half(held: int, of: int) -> bool:
    """Whether as many characters are half of a unit or more; a unit without characters has no half."""
    return 0 < of <= 2 * held

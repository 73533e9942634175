"""Bylines: who wrote it, where and when it appeared; below the title or at the end."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from corpus.rules import phrases, title
from corpus.rules.base import Rule, Verdict
from corpus.rules.furniture import is_furniture
from corpus.rules.phrases import LABEL, NAME
from corpus.rules.shapes import ends_sentence, limit

_NAMED = re.compile(rf"(?:By|BY)\s+({NAME}?)(?=$|\s*[|,/(]|\s+{LABEL}\s*[:：]|\s+\d|\s+and )")


def is_date(text: str) -> bool:
    """Nothing but a date, perhaps with the time of day."""
    return bool(phrases.DATE_LINE.fullmatch(text))


def is_at_top(texts: Sequence[str], number: int) -> bool:
    """Below the title, with nothing between but other bylines and furniture."""
    top = title.place(texts)
    start = 0 if top is None else top + 1
    return number >= start and all(_is_credit(texts[n]) or is_furniture(texts, n) for n in range(start, number))


def named_at_top(texts: Sequence[str]) -> str:
    """The name after the first "By …" below the title; "" without one."""
    named = ((number, match) for number, text in enumerate(texts) if (match := _NAMED.match(text)))
    return next((match[1] for number, match in named if is_at_top(texts, number)), "")


def _is_credit(text: str) -> bool:
    is_labelled = bool(phrases.BY.match(text) or phrases.LABELLED.match(text))
    return is_date(text) or (limit(text, 40) and is_labelled and text[-1:] not in tuple("。；;"))


def _below_title(texts: Sequence[str], number: int) -> Verdict | None:
    text = texts[number]
    if _is_credit(text) and is_at_top(texts, number):
        return Verdict("byline", _("Below the title: author, outlet or date."))
    return None


def _at_end(texts: Sequence[str], number: int) -> Verdict | None:
    text = texts[number]
    if not limit(text, 60) or number == 0:
        return None
    if phrases.AUTHOR.match(text) or phrases.ABOUT_AUTHOR.match(text):
        return Verdict("byline", _("Says who wrote it."))
    if phrases.APPEARED.match(text) and (text[0] in "([（【" or number >= len(texts) - 3):
        return Verdict("byline", _("Says where it first appeared."))
    if ends_sentence(text) and all(is_furniture(texts, n) for n in range(number + 1, len(texts))):
        return _introduces_author(texts, number)
    return None


def _introduces_author(texts: Sequence[str], number: int) -> Verdict | None:
    name = named_at_top(texts)
    if name and re.match(rf"{re.escape(name)}(?: is| was|, | works| serves)", texts[number]):
        return Verdict("byline", _("Says who the author is."))
    return None


RULES = (Rule("below title", _below_title), Rule("at end", _at_end))

"""Bylines: who wrote it, where and when it appeared; below the title or at the end."""

import re

from django.utils.translation import gettext_noop as _

from corpus.rules import phrases, title
from corpus.rules.base import Rule, Texts, Verdict, once
from corpus.rules.furniture import is_furniture
from corpus.rules.phrases import LABEL, NAME
from corpus.rules.shapes import ends_sentence, is_longer, limit

_NO_CREDIT = tuple("。；;")
_BEGINS_NOTE = phrases.any_of(phrases.AUTHOR, phrases.ABOUT_AUTHOR, phrases.APPEARED)
_NAMED = re.compile(rf"(?:By|BY)\s+({NAME}?)(?=$|\s*[|,/(]|\s+{LABEL}\s*[:：]|\s+\d|\s+and )")


def is_date(text: str) -> bool:
    """Nothing but a date, perhaps with the time of day."""
    return bool(phrases.DATE_LINE.fullmatch(text))


def is_at_top(texts: Texts, number: int) -> bool:
    """Below the title, with nothing between but other bylines and furniture."""
    first, last = _top(texts)
    return first <= number <= last


@once
def _top(texts: Texts) -> tuple[int, int]:
    """From the paragraph below the title to the first one that is neither byline nor furniture."""
    place = title.place(texts)
    first = last = 0 if place is None else place + 1
    while last < len(texts) and (_is_credit(texts[last]) or is_furniture(texts, last)):
        last += 1
    return first, last


@once
def named_at_top(texts: Texts) -> str:
    """The name after the first "By …" below the title; "" without one."""
    first, last = _top(texts)
    named = (_NAMED.match(text) for text in texts[first : last + 1] if limit(text, 40))
    return next((match[1] for match in named if match), "")


def _is_credit(text: str) -> bool:
    if text[-1:] in _NO_CREDIT or not limit(text, 40):
        return False
    is_labelled = bool(phrases.BY.match(text) or phrases.LABELLED.match(text))
    return is_labelled or is_date(text) or bool(phrases.DATED_OUTLET.fullmatch(text))


def _below_title(texts: Texts, number: int) -> Verdict | None:
    if is_at_top(texts, number) and _is_credit(texts[number]):
        return Verdict("byline", _("Below the title: author, outlet or date."))
    return None


def _at_end(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    if number == 0 or is_longer(text, 60):
        return None
    if _BEGINS_NOTE.match(text) and limit(text, 60):
        if phrases.AUTHOR.match(text) or phrases.ABOUT_AUTHOR.match(text):
            return Verdict("byline", _("Says who wrote it."))
        if phrases.APPEARED.match(text) and (text[0] in "([（【" or number >= len(texts) - 3):
            return Verdict("byline", _("Says where it first appeared."))
    return _introduces_author(texts, number)


def _introduces_author(texts: Texts, number: int) -> Verdict | None:
    text, name = texts[number], named_at_top(texts)
    if not name or not re.match(rf"{re.escape(name)}(?: is| was|, | works| serves)", text):
        return None
    if ends_sentence(text) and limit(text, 60) and all(is_furniture(texts, n) for n in range(number + 1, len(texts))):
        return Verdict("byline", _("Says who the author is."))
    return None


RULES = (Rule("below title", _below_title), Rule("at end", _at_end))

"""Bylines: who wrote it, where and when it appeared; below the title or at the end."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from corpus.rules import title
from corpus.rules.base import Rule, Verdict
from corpus.rules.furniture import is_furniture
from corpus.rules.shapes import ends_sentence, limit

NAME = r"[A-Z][\w.'’\-]*(?: (?:[A-Z][\w.'’\-]*|de|del|van|von|der|bin|al|la))*"
NAMES = rf"{NAME}(?:(?:, | and | & |, and ){NAME})*"
LABEL = (
    r"(?:Source|Updated|Published|Date|Time|Posted|Author|Authors|Writer|Last updated|来源|作者|时间|日期|发布时间|"
    r"发布日期|更新时间|文章来源)"
)
_BY = re.compile(rf"(?:By|BY|by)\s+{NAMES}(?=$|\s*[|,/(·—–-]|\s+{LABEL}\s*[:：]|\s+\d)|(?:文|撰文)\s*[/／|｜]\s*\S")
_LABELLED = re.compile(rf"{LABEL}\s*[:：]", re.IGNORECASE)
_AUTHOR = re.compile(r"[(\[（【]?(?:(?:About the )?authors?|writers?|by|作者|撰稿人?)\s*[:：]\s*\S", re.IGNORECASE)
_ABOUT = re.compile(r"[(\[（【]?\s*(?:The (?:author|writer)s?\s+(?:is|are|was|works|serves)\b|作者(?:系|为|是|单位))")
_APPEARED = re.compile(
    r"[(\[（【]?\s*(?:(?:This article |The article |It )?(?:was )?(?:originally|first) (?:appeared|published|carried)\b|"
    r"(?:Originally )?(?:published|appeared) in\b|(?:本文|文章)?(?:原载|原刊|首发|刊载|载|刊)于)",
    re.IGNORECASE,
)
_DATE_ONLY = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?\d{4}|"
    r"\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)


def is_at_top(texts: Sequence[str], number: int) -> bool:
    """Below the title, with nothing between but other bylines and furniture."""
    first = title.place(texts)
    top = -1 if first is None else first
    if number <= top:
        return False
    return all(_is_credit(texts[place]) or is_furniture(texts, place) for place in range(top + 1, number))


def named_at_top(texts: Sequence[str]) -> str:
    """The name after the first "By …" below the title; "" without one."""
    for number, text in enumerate(texts):
        match = re.match(rf"(?:By|BY)\s+({NAME}?)(?=$|\s*[|,/(]|\s+{LABEL}\s*[:：]|\s+\d|\s+and )", text)
        if match and is_at_top(texts, number):
            return match[1]
    return ""


def is_date(text: str) -> bool:
    """Nothing but a date, perhaps with the time of day."""
    return bool(_DATE_ONLY.fullmatch(text))


def _is_credit(text: str) -> bool:
    return is_date(text) or (
        limit(text, 40) and bool(_BY.match(text) or _LABELLED.match(text)) and text[-1:] not in "。；;"
    )


def _below_title(texts: Sequence[str], number: int) -> Verdict | None:
    text = texts[number]
    if _is_credit(text) and is_at_top(texts, number):
        return Verdict("byline", _("Below the title: author, outlet or date."))
    return None


def _at_end(texts: Sequence[str], number: int) -> Verdict | None:
    text = texts[number]
    if not limit(text, 60) or number == 0:
        return None
    if _AUTHOR.match(text) or _ABOUT.match(text):
        return Verdict("byline", _("Says who wrote it."))
    if _APPEARED.match(text) and (text[0] in "([（【" or number >= len(texts) - 3):
        return Verdict("byline", _("Says where it first appeared."))
    return _introduces_author(texts, number)


def _introduces_author(texts: Sequence[str], number: int) -> Verdict | None:
    text = texts[number]
    if not ends_sentence(text) or not all(is_furniture(texts, place) for place in range(number + 1, len(texts))):
        return None
    name = named_at_top(texts)
    if name and re.match(rf"{re.escape(name)}(?: is| was|, | works| serves)", text):
        return Verdict("byline", _("Says who the author is."))
    return None


RULES = (Rule("below title", _below_title), Rule("at end", _at_end))

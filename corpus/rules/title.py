"""The title: the first paragraph that belongs to the text, when it looks like one."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from corpus.rules.base import Rule, Verdict
from corpus.rules.furniture import is_furniture
from corpus.rules.shapes import limit

LONGEST = 40


def place(texts: Sequence[str]) -> int | None:
    """The number of the title; None when the text begins without one."""
    first = next((number for number in range(len(texts)) if not is_furniture(texts, number)), None)
    if first is None or not _looks_like_title(texts, first):
        return None
    return first


def _looks_like_title(texts: Sequence[str], first: int) -> bool:
    text = texts[first]
    return first + 1 < len(texts) and limit(text, LONGEST) and text[-1:] not in tuple(".。;；,，:：")


def _judge(texts: Sequence[str], number: int) -> Verdict | None:
    return Verdict("title", _("The first line of the text.")) if place(texts) == number else None


RULES = (Rule("title", _judge),)

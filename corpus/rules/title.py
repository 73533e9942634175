"""The title: the first paragraph that belongs to the text, when it looks like one."""

from django.utils.translation import gettext_noop as _

from corpus.rules.base import Rule, Texts, Verdict, once
from corpus.rules.furniture import is_furniture
from corpus.rules.shapes import limit

LONGEST = 40
_NO_TITLE = tuple(".。;；,，:：")


@once
def place(texts: Texts) -> int | None:
    """The number of the title; None when the text begins without one."""
    first = next((number for number in range(len(texts)) if not is_furniture(texts, number)), None)
    if first is None or not _looks_like_title(texts, first):
        return None
    return first


def _looks_like_title(texts: Texts, first: int) -> bool:
    text = texts[first]
    return first + 1 < len(texts) and text[-1:] not in _NO_TITLE and limit(text, LONGEST)


def _judge(texts: Texts, number: int) -> Verdict | None:
    return Verdict("title", _("The first line of the text.")) if place(texts) == number else None


RULES = (Rule("title", _judge),)

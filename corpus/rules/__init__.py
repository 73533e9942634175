"""Guesses of what each paragraph is. One file a family of rules; the first rule that answers wins."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from corpus.rules import byline, caption, furniture, heading, listing, title
from corpus.rules.base import Rule, Texts, Verdict
from corpus.rules.ordinary import is_ordinary

RULES: tuple[Rule, ...] = (
    *furniture.RULES,
    *title.RULES,
    *byline.RULES,
    *caption.RULES,
    heading.NUMBERED,
    *listing.RULES,
    heading.BARE,
)
BODY = Verdict("body", _("Running text."))


def guess(texts: Sequence[str]) -> list[Verdict]:
    """The kind of each paragraph of a text, with the reason."""
    known = Texts(texts)
    return [judge(known, number) for number in range(len(known))]


def judge(texts: Texts, number: int) -> Verdict:
    if is_ordinary(texts, number):
        return BODY
    return by_rules(texts, number)


def by_rules(texts: Texts, number: int) -> Verdict:
    for rule in RULES:
        verdict = rule.judge(texts, number)
        if verdict:
            return verdict
    return BODY

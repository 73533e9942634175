"""Headings: short paragraphs that stand alone above the text they head, numbered or not."""

from django.utils.translation import gettext_noop as _

from corpus.rules.base import Rule, Texts, Verdict
from corpus.rules.shapes import ends_sentence, is_bullet, is_longer, limit, n_words, numbering

LONGEST = 25
LONGEST_SENTENCE = 20
LONGEST_BARE = 12
_NO_HEADING = (",", "，", ":", "：", "、", "日电")  # the last: the dateline of an agency, above its text
_QUOTES = "“\"'‘「『"


def _numbered(texts: Texts, number: int) -> Verdict | None:
    """Numbered, short, and above a paragraph that is not the next one of the same numbering."""
    text = texts[number]
    style = "" if number + 1 == len(texts) or is_longer(text, LONGEST) else numbering(text)
    if not style or _is_in_list(texts, number, style):
        return None
    if not limit(text, LONGEST_SENTENCE if ends_sentence(text) else LONGEST) or _holds_sentences(text):
        return None
    return Verdict("heading", _("Short and numbered, standing alone above the text."))


def _bare(texts: Texts, number: int) -> Verdict | None:
    """A few words without a full stop between two paragraphs of text."""
    text = texts[number]
    if not 0 < number < len(texts) - 1 or is_longer(text, LONGEST_BARE):
        return None
    if ends_sentence(text) or text.endswith(_NO_HEADING) or text[0] in _QUOTES:
        return None
    above, below = texts[number - 1], texts[number + 1]
    is_marked = is_bullet(text) or numbering(text)
    if not limit(text, LONGEST_BARE) or is_marked or text[0].islower() or above == text:
        return None
    if ends_sentence(below) and n_words(below) > 2 * n_words(text):
        return Verdict("heading", _("A few words without a full stop, standing alone above the text."))
    return None


def _is_in_list(texts: Texts, number: int, style: str) -> bool:
    around = [*texts[max(number - 1, 0) : number], *texts[number + 1 : number + 2]]
    return any(numbering(text) == style for text in around)


def _holds_sentences(text: str) -> bool:
    """Another sentence after the first one: text, not a heading."""
    body = text[4:].rstrip(" \u00a0.。")
    return any(stop in body for stop in (". ", "。", "! ", "? ", "; ", "；", ".\u00a0"))


NUMBERED = Rule("numbered", _numbered)
BARE = Rule("bare", _bare)

"""Captions: below an image name, introduced as a picture, or closed by a photographer's credit."""

import re

from django.utils.translation import gettext_noop as _

from corpus.rules.base import Rule, Texts, Verdict
from corpus.rules.phrases import is_image_name
from corpus.rules.shapes import is_longer, limit

INTRODUCED = re.compile(
    r"(?:Photos?|Pictures?|Images?|Captions?)\s*[:：]|(?:Figure|Fig\.|Chart|Table|Photo)\s+\d{1,3}\s*[.:：]|"
    r"[图表]\s?\d{1,3}\s*[.:：、\s]|[▲△▼]|(?:资料图|配图|图为|图片说明)"
)
_CREDITED = re.compile(
    r"(?:[(\[（【/]\s*(?:Photos?|Pictures?|Images?|Illustrations?)\b[^()\[\]]{0,80}[)\]）】]?|"
    r"\b(?:PHOTO|PHOTOS|Photo|Photos|Photograph|Image|Illustration)s? (?:BY|by|COURTESY|courtesy|:)\s?[^.]{0,80}|"
    r"[(\[（【]?(?:Xinhua|AP|AFP|Reuters|VCG|IC|Getty)(?: Images)?/[\w .]{2,40}[)\]）】]?|"
    r"(?:摄|供图|新华社发|视觉中国|图片来源[:：]\s?\S{1,20})[）)】]?)\s*$"
)
LONGEST_CREDIT = 140  # characters, more than it matches
_OPENS = re.compile(r"[(\[（【/]")  # one of these, or the last character, or none of them and no full stop at the end
_LAST = frozenset("摄图发国")
_MARKS = ("hoto", "HOTO", "mage", "llustration", "图片来源")
_ENDS_CAPITAL = re.compile(r"[A-Z'’,/()&.\s\-]{8}")
_CAPITALS = re.compile(r"[.!?”\"]\s+[A-Z][A-Z'’,/()&.\s\-]{8,200}$")


def _judge(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    if is_longer(text, 120):
        return None
    is_below, is_credited = number > 0 and is_image_name(texts[number - 1]), _is_credited(text)
    if not (is_below or is_credited or INTRODUCED.match(text)) or not limit(text, 120):
        return None
    if is_below and (is_credited or limit(text, 40)):
        return Verdict("caption", _("Stands below the name of an image."))
    if is_credited:
        return Verdict("caption", _("Ends with a photographer's credit."))
    if INTRODUCED.match(text) and limit(text, 60):
        return Verdict("caption", _("Begins like the words below a picture or table."))
    return None


def _is_credited(text: str) -> bool:
    return may_be_credit(text) and bool(_CREDITED.search(text) or _CAPITALS.search(text))


def may_be_credit(text: str) -> bool:
    """Its end holds what every credit has, or is in capitals: what can be seen at a glance."""
    end = text.rstrip()[-LONGEST_CREDIT:]
    if _OPENS.search(end) or end[-1:] in _LAST or _ENDS_CAPITAL.match(text[-8:]):
        return True
    return end[-1:] != "." and any(mark in end for mark in _MARKS)


RULES = (Rule("caption", _judge),)

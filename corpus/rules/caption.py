"""Captions: below an image name, introduced as a picture, or closed by a photographer's credit."""

import re

from django.utils.translation import gettext_noop as _

from corpus.rules.base import Rule, Texts, Verdict
from corpus.rules.phrases import IMAGE_NAME
from corpus.rules.shapes import limit

_INTRODUCED = re.compile(
    r"(?:Photos?|Pictures?|Images?|Captions?)\s*[:：]|(?:Figure|Fig\.|Chart|Table|Photo)\s+\d{1,3}\s*[.:：]|"
    r"[图表]\s?\d{1,3}\s*[.:：、\s]|[▲△▼]|(?:资料图|配图|图为|图片说明)"
)
_CREDITED = re.compile(
    r"(?:[(\[（【/]\s*(?:Photos?|Pictures?|Images?|Illustrations?)\b[^()\[\]]{0,80}[)\]）】]?|"
    r"\b(?:PHOTO|PHOTOS|Photo|Photos|Photograph|Image|Illustration)s? (?:BY|by|COURTESY|courtesy|:)\s?[^.]{0,80}|"
    r"[(\[（【]?(?:Xinhua|AP|AFP|Reuters|VCG|IC|Getty)(?: Images)?/[\w .]{2,40}[)\]）】]?|"
    r"(?:摄|供图|新华社发|视觉中国|图片来源[:：]\s?\S{1,20})[）)】]?)\s*$"
)
_CAPITALS = re.compile(r"[.!?”\"]\s+[A-Z][A-Z'’,/()&.\s\-]{8,200}$")


def _judge(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    if not limit(text, 120):
        return None
    is_credited = bool(_CREDITED.search(text) or _CAPITALS.search(text))
    if number > 0 and IMAGE_NAME.fullmatch(texts[number - 1]) and (is_credited or limit(text, 40)):
        return Verdict("caption", _("Stands below the name of an image."))
    if is_credited:
        return Verdict("caption", _("Ends with a photographer's credit."))
    if _INTRODUCED.match(text) and limit(text, 60):
        return Verdict("caption", _("Begins like the words below a picture or table."))
    return None


RULES = (Rule("caption", _judge),)

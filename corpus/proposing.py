"""What a text says about itself: title, author, outlet, date and language. What it does not say stays unknown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import dates
from corpus.outlets import outlet_of
from corpus.rules import byline, furniture
from corpus.rules.shapes import is_mostly_han

_NAMES = rf"(?P<names>{byline.NAMES})"
_BY = re.compile(rf"(?:By|BY)\s+(?P<names>.+?)(?=$|\s*[|/(·]|\s+{byline.LABEL}\s*[:：]|\s+\d)")
_LABELLED = re.compile(
    r"[(\[（【]?(?:Authors?|Writers?|By|作者|撰稿人?)\s*[:：]\s*(?P<names>[^,，;；|()（）\n]+)", re.I
)
_CHINESE_BY = re.compile(r"(?:文|撰文)\s*[/／|｜]\s*(?P<names>\S+)")
_REPORTERS = re.compile(rf"(?i:contact (?:the )?(?:reporters?|authors?|writers?)) {_NAMES}")
_SOURCE = re.compile(r"(?:Source|来源|文章来源)\s*[:：]\s*(?P<rest>.*)", re.IGNORECASE)
_NEXT_LABEL = re.compile(rf"\s*(?:{byline.LABEL}|Editor|责任编辑|编辑)\s*[:：].*", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"(?:Updated|Published|Date|Time|Posted|时间|日期)(?: on)?\s*[:：]?\s*(?P<rest>\d.*|[A-Z][a-z]+\.? \d.*)", re.I
)
_DISCLAIMER = re.compile(
    r"\b(?:views?|opinions?|positions?|policy|policies|stance)\b[^.]*?\bof (?:the )?"
    r"(?P<outlet>[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|&|and|of|the))*)[.)\]\s]*$"
)
_NOT_AN_OUTLET = {"the author", "author"}
TITLE, AUTHOR, SOURCE = 500, 300, 200


@dataclass(frozen=True)
class Proposals:
    """What the text says about itself; "" is unknown. `published` is an ISO date, full or partial."""

    title: str = ""
    author: str = ""
    source: str = ""
    published: str = ""
    language: str = "en"


def propose(texts: Sequence[str], kinds: Sequence[str]) -> Proposals:
    """From the paragraphs and their kinds; nothing is ever taken from running text or from the clock."""
    bylines = [text for text, kind in zip(texts, kinds, strict=True) if kind == "byline"]
    notes = [text for text, kind in zip(texts, kinds, strict=True) if kind == "furniture"]
    title = next((text for text, kind in zip(texts, kinds, strict=True) if kind == "title"), "")
    return Proposals(
        title=" ".join(title.split())[:TITLE],
        author=_author(bylines, notes)[:AUTHOR],
        source=_source(bylines, notes)[:SOURCE],
        published=_published(bylines),
        language="zh" if is_mostly_han("".join(texts)) else "en",
    )


def _author(bylines: list[str], notes: list[str]) -> str:
    for pattern, places in ((_BY, bylines), (_CHINESE_BY, bylines), (_LABELLED, bylines), (_REPORTERS, notes)):
        for text in places:
            match = pattern.search(text) if pattern is _LABELLED else pattern.match(text)
            if match:
                return _NEXT_LABEL.sub("", match["names"]).strip(" .,，、")
    return ""


def _source(bylines: list[str], notes: list[str]) -> str:
    """Named as source; else whose opinions a disclaimer speaks of; else the outlet of an e-mail address."""
    for text in bylines:
        match = _SOURCE.search(text)
        if match and (name := _until_next(match["rest"])):
            return name
    for text in notes:
        match = _DISCLAIMER.search(text)
        if match and match["outlet"].lower() not in _NOT_AN_OUTLET:
            return match["outlet"].rstrip(".")
    found = (outlet_of(text) for text in notes if furniture.is_contact(text))
    return next((name for name in found if name), "")


def _until_next(rest: str) -> str:
    name = re.split(r"\s*[|｜]\s*|\s{3,}|\s+\d{4}[-/.年]", _NEXT_LABEL.sub("", rest))[0].strip(" .,，)）")
    return "" if dates.find(name) else name


def _published(bylines: list[str]) -> str:
    """A date that is named as such, that ends a "By …" line, or that is a line of its own."""
    for text in bylines:
        match = _DATE_LABEL.search(text)
        found = dates.find(match["rest"]) if match else ""
        if found or (found := _date_of_line(text)):
            return found
    return ""


def _date_of_line(text: str) -> str:
    if byline.is_date(text):
        return dates.find(text)
    after = re.search(
        r"(?:[|｜,，]\s*|\s)(?P<rest>\d{4}[-/.年]\d.*|\d{1,2} [A-Z][a-z]+\.? \d{4}|[A-Z][a-z]+\.? \d{1,2}, \d{4})", text
    )
    return dates.find(after["rest"]) if after and text[0] not in "([（【" else ""

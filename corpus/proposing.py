"""What a text says about itself: title, author, outlet, date and language. What it does not say stays unknown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import dates
from corpus.outlets import is_outlet, outlet_of
from corpus.rules import byline, furniture, phrases
from corpus.rules.phrases import LABEL, NAMES, one_of
from corpus.rules.shapes import is_mostly_han

_AUTHORS_IN_BYLINES = (
    re.compile(rf"(?:By|BY)\s+(?P<names>.+?)(?=$|\s*[|/(·]|\s+{LABEL}\s*[:：]|,?\s+\d)"),
    re.compile(r"(?:文|撰文)\s*[/／|｜]\s*(?P<names>\S+)"),
    phrases.AUTHOR,
    re.compile(r".*?[\s|]" + phrases.AUTHOR.pattern, re.IGNORECASE),
)
_AUTHORS_IN_NOTES = re.compile(rf"(?i:contact (?:the )?(?:reporters?|authors?|writers?)) (?P<names>{NAMES})")
_SOURCE = re.compile(r"(?:Source|来源|文章来源)\s*[:：]\s*(?P<rest>.*)", re.IGNORECASE)
_NEXT_LABEL = re.compile(rf"\s*(?:{LABEL}|Editor|责任编辑|编辑)\s*[:：].*", re.IGNORECASE)
_END_OF_NAME = re.compile(r"\s*[|｜]\s*|\s{3,}|\s+\d{4}[-/.年]")
_DATED = re.compile(
    one_of("Updated", "Published", "Date", "Time", "Posted", "时间", "日期")
    + r"(?: on)?\s*[:：]?\s*(?P<rest>\d.*|[A-Z][a-z]+\.? \d.*)",
    re.IGNORECASE,
)
_DATE_AFTER_NAME = re.compile(
    r".*?[|｜,，\s]\s*(?P<rest>"
    + one_of(r"\d{4}[-/.年]\s?\d", r"\d{1,2} [A-Z][a-z]+\.? \d{4}", r"[A-Z][a-z]+\.? \d{1,2}, \d{4}")
    + ".*)"
)
_DAY = re.compile(r",?\s+\d")
_MONTH = re.compile(  # "By Ann Example posted Tuesday, Aug", before the day of the month or with it
    r"(?:,?\s+(?:on|posted|updated|published)(?: on)?)?(?:,?\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?,?\s+"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?:\s+\d{1,2})?$"
)
_DISCLAIMER = re.compile(
    r"\b(?:views?|opinions?|positions?|policy|policies|stance)\b[^.]{0,200}?\bof (?:the )?"
    r"(?P<outlet>[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|&|and|of|the))*)[.)\]\s]*$"
)
TITLE, AUTHOR, SOURCE = 500, 300, 200
TAIL = 500  # characters at the end of a note in which a disclaimer is sought


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
    bylines, notes, titles = (
        [text for text, kind in zip(texts, kinds, strict=True) if kind == wanted]
        for wanted in ("byline", "furniture", "title")
    )
    return Proposals(
        title=" ".join("".join(titles[:1]).split())[:TITLE],
        author=_author(bylines, notes)[:AUTHOR],
        source=_source(bylines, notes)[:SOURCE],
        published=next((found for text in bylines if (found := _published(text))), ""),
        language="zh" if is_mostly_han("".join(texts)) else "en",
    )


def _author(bylines: list[str], notes: list[str]) -> str:
    places = [(pattern, text) for pattern in _AUTHORS_IN_BYLINES for text in bylines]
    places += [(_AUTHORS_IN_NOTES, text) for text in notes]
    for pattern, text in places:
        match = pattern.match(text)
        name = _END_OF_NAME.split(_NEXT_LABEL.sub("", match["names"]))[0].strip(" .,，、\u00a0") if match else ""
        if match and (name[-1:].isdecimal() or _DAY.match(text, match.end("names"))):
            name = _MONTH.sub("", name).strip(" .,，、\u00a0")
        if name:
            return name
    return ""


def _source(bylines: list[str], notes: list[str]) -> str:
    """Named as source; beside the date; whose opinions a disclaimer speaks of, or of an e-mail address."""
    named = [_until_next(match["rest"]) for text in bylines if (match := _SOURCE.search(text))]
    dated = [name for text in bylines if is_outlet(name := _beside_date(text))]
    disclaimed = [match["outlet"].rstrip(".") for text in notes if (match := _DISCLAIMER.search(text[-TAIL:]))]
    mailed = [outlet_of(text) for text in notes if furniture.is_contact(text)]
    return next((name for name in (*named, *dated, *disclaimed, *mailed) if name), "")


def _beside_date(text: str) -> str:
    """The name in a line of outlet and date; "" for another line."""
    match = phrases.DATED_OUTLET.fullmatch(text)
    return (match["outlet"] or match["outlet_last"] or "").strip("《》") if match else ""


def _until_next(rest: str) -> str:
    name = _END_OF_NAME.split(_NEXT_LABEL.sub("", rest))[0].strip(" .,，)）\u00a0")
    return "" if dates.find(name) else name


def _published(text: str) -> str:
    """A date that is named as such, that is a line of its own, or that ends a byline; none inside brackets."""
    if text[0] in "([（【":
        return ""
    dated = _DATED.search(text)
    if dated and (found := dates.find(dated["rest"])):
        return found
    if byline.is_date(text):
        return dates.find(text)
    beside = phrases.DATED_OUTLET.fullmatch(text)
    if beside:
        return dates.find(beside["date"] or beside["date_first"])
    after = _DATE_AFTER_NAME.match(text)
    return dates.find(after["rest"]) if after else ""

"""List items, table rows, notes, page numbers and quotations."""

import re

from django.utils.translation import gettext_noop as _

from corpus.rules.base import Rule, Texts, Verdict
from corpus.rules.shapes import is_bullet, is_longer, limit, numbering

_PAGE = re.compile(
    r"(?:page |p\. ?)?\d{1,4}(?: (?:of|/) \d{1,4})?|[-–—]\s?\d{1,4}\s?[-–—]|"
    r"第\s?\d{1,4}\s?页(?:.{0,3}共\s?\d{1,4}\s?页)?",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"\[\d{1,3}\]\s?\S|［\d{1,3}］|[¹²³⁴⁵⁶⁷⁸⁹]|(?:Foot|End)?[Nn]otes?\s*[:：]|注释?\s*[:：]|\*\s?(?:Note|The|This)\b"
)
_BETWEEN_CELLS = re.compile(r"\t+|\s\|\s")
_QUOTED = {"“": "”", "「": "」", '"': '"'}
LONGEST_PAGE = 40  # characters of what may be a page number


def _page_number(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    is_number = len(text) <= LONGEST_PAGE and _PAGE.fullmatch(text)
    return Verdict("page_number", _("Only a page number.")) if is_number else None


def _footnote(texts: Texts, number: int) -> Verdict | None:
    return Verdict("footnote", _("Begins like a note.")) if NOTE.match(texts[number]) else None


def _table_row(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    if not ("\t" in text or "|" in text) or is_longer(text, 60):
        return None
    if len(_BETWEEN_CELLS.split(text.strip("| "))) >= 3 and limit(text, 60):
        return Verdict("table_row", _("Cells divided by tabs or bars."))
    return None


def _list_item(texts: Texts, number: int) -> Verdict | None:
    if is_bullet(texts[number]):
        return Verdict("list_item", _("Begins with the mark of a list."))
    if numbering(texts[number]) != "number":
        return None
    around = (*texts[max(number - 1, 0) : number], *texts[number + 1 : number + 2])
    if any(numbering(other) == "number" for other in around):
        return Verdict("list_item", _("Numbered, among others of the same numbering."))
    return None


def _quotation(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    end = _QUOTED.get(text[0])
    if end and text[-1] == end and len(text) > 2 and end not in text[1:-1]:
        return Verdict("quotation", _("Wholly inside quotation marks."))
    return None


RULES = (
    Rule("page number", _page_number),
    Rule("footnote", _footnote),
    Rule("table row", _table_row),
    Rule("list item", _list_item),
    Rule("quotation", _quotation),
)

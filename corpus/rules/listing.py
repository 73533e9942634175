"""List items, table rows, notes, page numbers and quotations."""

import re

from django.utils.translation import gettext_noop as _

from corpus.rules.base import Rule, Texts, Verdict
from corpus.rules.shapes import is_bullet, limit, numbering

_PAGE = re.compile(
    r"(?:page |p\. ?)?\d{1,4}(?: (?:of|/) \d{1,4})?|[-–—]\s?\d{1,4}\s?[-–—]|"
    r"第\s?\d{1,4}\s?页(?:.{0,3}共\s?\d{1,4}\s?页)?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\[\d{1,3}\]\s?\S|［\d{1,3}］|[¹²³⁴⁵⁶⁷⁸⁹]|(?:Foot|End)?[Nn]otes?\s*[:：]|注释?\s*[:：]|\*\s?(?:Note|The|This)\b"
)
_QUOTED = (("“", "”"), ("「", "」"), ('"', '"'))


def _page_number(texts: Texts, number: int) -> Verdict | None:
    return Verdict("page_number", _("Only a page number.")) if _PAGE.fullmatch(texts[number]) else None


def _footnote(texts: Texts, number: int) -> Verdict | None:
    return Verdict("footnote", _("Begins like a note.")) if _NOTE.match(texts[number]) else None


def _table_row(texts: Texts, number: int) -> Verdict | None:
    if limit(texts[number], 60) and len(re.split(r"\t+|\s\|\s", texts[number].strip("| "))) >= 3:
        return Verdict("table_row", _("Cells divided by tabs or bars."))
    return None


def _list_item(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    style = numbering(text)
    around = [*texts[max(number - 1, 0) : number], *texts[number + 1 : number + 2]]
    if is_bullet(text):
        return Verdict("list_item", _("Begins with the mark of a list."))
    if style == "number" and any(numbering(other) == style for other in around):
        return Verdict("list_item", _("Numbered, among others of the same numbering."))
    return None


def _quotation(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    for begin, end in _QUOTED:
        if text[0] == begin and text[-1] == end and len(text) > 2 and end not in text[1:-1]:
            return Verdict("quotation", _("Wholly inside quotation marks."))
    return None


RULES = (
    Rule("page number", _page_number),
    Rule("footnote", _footnote),
    Rule("table row", _table_row),
    Rule("list item", _list_item),
    Rule("quotation", _quotation),
)

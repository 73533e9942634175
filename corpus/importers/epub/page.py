"""The paragraphs of one page of a book, by its elements."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from corpus.importers import xml
from corpus.importers.base import Block
from corpus.importers.xml import Element

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ("heading", _("Marked as a heading."))),
    **dict.fromkeys(("li", "dt", "dd"), ("list_item", _("It belongs to a list."))),
    "blockquote": ("quotation", _("Marked as a quotation.")),
    **dict.fromkeys(("caption", "figcaption"), ("caption", _("Marked as a caption."))),
}
ROW = ("table_row", _("A row of a table."))
NOTE = ("footnote", _("A note of the book."))
_BLOCKS = {
    *("html", "body", "section", "article", "aside", "main", "header", "footer", "div", "p", "ul", "ol", "dl", "table"),
    *("figure", "pre", "hr", "tbody", "thead", "tfoot", "tr", "td", "th", "hgroup", "address", "details", "summary"),
    *_KINDS,
}
_LEFT_OUT = {"head", "script", "style", "nav", "svg", "math", "rt", "rp", "img", "audio", "video", "iframe", "object"}
_NOTES = re.compile(r"\b(?:footnote|endnote|rearnote|note)s?\b")
_MARK = re.compile(r"\d{1,4}|[ivxlc]{1,6}|[*†‡§]{1,3}")  # of a link from a text to its note, or back
_BACK = re.compile("[↑↩⏎^][\ufe0e\ufe0f]?")
_SPACES = re.compile(r"[ \t\r\n\f]+")
Kind = tuple[str, str]


def blocks(element: Element, kind: Kind = ("", "")) -> Iterator[Block]:
    """Of an element and all in it: text between inner blocks is a paragraph of its own."""
    own = _kind(element, kind)
    texts = [element.text or ""]
    for each in element:
        name = xml.local(each)
        if name in _LEFT_OUT:
            pass
        elif name == "table":
            yield from _paragraph(texts, own)
            yield from _table(each, own)
        elif name in _BLOCKS or _holds_blocks(each):
            yield from _paragraph(texts, own)
            yield from blocks(each, own)
        else:
            texts.append(_inline(each))
        texts.append(each.tail or "")
    yield from _paragraph(texts, own)


def _paragraph(texts: list[str], kind: Kind) -> Iterator[Block]:
    """What was gathered, with white space as browsers show it; then gathering begins anew."""
    lines = [_SPACES.sub(" ", line).strip(" ") for line in "".join(texts).split("\v")]
    texts.clear()
    text = "\n".join(lines).strip()
    if text:
        yield Block(text, *kind)


def _kind(element: Element, around: Kind) -> Kind:
    told = f"{xml.attribute(element, 'type')} {xml.attribute(element, 'role').removeprefix('doc-')}"
    if "noteref" not in told and _NOTES.search(told):
        return NOTE
    return around if around == NOTE else _KINDS.get(xml.local(element), around)


def _inline(element: Element) -> str:
    """The text of an element inside a paragraph; a line break is a vertical tab until white space is settled."""
    name = xml.local(element)
    if name == "br":
        return "\v"
    if name in _LEFT_OUT or "pagebreak" in xml.attribute(element, "type"):
        return ""
    inside = "".join((_inline(each) + (each.tail or "")) for each in element)
    text = (element.text or "") + inside
    mark = text.strip().strip("[]()")
    if _BACK.fullmatch(mark):
        return ""
    is_reference = "noteref" in f"{xml.attribute(element, 'type')} {xml.attribute(element, 'role')}"
    is_link = name == "a" and "#" in xml.attribute(element, "href") and _MARK.fullmatch(mark) is not None
    return f"[{mark}]" if mark and (is_reference or is_link) else text


def _holds_blocks(element: Element) -> bool:
    return any(xml.local(each) in _BLOCKS for each in element.iterdescendants())


def _table(element: Element, kind: Kind) -> Iterator[Block]:
    """A row is its cells with a tab between; a table of one column only frames its paragraphs."""
    rows = [[each for each in row if xml.local(each) in ("td", "th")] for row in xml.found(element, "tr")]
    for caption in (each for each in element if xml.local(each) == "caption"):
        yield from blocks(caption, kind)
    is_frame = all(len(cells) <= 1 for cells in rows)
    for cells in rows:
        if is_frame:
            for cell in cells:
                yield from blocks(cell, kind)
        else:
            yield Block("\t".join(_cell(cell) for cell in cells), *ROW)


def _cell(element: Element) -> str:
    return " ".join(_SPACES.sub(" ", block.text) for block in blocks(element))

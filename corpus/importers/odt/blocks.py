"""The paragraphs, lists and tables of an ODT in their order, notes and boxes after the paragraph that holds them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from corpus.importers import xml
from corpus.importers.base import Block
from corpus.importers.odt.inline import Inline, text_of
from corpus.importers.odt.styles import Styles
from corpus.importers.office import Tally
from corpus.importers.style_names import CONTENTS, HEADING
from corpus.importers.xml import Element

ITEM = ("list_item", _("It belongs to a list."))
ROW = ("table_row", _("A row of a table."))
NOTE = ("footnote", _("A note of the file."))
_GONE = {"forms", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "table-column"}
_INDEXES = {"table-of-content", "illustration-index", "table-index", "user-index", "alphabetical-index", "object-index"}


@dataclass
class Reading:
    """One pass through a document; `around` is what everything inside a list or an index is."""

    styles: Styles
    around: tuple[str, str] = ("", "")
    inline: Inline = field(init=False)

    def __post_init__(self) -> None:
        self.inline = Inline(self.styles)

    @property
    def tally(self) -> Tally:
        return self.inline.tally


def blocks(container: Element, reading: Reading) -> Iterator[Block]:
    """Of a body, a section, a list, a cell or a text box."""
    for each in container:
        name = xml.local(each)
        if name in ("p", "h"):
            yield from _paragraph(each, reading)
        elif name == "table":
            yield from _table(each, reading)
        elif name in ("list", "numbered-paragraph"):
            reading.tally.unnumbered += xml.attribute(each, "style-name") in reading.styles.numbering
            yield from _inside(each, reading, ITEM)
        elif name in _INDEXES:
            yield from _inside(xml.child(each, "index-body"), reading, CONTENTS)
        elif name == "tracked-changes":
            reading.tally.insertions += sum(1 for _each in xml.found(each, "insertion"))
            reading.tally.deletions += sum(1 for _each in xml.found(each, "deletion"))
        elif name == "text-box":
            reading.inline.boxes.append(each)
            yield from _after(reading)
        elif name not in _GONE:
            yield from blocks(each, reading)


def _inside(element: Element, reading: Reading, around: tuple[str, str]) -> Iterator[Block]:
    before, reading.around = reading.around, around
    yield from blocks(element, reading) if element is not None else ()
    reading.around = before


def _paragraph(element: Element, reading: Reading) -> Iterator[Block]:
    role = reading.styles.role(xml.attribute(element, "style-name"))
    if xml.local(element) == "h" and not role[0]:
        role = HEADING
    is_index = reading.around == CONTENTS
    yield Block(text_of(element, reading.inline), *(reading.around if is_index or not role[0] else role))
    yield from _after(reading)


def _after(reading: Reading) -> Iterator[Block]:
    """The text boxes that hang on what was just read, then its notes."""
    boxes, reading.inline.boxes = reading.inline.boxes, []
    for box in boxes:
        yield from _inside(box, reading, ("", ""))
    notes, reading.inline.notes = reading.inline.notes, []
    for mark, body in notes:
        yield from _note(mark, body, reading)


def _note(mark: str, body: Element, reading: Reading) -> Iterator[Block]:
    for paragraph in xml.found(body, "p", "h") if body is not None else ():
        text = text_of(paragraph, reading.inline).strip()
        if text:
            yield Block(f"{mark} {text}" if mark else text, *NOTE)
            mark = ""


def _table(element: Element, reading: Reading) -> Iterator[Block]:
    """A row is its cells with a tab between; a table of one column only frames its paragraphs."""
    rows = [_cells(row) for row in _rows(element)]
    if all(len(cells) <= 1 for cells in rows):
        for cells in rows:
            for cell in cells:
                yield from blocks(cell, reading)
        return
    for cells in rows:
        yield Block("\t".join(_cell(cell, reading) for cell in cells), *ROW)
        yield from _after(reading)


def _rows(element: Element) -> Iterator[Element]:
    for each in element:
        if xml.local(each) == "table-row":
            yield each
        elif xml.local(each) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(each)


def _cells(row: Element) -> list[Element]:
    return [each for each in row if xml.local(each) in ("table-cell", "covered-table-cell")]


def _cell(element: Element, reading: Reading) -> str:
    """In one line; tables inside it too, text boxes and notes not."""
    texts = [text_of(each, reading.inline) for each in _paragraphs(element)]
    return " ".join(" ".join(texts).split())


def _paragraphs(element: Element) -> Iterator[Element]:
    for each in element:
        if xml.local(each) in ("p", "h"):
            yield each
        else:
            yield from _paragraphs(each)

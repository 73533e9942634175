"""The paragraphs and tables of a DOCX in their order, each note and text box after the paragraph that holds it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from corpus.importers import xml
from corpus.importers.base import Block
from corpus.importers.docx.numbering import Numbering
from corpus.importers.docx.package import Package
from corpus.importers.docx.runs import Inline, text_of
from corpus.importers.docx.styles import Styles
from corpus.importers.office import Tally
from corpus.importers.xml import Element

ROW = ("table_row", _("A row of a table."))
NOTE = ("footnote", _("A note of the file."))
_GONE = {"del", "moveFrom", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr"}


@dataclass
class Reading:
    """One pass through a document; `carried` is the text before a paragraph mark that was deleted."""

    styles: Styles
    notes: dict[str, dict[str, Element]]
    numbering: Numbering
    inline: Inline = field(default_factory=Inline)
    carried: str = ""

    @classmethod
    def of(cls, package: Package) -> "Reading":
        parts = {name: package.part(name) for name in ("footnotes", "endnotes")}
        notes = {
            name: {xml.attribute(each, "id"): each for each in (root if root is not None else ())}
            for name, root in parts.items()
        }
        return cls(Styles.of(package.part("styles")), notes, Numbering.of(package.part("numbering")))

    @property
    def tally(self) -> Tally:
        return self.inline.tally


def blocks(container: Element, reading: Reading) -> Iterator[Block]:
    """Of a body, a cell, a text box or a note."""
    for each in container:
        name = xml.local(each)
        if name == "p":
            yield from _paragraph(each, reading)
        elif name == "tbl":
            yield from _table(each, reading)
        elif name == "AlternateContent":
            yield from blocks(each[0], reading) if len(each) else ()
        elif name == "altChunk":
            reading.tally.others += 1
        elif name not in _GONE:
            yield from blocks(each, reading)


def _paragraph(element: Element, reading: Reading) -> Iterator[Block]:
    text = reading.carried + text_of(element, reading.inline)
    reading.carried = ""
    if _is_mark_deleted(element):
        reading.carried = text
        return
    label = _label(element, reading) if text.strip() else ""
    yield Block(f"{label} {text.lstrip()}" if label else text, *reading.styles.role(element))
    yield from _after(reading)


def _label(element: Element, reading: Reading) -> str:
    number, level = reading.styles.place(element)
    label = reading.numbering.label(number, level) if number else ""
    reading.tally.numbered += bool(label)
    return label


def _is_mark_deleted(element: Element) -> bool:
    """Then the next paragraph goes on where this one ends; the last one of its place stays."""
    properties = xml.child(element, "pPr", "rPr")
    marks = () if properties is None else (xml.child(properties, "del"), xml.child(properties, "moveFrom"))
    after = element.getnext()
    return any(mark is not None for mark in marks) and after is not None and xml.local(after) == "p"


def _after(reading: Reading) -> Iterator[Block]:
    """The text boxes that hang on what was just read, then its notes."""
    boxes, reading.inline.boxes = reading.inline.boxes, []
    for box in boxes:
        yield from blocks(box, reading)
    notes, reading.inline.notes = reading.inline.notes, []
    for part, number, mark in notes:
        yield from _note(reading.notes[part].get(number), mark, reading)


def _note(element: Element, mark: str, reading: Reading) -> Iterator[Block]:
    for paragraph in xml.found(element, "p") if element is not None else ():
        text = text_of(paragraph, reading.inline).strip()
        if text:
            yield Block(f"{mark} {text}" if mark else text, *NOTE)
            mark = ""


def _table(element: Element, reading: Reading) -> Iterator[Block]:
    """A row is its cells with a tab between; a table of one column only frames its paragraphs."""
    rows = [_cells(row) for row in _children(element, "tr") if not _is_gone(row, "trPr", "del")]
    if all(len(cells) <= 1 for cells in rows):
        for cells in rows:
            for cell in cells:
                yield from blocks(cell, reading)
        return
    for cells in rows:
        yield Block("\t".join(_cell(cell, reading) for cell in cells), *ROW)
        yield from _after(reading)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in _children(row, "tc") if not _is_gone(cell, "tcPr", "cellDel")]


def _cell(element: Element, reading: Reading) -> str:
    """In one line; tables inside it too."""
    texts = [text_of(each, reading.inline) for each in xml.found(element, "p") if not _is_boxed(each, element)]
    return " ".join(" ".join(texts).split())


def _is_boxed(element: Element, cell: Element) -> bool:
    """Inside a text box of the cell, which comes after the row."""
    for above in element.iterancestors():
        if above is cell:
            return False
        if xml.local(above) == "txbxContent":
            return True
    return False


def _children(element: Element, name: str) -> Iterator[Element]:
    """Those of this name, also where content controls wrap them."""
    for each in element:
        if xml.local(each) == name:
            yield each
        elif xml.local(each) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _children(each, name)


def _is_gone(element: Element, properties: str, mark: str) -> bool:
    return xml.child(element, properties, mark) is not None

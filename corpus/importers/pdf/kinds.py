"""What the paragraphs of a PDF are, as far as size, weight and place tell it; the rules guess the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from corpus.importers.pdf.paragraphs import BULLET, LARGER, Setting
from corpus.importers.pdf.rows import Line

LONGEST_HEADING = 200  # characters
LARGEST = 1.25  # times the size of the text: a title


@dataclass
class Paragraph:
    """Lines that belong together, perhaps of several columns; `is_furniture` and `text` for what stands aside."""

    lines: list[Line]
    kind: str = ""
    reason: str = ""
    right: float = 0  # where the lines around its last one end
    left: float = 0  # where those of its column begin
    text: str = field(default="")


def tell(paragraphs: Sequence[Paragraph], how: Setting) -> None:
    """Give each paragraph its kind, "" for those that the rules shall guess."""
    for paragraph in paragraphs:
        if not paragraph.kind:
            paragraph.kind, paragraph.reason = _kind(paragraph.lines, how)
    _tell_title(paragraphs, how)


def _kind(lines: Sequence[Line], how: Setting) -> tuple[str, str]:
    n_characters = sum(len(line.text) for line in lines)
    if lines[0].cells:
        return "table_row", _("Cells side by side, like those of the rows around it.")
    if n_characters <= LONGEST_HEADING and all(line.size > LARGER * how.size for line in lines):
        return "heading", _("Set larger than the text.")
    if BULLET.match(lines[0].text):
        return "list_item", _("Begins with the mark of a list.")
    if n_characters <= LONGEST_HEADING and not how.is_bold and all(line.is_bold for line in lines):
        return "heading", _("Set in bold, on lines of its own.")
    return "", ""


def _tell_title(paragraphs: Sequence[Paragraph], how: Setting) -> None:
    """The largest heading of the first page with any, when it is clearly larger than the text."""
    headings = [each for each in paragraphs if each.kind == "heading"]
    first = [each for each in headings if each.lines[0].page == headings[0].lines[0].page]
    if not first or headings[0].lines[0].page > 1:
        return
    title = max(first, key=lambda each: each.lines[0].size)
    if title.lines[0].size >= LARGEST * how.size:
        title.kind, title.reason = "title", _("The largest words of the first page.")
        for each in paragraphs[: paragraphs.index(title)]:
            each.kind, each.reason = each.kind or "byline", each.reason or _("Stands above the title.")

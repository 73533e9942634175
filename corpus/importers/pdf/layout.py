"""From the segments of all pages to paragraphs in reading order: columns, footnotes, what goes on across pages."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from corpus.importers.base import Block
from corpus.importers.pdf import columns, footnotes, kinds, margins, paragraphs, rows
from corpus.importers.pdf.joining import Joiner, words_of
from corpus.importers.pdf.kinds import Paragraph
from corpus.importers.pdf.paragraphs import NUMBERED, Setting
from corpus.importers.pdf.rows import Line
from corpus.importers.pdf.segments import Segment

AT_FOOT = _("Small, with a number or sign, at the foot of the page.")
STOPS = tuple(".。!！?？:：;；…")
CLOSERS = "”’」』）】》\"')]"
Pages = Sequence[Sequence[Segment]]


class Layout:
    """`blocks` in reading order; `joiner` knows which words were joined, `n_joined` counts what went on elsewhere."""

    def __init__(self, pages: Pages) -> None:
        aside = margins.found(pages)
        inner = [[each for each in page if id(each) not in aside] for page in pages]
        shared = columns.edges(inner)
        laid = [[rows.lines(region) for region in columns.regions(page, shared)] for page in inner]
        every = [column for page in laid for column in page]
        self.how = paragraphs.setting(every)
        self.joiner = Joiner(words_of(every))
        self.n_joined = 0
        self.n_inner = sum(len(page) for page in inner)
        self.blocks = self._blocks(
            laid, [[aside[id(each)] for each in page if id(each) in aside] for page in pages], pages
        )

    def _blocks(self, laid: list[list[list[Line]]], aside: list[list[Block]], pages: Pages) -> list[Block]:
        flow: list[Paragraph] = []
        has_notes = False
        for page, furniture in zip(laid, aside, strict=True):
            found, has_notes = self._of_page(page, has_notes)
            flow += found
            flow += [Paragraph([], each.kind, each.reason, text=each.text) for each in furniture]
        flow = self._continued(flow)
        kinds.tell([each for each in flow if each.lines], self.how)
        return [Block(self._text(each), each.kind, each.reason) for each in flow]

    def _of_page(self, page: list[list[Line]], has_before: bool) -> tuple[list[Paragraph], bool]:
        """Its paragraphs, and its footnotes after them."""
        text: list[Paragraph] = []
        notes: list[Paragraph] = []
        for column in page:
            first = footnotes.first_of(column, self.how, has_before)
            text += _paragraphs(column[:first], self.how)
            for lines in footnotes.cut(column[first:]):
                notes.append(Paragraph(lines, "footnote", AT_FOOT))
                self._number(lines[0])
        return [*text, *notes], bool(notes)

    def _number(self, line: Line) -> None:
        """Remember the number of a note, which is written in brackets like the raised ones in the text."""
        mark = footnotes.mark(line)
        if mark.isdigit():
            self.joiner.numbers.setdefault(line.page, set()).add(mark)
            line.raised = line.raised or ([(0, len(mark))] if line.text.startswith(mark) else [])

    def _continued(self, flow: list[Paragraph]) -> list[Paragraph]:
        """With the paragraphs that go on in the next column or page put together."""
        kept: list[Paragraph] = []
        last: Paragraph | None = None
        for paragraph in flow:
            if last and not paragraph.kind and _goes_on(last, paragraph, self.how):
                last.lines += paragraph.lines
                last.right = paragraph.right
                self.n_joined += 1
                continue
            kept.append(paragraph)
            last = last if paragraph.kind else paragraph
        return kept

    def _text(self, paragraph: Paragraph) -> str:
        if paragraph.text:
            return paragraph.text
        if paragraph.lines[0].cells:
            return "\t".join(text for text, _x0, _x1 in paragraph.lines[0].cells)
        return self.joiner.text(paragraph.lines)


def _paragraphs(column: Sequence[Line], how: Setting) -> list[Paragraph]:
    right = max((line.x1 for line in column), default=0)
    left = min((line.x0 for line in column), default=0)
    return [Paragraph(lines, right=right, left=left) for lines in paragraphs.cut(column, how)]


def _goes_on(last: Paragraph, paragraph: Paragraph, how: Setting) -> bool:
    """Whether the first paragraph of a column is the rest of the last one of the column before."""
    above, line = last.lines[-1], paragraph.lines[0]
    is_elsewhere = line.page != above.page or line.y > above.y
    if not is_elsewhere or above.cells or line.cells or how.is_heading(above) or how.is_heading(line):
        return False
    if abs(above.size - line.size) > 0.5 or paragraphs.BULLET.match(line.text) or NUMBERED.match(line.text):
        return False
    if line.x0 > paragraph.left + paragraphs.INDENT * line.size and len(paragraph.lines) > 1:
        return False
    ends = above.text.rstrip(CLOSERS).endswith(STOPS)
    return (
        (line.text[0].islower() and not ends)
        or (paragraphs.is_full(above, last.right, line.text) and not ends)
        or (
            ends
            and paragraphs.is_full(above, last.right, line.text)
            and last.lines[0].x0 > last.left + paragraphs.INDENT * line.size
        )
    )

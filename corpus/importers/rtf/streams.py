"""Where the text of an RTF goes while it is read: the body, a note, a text box, a comment, a property."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_noop as _

from corpus.importers.base import Block
from corpus.importers.style_names import HEADING, Role, role_of

ITEM = ("list_item", _("It belongs to a list."))
ROW = ("table_row", _("A row of a table."))
NOTE = ("footnote", _("A note of the file."))


@dataclass
class Style:
    """Of the style sheet; `level` is its level in the outline, -1 for none."""

    name: str = ""
    based_on: int = -1
    level: int = -1


@dataclass
class Stream:
    """`out` is the paragraph that is being read, `boxes` and `notes` come after it, `cells` is the row so far."""

    kind: str
    out: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    label: str = ""
    is_endnote: bool = False

    def end_paragraph(self, role: Role, *, is_in_table: bool) -> None:
        """In a table, the paragraphs of one cell are divided by spaces."""
        if is_in_table:
            self.out.append(" ")
            return
        if self.cells:
            self.end_row(role)
        text, self.out = _whole(self.out), []
        self.blocks.append(Block(f"{self.label} {text}" if self.label and text.strip() else text, *role))
        self._flush()

    def end_cell(self) -> None:
        self.cells.append(" ".join(_whole(self.out).split()))
        self.out, self.label = [], ""

    def end_row(self, role: Role) -> None:
        kind = ROW if len(self.cells) > 1 else role
        self.blocks.append(Block("\t".join(self.cells), *kind))
        self.cells = []
        self._flush()

    def text(self) -> str:
        """All of it in one line, for what is only told."""
        told = [*(block.text for block in self.blocks), _whole(self.out)]
        return " ".join(" ".join(told).split())

    def as_notes(self, mark: str) -> list[Block]:
        """The paragraphs of a note; its mark stands before the first."""
        texts = [block.text.strip() for block in self.blocks if block.text.strip()]
        return [Block(f"{mark} {text}" if number == 0 else text, *NOTE) for number, text in enumerate(texts)]

    def _flush(self) -> None:
        self.blocks += [*self.boxes, *self.notes]
        self.boxes, self.notes, self.label = [], [], ""


@dataclass
class State:
    """What a group inherits from the one around it, and what ends with it."""

    stream: Stream
    is_skipped: bool = False
    font: int = -1
    n_fallback: int = 1
    style: int = 0
    level: int = -1
    is_listed: bool = False
    is_in_table: bool = False
    is_deleted: bool = False
    is_hidden: bool = False
    target: str = ""

    def copy(self) -> "State":
        return replace(self)

    def role(self, styles: dict[int, Style]) -> Role:
        """By the name of its style, or of those that is based on, by a level in the outline, or by a list."""
        number, level, seen = self.style, self.level, set[int]()
        while number in styles and number not in seen:
            seen.add(number)
            style = styles[number]
            if (role := role_of(style.name)) != ("", ""):
                return role
            level = style.level if level < 0 else level
            number = style.based_on
        if 0 <= level < 9:
            return HEADING
        return ITEM if self.is_listed else ("", "")


def _whole(pieces: list[str]) -> str:
    """Halves of characters that were written one by one are joined; a lone half is U+FFFD."""
    return "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

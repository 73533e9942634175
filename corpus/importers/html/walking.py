"""The lines of a web page in their order: each block of text with the element it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import iterwalk
from lxml.html import HtmlElement

NO_TEXT = (
    "head script style noscript template svg math iframe object embed audio video canvas map select option button "
    "input textarea datalist"
)
IN_LINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rb rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr br picture source"
)
SKIPPED, INLINE = frozenset(NO_TEXT.split()), frozenset(IN_LINE.split())
SEVERAL = 2
LONGEST_CELL = 300  # characters; a longer one is a column of a page's layout
_SPACE = re.compile(r"[ \t\r\f\v\u2028]*\n[ \t\r\f\v]*|[ \t\r\f\v]+")
_INDENT = re.compile(r"\n(?=[\u3000\u00a0 ]*[\u3000\u00a0]{2})|\n\s*\n")
_FULL = re.compile(r"(?<=[.。!！?？”」])\n(?=\S)")
_REFERENCE = re.compile(r"\[?(\d{1,3}|[*†‡§]|[ivx]{1,5}|[a-z])\]?")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BREAK = "\ue000"  # stands for <br>, and for line ends of <pre>, until white space is collapsed


@dataclass(frozen=True)
class Line:
    """One block of text; `element` is the innermost block it stands in, `n_linked` how many characters are links."""

    text: str
    element: HtmlElement
    n_linked: int = 0

    @property
    def linked(self) -> float:
        """The share of its characters that are links, in [0, 1]."""
        return self.n_linked / max(1, len(re.sub(r"\s", "", self.text)))


class Walker:
    """Goes through the tree once, without recursion; blocks end lines, cells of a table of data are joined by tabs."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.held: list[str] = []
        self.n_linked = self.links = self.verbatim = 0
        self.row: HtmlElement | None = None
        self.data: set[HtmlElement] = set()

    def walk(self, root: HtmlElement) -> list[Line]:
        events = iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if self._start(element):
                    events.skip_subtree()
            else:
                self._end(element, root)
        self._flush(root)
        return self.lines

    def _start(self, element: HtmlElement) -> bool:
        """Whether to pass over what is inside."""
        tag = element.tag
        if tag in SKIPPED or _is_hidden(element):
            return True
        if tag == "sup" and (mark := _reference(element)):
            self._add(f"[{mark}]")
            return True
        if tag == "br":
            self._add(BREAK)
        elif tag not in INLINE:
            self._block(element)
        self.links += tag == "a"
        self.verbatim += tag == "pre"
        self._add(element.text or "")
        return False

    def _block(self, element: HtmlElement) -> None:
        if element.tag == "table" and _is_data(element):
            self.data.add(element)
        if self.row is not None:
            is_next = element.tag in {"td", "th"} and element.getprevious() is not None
            self.held.append("\t" if is_next else " ")
            return
        parent = element.getparent()
        self._flush(element if parent is None else parent)
        if element.tag == "tr" and next(element.iterancestors("table"), None) in self.data:
            self.row = element

    def _end(self, element: HtmlElement, root: HtmlElement) -> None:
        tag = element.tag
        skipped = tag in SKIPPED or _is_hidden(element)
        if not skipped:
            self.links -= tag == "a"
            self.verbatim -= tag == "pre"
            if element is self.row:
                self.row = None
            if tag not in INLINE and self.row is None:
                self._flush(element)
        if element is not root:
            self._add(element.tail or "")

    def _add(self, text: str) -> None:
        if self.links:
            self.n_linked += len(re.sub(r"\s", "", text.replace(BREAK, "")))
        self.held.append(text.replace("\n", BREAK) if self.verbatim else text.replace("\t", " "))

    def _flush(self, element: HtmlElement) -> None:
        text = "".join(self.held)
        n_linked, self.n_linked = self.n_linked, 0
        self.held = []
        if not text.strip():
            return
        parts = list(_parts(text)) if element.tag not in {"tr", "pre"} else [_row(text)]
        total = sum(map(len, parts)) or 1
        self.lines += [Line(part, element, round(n_linked * len(part) / total)) for part in parts if part]


def walk(root: HtmlElement) -> list[Line]:
    """Every line that is shown, as far as the page itself says what is hidden."""
    return Walker().walk(root)


def _parts(text: str) -> Iterator[str]:
    """Blank lines, indented lines and lines that end a sentence are paragraphs of their own; others stay together."""
    lines = re.sub(r"[ \t\r\n\f\v]+", " ", text).replace(BREAK, "\n")
    for part in _INDENT.split(lines):
        for piece in _FULL.split(part):
            yield "\n".join(line for each in piece.split("\n") if (line := each.strip()))


def _row(text: str) -> str:
    """A row of a table, or verbatim text."""
    cells = [re.sub(r"[ \r\n\f\v]+", " ", cell).strip() for cell in text.split("\t")]
    return "\t".join(cells).replace(BREAK, "\n").rstrip() if len(cells) > 1 else text.replace(BREAK, "\n").strip()


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _reference(element: HtmlElement) -> str:
    """The number of a note that a raised link points to; "" for other raised text."""
    text = "".join(element.itertext()).strip()
    is_link = element.find(".//a") is not None or (element.getparent() is not None and element.getparent().tag == "a")
    match = _REFERENCE.fullmatch(text)
    return match[1] if match and is_link else ""


def _is_data(table: HtmlElement) -> bool:
    """Rows and columns of short cells without blocks in them; anything else is layout."""
    rows = list(table.iter("tr"))
    if len(rows) < SEVERAL or table.find(".//table") is not None or max(len(row) for row in rows) < SEVERAL:
        return False
    cells = [cell for row in rows for cell in row]
    is_long = any(len("".join(cell.itertext())) > LONGEST_CELL for cell in cells)
    has_blocks = any(cell.find(f".//{tag}") is not None for cell in cells for tag in ("h1", "h2", "ul", "form"))
    return not is_long and not has_blocks and table.get("role") != "presentation"

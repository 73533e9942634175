"""The text inside the paragraphs of an ODT: spaces as the standard counts them, notes, comments, tracked changes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.importers import symbols, xml
from corpus.importers.odt.styles import Styles
from corpus.importers.office import Tally
from corpus.importers.xml import Element

MOST_SPACES = 1000  # that one element may ask for
_LEFT_OUT = {
    "annotation-end",
    "ruby-text",
    "hidden-text",
    "title",
    "desc",
    "soft-page-break",
    "tracked-changes",
    "script",
}
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass
class Inline:
    """What reading leaves behind for later: text boxes, and notes that were referred to with their marks."""

    styles: Styles
    tally: Tally = field(default_factory=Tally)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, Element]] = field(default_factory=list)
    n_notes: dict[str, int] = field(default_factory=dict)


def text_of(element: Element, inline: Inline) -> str:
    """The text of a paragraph or heading as it shows."""
    out: list[str] = []
    _walk(element, inline, out)
    return "".join(out)


def _walk(element: Element, inline: Inline, out: list[str]) -> None:
    _say(element.text, out)
    for each in element:
        name = xml.local(each)
        if name in _HANDLERS:
            _HANDLERS[name](each, inline, out)
        elif name not in _LEFT_OUT:
            _walk(each, inline, out)
        _say(each.tail, out)


def _say(text: str | None, out: list[str]) -> None:
    """White space in the file is one space, whatever it is; more has elements of its own."""
    shown = _SPACES.sub(" ", text or "")
    if out and out[-1].endswith(" ") and shown.startswith(" "):
        shown = shown[1:]
    if shown:
        out.append(shown)


def _spaces(element: Element, inline: Inline, out: list[str]) -> None:
    count = xml.attribute(element, "c")
    out.append(" " * (min(int(count), MOST_SPACES) if count.isdecimal() else 1))


def _tab(element: Element, inline: Inline, out: list[str]) -> None:
    out.append("\t")


def _line_break(element: Element, inline: Inline, out: list[str]) -> None:
    out.append("\n")


def _span(element: Element, inline: Inline, out: list[str]) -> None:
    if xml.attribute(element, "style-name") in inline.styles.hiding:
        inline.tally.hidden += 1
    else:
        _walk(element, inline, out)


def _note(element: Element, inline: Inline, out: list[str]) -> None:
    kind = xml.attribute(element, "note-class")
    inline.n_notes[kind] = inline.n_notes.get(kind, 0) + 1
    number = inline.n_notes[kind]
    mark = f"[{symbols.roman(number) if kind == 'endnote' else number}]"
    inline.notes.append((mark, xml.child(element, "note-body")))
    out.append(mark)


def _comment(element: Element, inline: Inline, out: list[str]) -> None:
    paragraphs = (" ".join("".join(each.itertext()).split()) for each in xml.found(element, "p"))
    inline.tally.comments.append(" ".join(paragraphs))


def _box(element: Element, inline: Inline, out: list[str]) -> None:
    inline.boxes.append(element)


_HANDLERS: dict[str, Callable[[Element, Inline, list[str]], None]] = {
    "s": _spaces,
    "tab": _tab,
    "line-break": _line_break,
    "span": _span,
    "note": _note,
    "annotation": _comment,
    "text-box": _box,
}

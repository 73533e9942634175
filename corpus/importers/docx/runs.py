"""The text inside the paragraphs of a DOCX: runs, fields, tracked changes, references to notes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.importers import symbols, xml
from corpus.importers.office import Tally
from corpus.importers.xml import Element

_PLAIN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_LEFT_OUT = {"pPr", "rPr", "rt", "rubyPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "delText", "tblPr", "tcPr"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


@dataclass
class Inline:
    """What reading runs leaves behind for later: text boxes, notes that were referred to, fields still open."""

    tally: Tally = field(default_factory=Tally)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)  # part, id, mark
    n_notes: dict[str, int] = field(default_factory=dict)
    fields: list[bool] = field(default_factory=list)  # of each open one: is its result being read?


def text_of(element: Element, inline: Inline) -> str:
    """The text of a paragraph as it shows with its changes accepted: results of fields, not their codes."""
    out: list[str] = []
    _walk(element, inline, out)
    return "".join(out)


def _walk(element: Element, inline: Inline, out: list[str]) -> None:
    for each in element:
        name = xml.local(each)
        if name in _HANDLERS:
            _HANDLERS[name](each, inline, out)
        elif name in _PLAIN:
            _say(_PLAIN[name], inline, out)
        elif name in _NOTES:
            _note(each, inline, out)
        elif name not in _LEFT_OUT:
            _walk(each, inline, out)


def _say(text: str, inline: Inline, out: list[str]) -> None:
    if all(inline.fields):
        out.append(text)


def _text(element: Element, inline: Inline, out: list[str]) -> None:
    _say(element.text or "", inline, out)


def _run(element: Element, inline: Inline, out: list[str]) -> None:
    properties = xml.child(element, "rPr")
    vanish = xml.child(properties, "vanish") if properties is not None else None
    if vanish is None or xml.attribute(vanish, "val") in ("0", "false", "off"):
        _walk(element, inline, out)
    elif xml.child(element, "t") is not None:
        inline.tally.hidden += 1


def _inserted(element: Element, inline: Inline, out: list[str]) -> None:
    inline.tally.insertions += 1
    _walk(element, inline, out)


def _deleted(element: Element, inline: Inline, out: list[str]) -> None:
    """Fields that a deletion opens or closes stay in balance."""
    inline.tally.deletions += 1
    for each in xml.found(element, "fldChar"):
        _field(each, inline, out)


def _field(element: Element, inline: Inline, out: list[str]) -> None:
    kind = xml.attribute(element, "fldCharType")
    if kind == "begin":
        inline.fields.append(False)
    elif inline.fields and kind == "separate":
        inline.fields[-1] = True
    elif inline.fields and kind == "end":
        inline.fields.pop()


def _symbol(element: Element, inline: Inline, out: list[str]) -> None:
    shown = symbols.shown(xml.attribute(element, "font"), xml.attribute(element, "char"))
    inline.tally.symbols += shown == symbols.UNKNOWN
    _say(shown, inline, out)


def _box(element: Element, inline: Inline, out: list[str]) -> None:
    inline.boxes.append(element)


def _alternative(element: Element, inline: Inline, out: list[str]) -> None:
    """The same in two ways, for new and old programs: only the first one counts."""
    choice = next((each for each in element if xml.local(each) in ("Choice", "Fallback")), None)
    if choice is not None:
        _walk(choice, inline, out)


def _note(element: Element, inline: Inline, out: list[str]) -> None:
    part = _NOTES[xml.local(element)]
    if xml.attribute(element, "customMarkFollows") in ("1", "true"):
        mark = ""
    else:
        inline.n_notes[part] = inline.n_notes.get(part, 0) + 1
        mark = f"[{symbols.roman(inline.n_notes[part]) if part == 'endnotes' else inline.n_notes[part]}]"
    inline.notes.append((part, xml.attribute(element, "id"), mark))
    _say(mark, inline, out)


_HANDLERS: dict[str, Callable[[Element, Inline, list[str]], None]] = {
    "t": _text,
    "r": _run,
    "ins": _inserted,
    "moveTo": _inserted,
    "del": _deleted,
    "moveFrom": _deleted,
    "fldChar": _field,
    "sym": _symbol,
    "txbxContent": _box,
    "AlternateContent": _alternative,
}

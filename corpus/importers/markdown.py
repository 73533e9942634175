"""Markdown: plain text whose marks say what is a heading, a list, a quotation, a table or a footnote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from corpus import composing, encodings, front_matter, paragraphs, proposing, rules
from corpus.importers.base import Importer, Parsed, Unreadable
from corpus.rules.base import Verdict

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_TABLE_RULE = re.compile(r" {0,3}\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_LIST = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_KINDS = (
    (re.compile(r" {0,3}\[\^[^\]\n]+\]:"), "footnote", gettext_noop("Marked as a note in the file.")),
    (re.compile(r" {0,3}>"), "quotation", gettext_noop("Marked as a quotation in the file.")),
    (re.compile(r" {0,3}\|"), "table_row", gettext_noop("A row of a table in the file.")),
    (_LIST, "list_item", gettext_noop("Marked as an item of a list in the file.")),
)
HEADING = Verdict("heading", gettext_noop("Marked as a heading in the file."))
TITLE = Verdict("title", gettext_noop("The first heading of the file."))
DIVIDER = Verdict("furniture", gettext_noop("A dividing line."))
FRONT = Verdict("furniture", gettext_noop("What the file states about itself, at its head."))


@dataclass(frozen=True)
class Part:
    """A paragraph: text[start:end]; without a verdict the rules guess."""

    start: int
    end: int
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Line:
    start: int
    text: str

    @property
    def is_blank(self) -> bool:
        return paragraphs.is_blank(self.text)

    def part(self, verdict: Verdict | None) -> Part:
        """Without outer white space."""
        begin = self.start + len(self.text) - len(self.text.lstrip())
        return Part(begin, self.start + len(self.text.rstrip()), verdict)


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """One document; raises Unreadable as plain text does."""
    decoded = encodings.decode(data, chosen=encoding)
    text = decoded.text
    if paragraphs.is_blank(text):
        raise Unreadable(_("It is empty: there is nothing to read in it."), rule="empty")
    composing.refuse_too_long(text)
    head = front_matter.find(text)
    parts = [Part(0, head.end, FRONT)] if head.end else []
    parts += _titled(list(_parts(_lines(text, head.end))))
    composing.refuse_too_many(len(parts), composing.MOST_PLAIN)
    texts = [text[part.start : part.end] for part in parts]
    verdicts = [part.verdict or guess for part, guess in zip(parts, rules.guess(texts), strict=True)]
    pieces = composing.pieces_of(texts, [(part.start, part.end) for part in parts], verdicts)
    proposals = proposing.propose(texts, [piece.kind for piece in pieces])
    return [Parsed(text, decoded.encoding, pieces, proposals, head.said, head.extra, decoded.notes)]


def _lines(text: str, start: int) -> list[Line]:
    lines = []
    for raw in text[start:].split("\n"):
        lines.append(Line(start, raw))
        start += len(raw) + 1
    return lines


def _parts(lines: list[Line]) -> Iterator[Part]:
    """The paragraphs in order; a line that begins nothing new goes on with the paragraph before it."""
    open_part: Part | None = None
    number = 0
    while number < len(lines):
        line, after = lines[number], lines[number + 1] if number + 1 < len(lines) else None
        fence = _FENCE.match(line.text)
        known = None if fence else _alone(line, after, open_part)
        if line.is_blank or known or fence:
            yield from [open_part] if open_part else []
            open_part = None
        if fence:
            end = _fence_end(lines, number, fence[1])
            yield Part(line.part(None).start, lines[end].part(None).end, rules.BODY)
            number = end
        elif known:
            yield known
            number += bool(after and known.verdict == HEADING and _is_underlined(line, after))
        elif not line.is_blank:
            started = _begun(line, open_part)
            yield from [open_part] if open_part and started else []
            open_part = started or Part((open_part or line.part(None)).start, line.part(None).end, _verdict(open_part))
        number += 1
    yield from [open_part] if open_part else []


def _alone(line: Line, after: Line | None, before: Part | None) -> Part | None:
    """A line that is a paragraph by itself: a heading, a dividing line, a row of a table."""
    heading = _HEADING.match(line.text)
    if heading and heading["text"]:
        return Part(line.start + heading.start("text"), line.start + heading.end("text"), HEADING)
    if _RULE.match(line.text) or ("|" in line.text and _TABLE_RULE.match(line.text)):
        return line.part(DIVIDER)
    if before is None and after and _is_underlined(line, after):
        return line.part(HEADING)
    if line.text.lstrip().startswith("|"):
        return line.part(Verdict("table_row", _KINDS[2][2]))
    return None


def _is_underlined(line: Line, after: Line) -> bool:
    is_text = not line.is_blank and not any(pattern.match(line.text) for pattern, _kind, _reason in _KINDS)
    return is_text and not _HEADING.match(line.text) and bool(_UNDERLINE.match(after.text))


def _begun(line: Line, before: Part | None) -> Part | None:
    """The paragraph that a line begins; None where it goes on with the one before."""
    for pattern, kind, reason in _KINDS:
        if pattern.match(line.text) and not (kind == "quotation" and before and _kind(before) == kind):
            return line.part(Verdict(kind, reason))
    return None if before else line.part(None)


def _fence_end(lines: list[Line], number: int, mark: str) -> int:
    ends = (n for n in range(number + 1, len(lines)) if lines[n].text.strip().startswith(mark))
    return next(ends, len(lines) - 1)


def _kind(part: Part) -> str:
    return part.verdict.kind if part.verdict else ""


def _verdict(part: Part | None) -> Verdict | None:
    return part.verdict if part else None


def _titled(parts: list[Part]) -> list[Part]:
    """The first paragraph that is a heading is the title."""
    first = next((number for number, part in enumerate(parts) if part.verdict != DIVIDER), None)
    if first is not None and parts[first].verdict == HEADING:
        parts[first] = Part(parts[first].start, parts[first].end, TITLE)
    return parts


IMPORTER = Importer(name="markdown", version="1", suffixes=(".md", ".markdown"), read=read, is_plain=True)

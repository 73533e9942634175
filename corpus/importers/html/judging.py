"""What each line of a page is: part of the article, furniture in it or near it, or far away from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _
from lxml.html import HtmlElement

from corpus import rules
from corpus.importers.base import Block
from corpus.importers.html import locating, marks
from corpus.importers.html.walking import Line
from corpus.rules.base import Verdict
from corpus.rules.shapes import ends_sentence, limit

BEFORE, AFTER = 3, 8  # lines beside the article that are kept as furniture
LINKED = 0.8
LONGEST_TITLE = 600
LINKS = _("Only links.")
BESIDE = _("Stands beside the article.")
HEADS = _("Heads what is no part of the text.")
TITLE = Verdict("title", _("The title of the page."))
BYLINE = Verdict("byline", _("Marked by the page as author, source or date."))


@dataclass(frozen=True)
class Found:
    """The lines that are kept, in order, and how many characters of the rest of the page were left out."""

    blocks: list[Block]
    n_left_out: int


def judge(lines: Sequence[Line], source: str, root: HtmlElement, titles: Sequence[str]) -> Found:
    """`titles` are what the page says its title is, in any form."""
    known = locating.known_to_trafilatura(source, lines)
    numbers = locating.prose(lines, known)
    top = locating.container(lines, numbers, root)
    inside = {number for number, line in enumerate(lines) if _is_in(line.element, top)}
    inside |= {number for number in numbers if _is_like(lines[number].element, top)}
    start = _title(lines, inside, titles)
    verdicts = _verdicts(lines, inside, top, start)
    article = [number for number, verdict in verdicts.items() if not verdict or verdict.kind != "furniture"]
    if not article:
        return Found([], 0)
    first, last = article[0] if start is None else start, article[-1]
    kept = range(max(0, first - BEFORE), min(len(lines), last + AFTER + 1))
    left_out = sum(len(line.text) for number, line in enumerate(lines) if number not in kept)
    return Found(_blocks(lines, kept, verdicts), left_out)


def _verdicts(
    lines: Sequence[Line], inside: set[int], top: HtmlElement, start: int | None
) -> dict[int, Verdict | None]:
    """For each line furniture with its reason, the kind that the page gives it, or None for the rules to guess."""
    verdicts: dict[int, Verdict | None] = {}
    low = min(inside) if inside else 0
    for number, line in enumerate(lines):
        is_head = start is not None and start < number < low
        if number == start:
            verdicts[number] = TITLE
        elif number not in inside and not is_head:
            note = marks.kind(line.element, top)
            is_note = note is not None and note.kind == "footnote" and not _reason(line, top)
            verdicts[number] = note if is_note else Verdict("furniture", _beside(line, top))
        elif start is not None and number < start:
            verdicts[number] = Verdict("furniture", _beside(line, top))
        else:
            verdicts[number] = _inside(lines, number, top, is_head=is_head)
    return _without_heads(verdicts)


def _inside(lines: Sequence[Line], number: int, top: HtmlElement, *, is_head: bool) -> Verdict | None:
    line = lines[number]
    reason = _reason(line, top)
    kind = marks.kind(line.element, top)
    if reason:
        return Verdict("furniture", reason)
    if line.linked >= LINKED and not (kind and kind.kind in {"footnote", "table_row"}) and not ends_sentence(line.text):
        return BYLINE if marks.is_byline(line.element) and limit(line.text, 40) else Verdict("furniture", LINKS)
    if is_head and (marks.is_byline(line.element) or line.element.tag == "time") and limit(line.text, 40):
        return BYLINE
    return kind


def _reason(line: Line, top: HtmlElement) -> str:
    """What the elements between a line and the article say against it."""
    for each in (line.element, *line.element.iterancestors()):
        if each is top or _is_in(top, each):
            return ""
        if reason := marks.aside(each):
            return reason
    return ""


def _beside(line: Line, top: HtmlElement) -> str:
    return _reason(line, top) or (LINKS if line.linked >= LINKED else BESIDE)


def _without_heads(verdicts: dict[int, Verdict | None]) -> dict[int, Verdict | None]:
    """A heading right above furniture, with no text of its own, heads furniture."""
    after: Verdict | None = None
    for number in sorted(verdicts, reverse=True):
        verdict = verdicts[number]
        if verdict and verdict.kind == "heading" and after and after.kind == "furniture" and after.reason == LINKS:
            verdicts[number] = Verdict("furniture", HEADS)
        after = verdicts[number]
    return verdicts


def _title(lines: Sequence[Line], inside: set[int], titles: Sequence[str]) -> int | None:
    """The last line before the article's text, or in it, that is what the page says its title is; else an h1."""
    wanted = [locating.squeezed(title) for title in titles if title]
    low = min(inside, default=0)
    is_h1 = {number for number, line in enumerate(lines) if line.element.tag == "h1"}
    same = [
        number
        for number, line in enumerate(lines)
        if (text := locating.squeezed(line.text[:LONGEST_TITLE]))
        and len(text) > 3
        and any(title.startswith(text) for title in wanted)
    ]
    near = [number for number in same if number in is_h1] or [n for n in same if n >= low - 20] or sorted(is_h1)
    before = [number for number in near if number <= low + 5]
    return max(before, default=None)


def _is_like(element: HtmlElement, top: HtmlElement) -> bool:
    """In an element of the same tag and class as the one that holds the article: a further part of it."""
    name = top.get("class")
    return bool(name) and any(each.tag == top.tag and each.get("class") == name for each in element.iterancestors())


def _is_in(element: HtmlElement, top: HtmlElement) -> bool:
    return element is top or any(each is top for each in element.iterancestors())


def _blocks(lines: Sequence[Line], kept: range, verdicts: dict[int, Verdict | None]) -> list[Block]:
    """The rules guess among the lines of the article alone, so that menus before it do not mislead them."""
    article = [number for number in kept if not (verdict := verdicts[number]) or verdict.kind != "furniture"]
    guessed = dict(zip(article, rules.guess([lines[number].text for number in article]), strict=True))
    blocks = []
    for number in kept:
        verdict = verdicts[number] or guessed[number]
        guess = guessed.get(number)
        if guess and guess.kind == "furniture" and verdict.kind not in {"title", "footnote", "table_row"}:
            verdict = guess
        blocks.append(Block(lines[number].text, verdict.kind, verdict.reason))
    return blocks

"""What was found on the pages of a PDF: segments to make text of, and pages that hold none; or why it is refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from corpus.importers.base import Block, Unreadable
from corpus.importers.pdf import segments
from corpus.importers.pdf.glyphs import Glyphs
from corpus.importers.pdf.segments import Segment

MOST_UNKNOWN = 0.3  # of the characters
TURNED = gettext_noop("Stands at an angle to the text of the page.")


@dataclass
class Found:
    """The segments of each page; the numbers, from 1, of pages that only show pictures; what could not be read."""

    pages: list[list[Segment]] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    turned: list[Block] = field(default_factory=list)
    n_with_picture: int = 0
    n_characters: int = 0
    n_unknown: int = 0
    n_radicals: int = 0


def gather(pages: Iterable[tuple[Glyphs, bool]]) -> Found:
    """All pages, one after the other."""
    found = Found()
    for number, (page, has_picture) in enumerate(pages):
        upright = [glyph for glyph in page.glyphs if not glyph.turned]
        turned = [f"{' ' * glyph.after_gap}{glyph.text}" for glyph in page.glyphs if glyph.turned]
        found.pages.append(segments.cut(upright, number))
        found.turned += [Block("".join(turned), "furniture", TURNED)] if turned else []
        found.n_with_picture += has_picture
        found.pictures += [number + 1] if has_picture and not page.glyphs else []
        found.n_characters += len(page.glyphs)
        found.n_unknown += page.n_unknown
        found.n_radicals += page.n_radicals
    return found


def refuse_unreadable(found: Found) -> None:
    """Raise Unreadable for pages without characters, or with characters that mean nothing."""
    if not found.n_characters:
        raise scan(len(found.pages)) if found.n_with_picture else _empty(len(found.pages))
    if found.n_unknown > MOST_UNKNOWN * found.n_characters:
        share = {"n": found.n_unknown, "all": found.n_characters}
        message = _(
            "Its fonts do not say which letters they show: %(n)s of %(all)s characters cannot be known."
            " Open it where it was made and save it again, or read it by OCR."
        )
        raise Unreadable(message % share, rule="font-map")


def scan(n_pages: int) -> Unreadable:
    """The refusal of pictures of pages."""
    message = ngettext(
        "It has no text layer: its %(n)s page is a scan, a picture of text. Read it by OCR first.",
        "It has no text layer: its %(n)s pages are scans, pictures of text. Read them by OCR first.",
        n_pages,
    )
    return Unreadable(message % {"n": n_pages}, rule="no-text-layer")


def _empty(n_pages: int) -> Unreadable:
    message = ngettext(
        "It is empty: there is no text and no picture on its %(n)s page.",
        "It is empty: there is no text and no picture on its %(n)s pages.",
        n_pages,
    )
    return Unreadable(message % {"n": n_pages}, rule="empty")

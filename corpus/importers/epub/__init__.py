"""Books in EPUB (versions 2 and 3): the pages in reading order as one document, navigation left out."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corpus import composing
from corpus.importers import xml, zipped
from corpus.importers.base import Block, Importer, Parsed
from corpus.importers.epub.opf import Book
from corpus.importers.epub.page import blocks


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """One document; raises Unreadable for books that are locked, and for what is no book."""
    book = Book.of(zipped.opened(data))
    parsed = composing.compose(_blocks(book), encoding="utf-8", said=book.said, extra=book.extra, notes=_notes(book))
    return [_in_its_language(parsed)]


def _in_its_language(parsed: Parsed) -> Parsed:
    """Programs state a language that nobody chose: Chinese text is not English, whatever the book says."""
    stated, seen = parsed.said.get("language", ""), parsed.proposals.language
    if {stated[:2], seen} != {"en", "zh"}:
        return parsed
    note = _("The book says that its language is %(stated)s; its text is not.") % {"stated": stated}
    return replace(parsed, said={**parsed.said, "language": seen}, notes=(*parsed.notes, note))


def _blocks(book: Book) -> Iterator[Block]:
    for name in book.pages:
        yield from blocks(xml.parsed_page(book.archive.read(name), name))


def _notes(book: Book) -> list[str]:
    left = ngettext(
        "%(n)s page beside the text (navigation, cover) was left out.",
        "%(n)s pages beside the text (navigation, cover) were left out.",
        book.n_left_out,
    )
    return [left % {"n": book.n_left_out}] if book.n_left_out else []


IMPORTER = Importer(name="epub", version="1", suffixes=(".epub",), read=read)

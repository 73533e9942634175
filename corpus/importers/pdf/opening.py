"""Opens a PDF and reads the characters of its pages, or says why that cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium
from django.utils.translation import gettext as _

from corpus.importers.base import Unreadable
from corpus.importers.pdf import glyphs
from corpus.importers.pdf.glyphs import Glyphs

MOST_PAGES = 2_000
MOST_OBJECTS = 200_000  # drawn on one page
MOST_CHARACTERS = 5_000_000
HEADER_WITHIN = 1024  # bytes


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document; encryption that asks for no password to read is no obstacle."""
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise Unreadable(_("It is no PDF, though its name says so."), rule="kind")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error) from error
    try:
        if len(document) > MOST_PAGES:
            raise _too_many_pages(len(document))
        yield document
    finally:
        document.close()


def pages(document: pypdfium2.PdfDocument) -> Iterator[tuple[Glyphs, bool]]:
    """The characters of each page, and whether it shows a picture."""
    n_characters = 0
    for number in range(len(document)):
        page = _page(document, number)
        try:
            if pdfium.FPDFPage_CountObjects(page.raw) > MOST_OBJECTS:
                message = _("Page %(page)s holds more than %(n)s objects. Print it to a new PDF, or divide it.")
                raise Unreadable(message % {"page": number + 1, "n": MOST_OBJECTS}, rule="too-large")
            found = glyphs.of_page(page)
            n_characters += len(found.glyphs)
            if n_characters > MOST_CHARACTERS:
                message = _("It holds more than %(n)s characters. Divide it.") % {"n": MOST_CHARACTERS}
                raise Unreadable(message, rule="too-large")
            yield found, _has_picture(page)
        finally:
            page.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    try:
        return document[number]
    except pypdfium2.PdfiumError as error:
        message = _("It is damaged: page %(page)s of %(n)s cannot be read. Ask for the file again.")
        raise Unreadable(message % {"page": number + 1, "n": len(document)}, rule="damaged") from error


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _each in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _refusal(error: pypdfium2.PdfiumError) -> Unreadable:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        message = _("It is encrypted and opens with a password only. Save it without the password and import it again.")
        return Unreadable(message, rule="encrypted")
    if error.err_code == pdfium.FPDF_ERR_SECURITY:
        message = _(
            "It is encrypted in a way that cannot be read here. Save it without encryption and import it again."
        )
        return Unreadable(message, rule="encrypted")
    return Unreadable(_("It is damaged: no PDF reader can make sense of it. Ask for the file again."), rule="damaged")


def _too_many_pages(n_pages: int) -> Unreadable:
    message = _("It has %(n)s pages; at most %(most)s can be read. Divide it.")
    return Unreadable(message % {"n": n_pages, "most": MOST_PAGES}, rule="too-large")

"""PDF: text with its places page by page, put together to paragraphs; scans and broken files are refused plainly."""

from corpus import composing
from corpus.importers.base import Importer, Parsed
from corpus.importers.pdf import describing, found, opening, telling
from corpus.importers.pdf.layout import Layout


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """One document. Raises Unreadable for scans, encryption, broken fonts, damage and what is too large."""
    with opening.opened(data) as document:
        info = document.get_metadata_dict()
        seen = found.gather(opening.pages(document))
    found.refuse_unreadable(seen)
    layout = Layout(seen.pages)
    if not layout.n_inner and seen.n_with_picture:  # only a stamp on each picture
        raise found.scan(len(seen.pages))
    said, extra = describing.said(info), describing.beside(info, len(seen.pages))
    blocks = [*layout.blocks, *seen.turned]
    return [composing.compose(blocks, said=said, extra=extra, notes=telling.notes(seen, layout))]


IMPORTER = Importer(name="pdf", version="1", suffixes=(".pdf",), read=read)

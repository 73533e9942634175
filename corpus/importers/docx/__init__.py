"""Word documents (DOCX, ECMA-376): read as they would be with all tracked changes accepted."""

from corpus import composing
from corpus.importers import office, zipped
from corpus.importers.base import Importer, Parsed
from corpus.importers.docx.blocks import Reading, blocks
from corpus.importers.docx.package import Package


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """One document; its text is what a reader of the pages sees, without headers and footers."""
    package = Package.of(zipped.opened(data))
    reading = Reading.of(package)
    made = list(blocks(package.body, reading))
    reading.tally.comments = package.texts("comments", "comment")
    reading.tally.margins = package.texts("header", "p") + package.texts("footer", "p")
    said, extra = package.properties()
    parsed = composing.compose(made, encoding="utf-8", said=said, extra=extra, notes=reading.tally.notes())
    return [office.with_own_words(parsed)]


IMPORTER = Importer(name="docx", version="1", suffixes=(".docx",), read=read)

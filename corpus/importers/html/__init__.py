"""Web pages: the article with its structure; what stands in and beside it is kept, marked as not part of the text."""

from corpus.importers.base import Importer, Parsed


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """One document; raises Unreadable for what is no web page or holds no text."""
    from corpus.importers.html import article  # lxml and trafilatura are loaded only where strange files are read

    return [article.parse(data, encoding)]


IMPORTER = Importer(name="html", version="2", suffixes=(".html", ".htm", ".xhtml"), read=read)

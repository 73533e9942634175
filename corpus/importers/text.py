"""Plain text: decoded, line ends made LF, otherwise unaltered."""

from django.utils.translation import gettext as _

from corpus import composing, encodings, paragraphs, proposing, rules
from corpus.importers.base import Importer, Parsed, Unreadable


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """One document; raises Unreadable when the bytes fit no encoding or nothing is to be seen in the text."""
    return [parse(data, encoding)]


def parse(data: bytes, encoding: str = "") -> Parsed:
    """The text as it is, cut into paragraphs where its lines say so."""
    decoded = encodings.decode(data, chosen=encoding)
    text = decoded.text
    if paragraphs.is_blank(text):
        raise Unreadable(_("It is empty: there is nothing to read in it."), rule="empty")
    composing.refuse_too_long(text)
    spans = paragraphs.split(text)
    composing.refuse_too_many(len(spans), composing.MOST_PLAIN)
    texts = [text[start:end] for start, end in spans]
    pieces = composing.pieces_of(texts, spans, rules.guess(texts))
    proposals = proposing.propose(texts, [piece.kind for piece in pieces])
    return Parsed(text, decoded.encoding, pieces, proposals, notes=decoded.notes)


IMPORTER = Importer(name="text", version="1", suffixes=(".txt", ".text"), read=read, is_plain=True)

"""Plain text in UTF-8: decoded, line ends made LF, otherwise unaltered."""

import codecs

from django.utils.translation import gettext as _

from corpus import composing, paragraphs, proposing, rules
from corpus.importers.base import Importer, Parsed, Unreadable
from corpus.storable import refuse_unstorable


def decode(data: bytes) -> tuple[str, str]:
    """The text with CRLF and CR as LF, and the name of its encoding; a byte order mark is taken off and named."""
    has_mark = data.startswith(codecs.BOM_UTF8)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start + len(data) - len(body)) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_unstorable(text)
    return text, "utf-8-sig" if has_mark else "utf-8"


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """One document; raises Unreadable when the bytes are no UTF-8 text or nothing is to be seen in it."""
    return [parse(data)]


def parse(data: bytes) -> Parsed:
    """The text as it is, cut into paragraphs where its lines say so."""
    text, encoding = decode(data)
    if paragraphs.is_blank(text):
        raise Unreadable(_("It is empty: there is nothing to read in it."), rule="empty")
    spans = paragraphs.split(text)
    texts = [text[start:end] for start, end in spans]
    pieces = composing.pieces_of(texts, spans, rules.guess(texts))
    return Parsed(text, encoding, pieces, proposing.propose(texts, [piece.kind for piece in pieces]))


def _not_utf8(data: bytes, place: int) -> Unreadable:
    """Says where; a lone surrogate written as bytes (ED A0…) is no UTF-8 either."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Unreadable(_("It is UTF-16, not UTF-8. Save it as UTF-8 and import it again."), rule="encoding")
    line = data.count(b"\n", 0, place) + 1
    column = len(data[data.rfind(b"\n", 0, place) + 1 : place].decode("utf-8", "replace")) + 1
    where = {"line": line, "column": column, "offset": place, "byte": f"{data[place]:02X}"}
    message = _(
        "It is not UTF-8: line %(line)s, column %(column)s (byte offset %(offset)s) holds the byte %(byte)s."
        " Save it as UTF-8 and import it again."
    )
    return Unreadable(message % where, rule="encoding", line=line, column=column)


IMPORTER = Importer(name="text", version="1", suffixes=(".txt", ".text"), read=read, is_plain=True)

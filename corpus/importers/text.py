"""Plain text in UTF-8: decoded, line ends made LF, otherwise unaltered."""

import codecs
import re

from django.utils.translation import gettext as _

from corpus import paragraphs, proposing, rules, sentences
from corpus.importers.base import Importer, Parsed, Piece, Unreadable

UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def decode(data: bytes) -> tuple[str, str]:
    """The text with CRLF and CR as LF, and the name of its encoding; a byte order mark is taken off and named."""
    has_mark = data.startswith(codecs.BOM_UTF8)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_not_utf8(data, error.start + len(data) - len(body))) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_unstorable(text)
    return text, "utf-8-sig" if has_mark else "utf-8"


def refuse_unstorable(text: str) -> None:
    """Raise Unreadable for a NUL or a lone surrogate, which no database keeps, with its line and column from 1."""
    found = UNSTORABLE.search(text)
    if found is None:
        return
    place = found.start()
    where = {"line": text.count("\n", 0, place) + 1, "column": place - text.rfind("\n", 0, place)}
    if text[place] == "\0":
        raise Unreadable(_("It holds a NUL character (line %(line)s, column %(column)s). Take it out.") % where)
    raise Unreadable(_("It holds half a character (line %(line)s, column %(column)s). Take it out.") % where)


def read(data: bytes) -> Parsed:
    """Raises Unreadable when the bytes are no UTF-8 text or nothing is to be seen in it."""
    text, encoding = decode(data)
    if paragraphs.is_blank(text):
        raise Unreadable(_("It is empty: there is nothing to read in it."))
    spans = paragraphs.split(text)
    texts = [text[start:end] for start, end in spans]
    verdicts = rules.guess(texts)
    pieces = tuple(
        Piece(start, end, verdict.kind, verdict.reason, tuple(sentences.split(text[start:end])))
        for (start, end), verdict in zip(spans, verdicts, strict=True)
    )
    return Parsed(text, encoding, pieces, proposing.propose(texts, [verdict.kind for verdict in verdicts]))


def _not_utf8(data: bytes, place: int) -> str:
    """Says where; a lone surrogate written as bytes (ED A0…) is no UTF-8 either."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _("It is UTF-16, not UTF-8. Save it as UTF-8 and import it again.")
    where = {
        "line": data.count(b"\n", 0, place) + 1,
        "column": len(data[data.rfind(b"\n", 0, place) + 1 : place].decode("utf-8", "replace")) + 1,
        "offset": place,
        "byte": f"{data[place]:02X}",
    }
    return (
        _(
            "It is not UTF-8: line %(line)s, column %(column)s (byte offset %(offset)s) holds the byte %(byte)s."
            " Save it as UTF-8 and import it again."
        )
        % where
    )


IMPORTER = Importer(name="text", version="1", suffixes=(".txt", ".text"), read=read)

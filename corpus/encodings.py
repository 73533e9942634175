"""In which encoding the bytes of a file are: stated, found or chosen; with what else it may be, and what is doubtful.

In this order: what somebody chose; a byte order mark; UTF-8 that decodes strictly; seven-bit HZ; what the file
declares, when it reads like a text in it; the encoding in which it looks most like one (`corpus.alphabets`).
"""

import codecs
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from corpus.alphabets import LOOKS, WIDE
from corpus.importers.base import Unreadable
from corpus.storable import refuse_unstorable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
SAMPLE = 100_000  # bytes by which a guess is judged
CODECS = {look.name: look.codec for look in (*LOOKS, *WIDE)} | {"utf-8": "utf-8", "utf-8-sig": "utf-8", "hz": "hz"}
# What pages declare, by the names of Python's codecs, and what browsers read it as.
SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5hkscs": "big5",
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso8859-2": "windows-1250",
    "iso8859-9": "windows-1254",
    "cp932": "shift_jis",
    "euc_jp": "euc-jp",
    "euc_kr": "euc-kr",
    "cp949": "euc-kr",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    **{f"cp{number}": f"windows-{number}" for number in range(1250, 1258)},
}
OTHERS = ("iso8859", "iso2022", "koi8", "cp", "mac")  # may be chosen, are never guessed
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
_CONTROL = re.compile("[\0-\x06\x0e-\x11]")
_SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True)
class Decoded:
    """`text` has LF line ends; `alternatives` are the other encodings that fit, likeliest first; `notes` say what is
    guessed, contradicted or cut off."""

    text: str
    encoding: str
    alternatives: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, chosen: str = "", declared: str = "") -> Decoded:
    """The text; raises Unreadable with line and column where the bytes fit no encoding, or not the chosen one."""
    found = _chosen(data, chosen) if chosen else _found(data, declared)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_unstorable(text)
    return Decoded(text, found.encoding, found.alternatives, found.notes)


def fitting(data: bytes) -> dict[str, str]:
    """The encodings that the bytes can be in, likeliest first, each with what they are in it (LF line ends)."""
    names = dict.fromkeys(["utf-8", *_ranked(data[:SAMPLE])])
    texts = {name: _text(data, name) for name in names}
    return {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in texts.items() if text}


def known(label: str) -> str:
    """The name under which an encoding is told here; "" when it is none, or none for texts."""
    try:
        name = codecs.lookup(label.strip()).name.lower()
    except (LookupError, ValueError):
        return ""
    name = SUPERSETS.get(name, name)
    return name if name in CODECS or name.startswith(OTHERS) else ""


def _found(data: bytes, declared: str) -> Decoded:
    for mark, name, codec in MARKS:
        if data.startswith(mark):
            return _told(_strictly(data.removeprefix(mark), name, codec), name, declared)
    unicode = _unicode(data)
    if unicode:
        return _told(unicode, unicode.encoding, declared)
    return _guessed(data, declared)


def _unicode(data: bytes) -> Decoded | None:
    """UTF-8, or seven bits with the marks of HZ, which is the only other thing that ASCII can be."""
    text, cut = _decoded(data, "utf-8")
    if text is None or "\0" in text or (cut and text.isascii()):
        return None
    if text.isascii() and _HZ.search(data):
        hz, _cut = _decoded(data, "hz")
        if hz is not None:
            return Decoded(hz, "hz", ("utf-8",), _guess_told("hz", ("utf-8",)))
    return Decoded(text, "utf-8", (), _cut_told(data, "utf-8"))


def _guessed(data: bytes, declared: str) -> Decoded:
    """By what the file declares, if it reads like that; else by its looks."""
    if _is_damaged_utf8(data):
        raise _misfit(data, "utf-8")
    looks = _ranked(data[:SAMPLE])
    ranked = [name for name in looks if _text(data, name)]
    stated = known(declared)
    if stated in CODECS and _may_be(stated, ranked) and (text := _text(data, stated)):
        return Decoded(text, stated, tuple(name for name in ranked if name != stated), _cut_told(data, stated))
    nul, _cut = _decoded(data, "utf-8")
    if not ranked and nul:
        return Decoded(nul, "utf-8")  # to be refused for its NUL, with the place
    if not ranked:
        raise _misfit(data, CODECS[looks[0]] if looks else "utf-8")
    name, others = ranked[0], tuple(ranked[1:])
    notes = (*_guess_told(name, others), *_contradiction(name, declared), *_cut_told(data, name))
    return Decoded(_text(data, name), name, others, notes)


def _may_be(stated: str, ranked: list[str]) -> bool:
    """What is stated fits, nothing fits better, or the guess is between Latin alphabets, where looks say little."""
    is_alike = bool(ranked) and stated.startswith("windows") and ranked[0].startswith("windows")
    return stated in ranked or not ranked or is_alike


def _ranked(sample: bytes) -> list[str]:
    """The encodings in which the bytes look like a text, likeliest first."""
    scores = {}
    for look in (*LOOKS, *WIDE):
        text = _text(sample, look.name)
        if text and (fit := look.fits(text)) >= look.enough:
            scores[look.name] = fit
    return sorted(scores, key=lambda name: -scores[name])


def _text(data: bytes, name: str) -> str:
    """What the bytes are in an encoding; "" where they are none, or hold what no text holds."""
    text, cut = _decoded(data, CODECS[name])
    return text if text and not _CONTROL.search(text) and not (cut and text.isascii()) else ""


def _decoded(data: bytes, codec: str) -> tuple[str | None, int]:
    """The text and the number of bytes that hang over at its end as half a character; None where it does not fit."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        text = decoder.decode(data)
    except (UnicodeError, ValueError):
        return None, 0
    held = decoder.getstate()[0]
    return text, len(held)


def _strictly(data: bytes, name: str, codec: str) -> Decoded:
    text, _cut = _decoded(data, codec)
    if text is None:
        raise _misfit(data, codec)
    return Decoded(text, name, (), _cut_told(data, codec))


def _chosen(data: bytes, chosen: str) -> Decoded:
    name = known(chosen)
    if not name:
        raise Unreadable(_("“%(name)s” is no encoding.") % {"name": chosen[:40]}, rule="encoding")
    for mark, marked, codec in MARKS:
        if data.startswith(mark) and codec == CODECS.get(name, name):
            return _strictly(data.removeprefix(mark), marked, codec)
    return _strictly(data, name, CODECS.get(name, name))


def _is_damaged_utf8(data: bytes) -> bool:
    """More of its bytes beyond ASCII make characters of UTF-8 than do not: it is that, with some broken places."""
    beyond = len(data.translate(None, bytes(range(128))))
    whole = sum(len(each) for each in _SEQUENCE.findall(data))
    return whole > beyond / 2


def _told(found: Decoded, name: str, declared: str) -> Decoded:
    return Decoded(found.text, name, found.alternatives, (*found.notes, *_contradiction(name, declared)))


def _contradiction(name: str, declared: str) -> tuple[str, ...]:
    stated = known(declared)
    if not declared or stated == name or (stated, name) in {("utf-8", "utf-8-sig"), ("utf-16-le", "utf-16-be")}:
        return ()
    return (_("It declares %(declared)s, but is %(name)s.") % {"declared": declared[:40], "name": name},)


def _guess_told(name: str, others: tuple[str, ...]) -> tuple[str, ...]:
    told = _("Its encoding is a guess: %(name)s.") % {"name": name}
    also = _("It could also be %(others)s.") % {"others": ", ".join(others)}
    return (f"{told} {also}" if others else told,)


def _cut_told(data: bytes, name: str) -> tuple[str, ...]:
    _text, n_bytes = _decoded(data, CODECS.get(name, name))
    return (_("It ends in the middle of a character, as if cut off."),) if n_bytes else ()


def _misfit(data: bytes, codec: str) -> Unreadable:
    """Says where; a lone surrogate written as bytes (ED A0…) is no UTF-8 either."""
    place = _first_misfit(data, codec)
    line = data.count(b"\n", 0, place) + 1
    column = len(data[data.rfind(b"\n", 0, place) + 1 : place].decode(codec, "replace")) + 1
    where = {"line": line, "column": column, "offset": place, "byte": f"{data[place]:02X}", "name": codec.upper()}
    message = _(
        "It is not %(name)s: line %(line)s, column %(column)s (byte offset %(offset)s) holds the byte %(byte)s."
        " Save it as UTF-8 and import it again, or name its encoding."
    )
    return Unreadable(message % where, rule="encoding", line=line, column=column)


def _first_misfit(data: bytes, codec: str) -> int:
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return error.start
    return max(0, data.find(b"\0"))

"""How the bytes of an RTF are read: by the character set of their font, else by the code page of the file."""

import codecs
from dataclasses import dataclass

from corpus.importers import symbols

_SETS = {77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253"}
_SETS |= {162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874"}
_SETS |= {238: "cp1250", 254: "cp437", 255: "cp850"}
_SYMBOLS = 2


@dataclass
class Font:
    """`charset` as in \\fcharset; 0 and 1 leave it to the file."""

    charset: int = 0
    name: str = ""


def page_named(number: int) -> str:
    """The codec of a Windows code page; "" for one that is not known."""
    name = {936: "gb18030", 65001: "utf-8"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def decoded(data: bytes, font: Font, page: str) -> str:
    """The text of bytes in a font; what fits no page is symbols.UNKNOWN."""
    if font.charset == _SYMBOLS:
        return "".join(symbols.shown(font.name, f"{byte:x}") if byte > 32 else chr(byte) for byte in data)
    for name in (_SETS.get(font.charset, page), page, "cp1252"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode(page, "replace")

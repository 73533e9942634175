"""The characters of a page as PDFium tells them: what they are, where they stand, how large and heavy they are."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

HYPHEN, SOFT_HYPHEN = "-", "\u00ad"
UNKNOWN = "\ufffd"
_LINE_END_HYPHEN = 0x02  # what PDFium writes for a hyphen at the end of a line
_RADICALS = re.compile("[\u2e80-\u2fd5]")
_BOLD_NAME = re.compile(rb"bold|black|heavy|[-,]demi", re.IGNORECASE)
BOLD = 600  # of a font's weight from 100 to 900


@dataclass(slots=True)
class Glyph:
    """One character, upright: its base line begins at (x0, y), y grows upwards; all in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool
    after_space: bool  # white space stands before it in the file
    after_gap: bool  # or PDFium saw a gap
    turned: bool  # at an angle to most of its page


@dataclass
class Glyphs:
    """Those of one page, in the order of the file; `n_unknown` of them have no known meaning."""

    glyphs: list[Glyph]
    n_unknown: int
    n_radicals: int


def of_page(page: pypdfium2.PdfPage) -> Glyphs:
    """All that is to be seen; white space is told by the character after it."""
    text_page = page.get_textpage()
    try:
        return _of(text_page.raw)
    finally:
        text_page.close()


def _of(raw: object) -> Glyphs:
    n = max(0, pdfium.FPDFText_CountChars(raw))
    turns = [-round(math.degrees(pdfium.FPDFText_GetCharAngle(raw, i))) % 360 for i in range(n)]
    usual = Counter(turns).most_common(1)[0][0] if turns else 0
    usual = usual if usual % 90 == 0 else 0
    found = Glyphs([], 0, 0)
    reader = _Reader(raw, usual)
    after_space = after_gap = False
    for i in range(n):
        code = pdfium.FPDFText_GetUnicode(raw, i)
        if _is_space(code):
            is_generated = pdfium.FPDFText_IsGenerated(raw, i) == 1
            after_space, after_gap = after_space or not is_generated, True
        elif glyph := reader.glyph(i, code, turns[i] != usual):
            glyph.after_space, glyph.after_gap = after_space, after_gap
            after_space = after_gap = False
            _count(found, glyph)
            found.glyphs.append(glyph)
    return found


def _count(found: Glyphs, glyph: Glyph) -> None:
    """Characters without a meaning; and radicals, which fonts share with the ideographs that are meant."""
    if glyph.text == UNKNOWN or unicodedata.category(glyph.text[-1]) in {"Co", "Cn"}:
        found.n_unknown += 1
    elif _RADICALS.match(glyph.text):
        glyph.text = unicodedata.normalize("NFKC", glyph.text)
        found.n_radicals += 1


def _is_space(code: int) -> bool:
    return code in {0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x3000, 0x200B, 0xFEFF} or 0x2000 <= code <= 0x200A


class _Reader:
    """Asks PDFium for the measures of one character after the other."""

    def __init__(self, raw: object, turn: int) -> None:
        self.raw, self.turn = raw, turn
        self.box = pdfium.FS_RECTF()
        self.matrix = pdfium.FS_MATRIX()
        self.name, self.flags = ctypes.create_string_buffer(200), ctypes.c_int()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.high = ""  # the first half of a pair of surrogates
        self.drawn: object = None  # the text object that the last character belongs to
        self.size, self.is_bold = 0.0, False

    def glyph(self, i: int, code: int, turned: bool) -> Glyph | None:
        text = self._text(i, code)
        if not text:
            return None
        pdfium.FPDFText_GetLooseCharBox(self.raw, i, self.box)
        pdfium.FPDFText_GetCharOrigin(self.raw, i, self.x, self.y)
        x0, x1, y, height = self._upright()
        self._font(i, height)
        return Glyph(text, x0, x1, y, self.size, self.is_bold, False, False, turned)

    def _font(self, i: int, height: float) -> None:
        """Size on the page and weight, asked once for each text object."""
        drawn = ctypes.cast(pdfium.FPDFText_GetTextObject(self.raw, i), ctypes.c_void_p).value
        if drawn is not None and drawn == self.drawn:
            return
        self.drawn = drawn
        size = pdfium.FPDFText_GetFontSize(self.raw, i)
        if pdfium.FPDFText_GetMatrix(self.raw, i, self.matrix):
            size *= math.hypot(self.matrix.c, self.matrix.d)
        self.size = round(size if size > 0 else height, 1)
        self.is_bold = pdfium.FPDFText_GetFontWeight(self.raw, i) >= BOLD or self._is_named_bold(i)

    def _is_named_bold(self, i: int) -> bool:
        n = pdfium.FPDFText_GetFontInfo(self.raw, i, self.name, len(self.name), self.flags)
        return 0 < n <= len(self.name) and bool(_BOLD_NAME.search(self.name.value))

    def _upright(self) -> tuple[float, float, float, float]:
        """Left, right, base line and height after the page is turned so that most of it can be read."""
        box, x, y = self.box, self.x.value, self.y.value
        if self.turn == 90:
            return box.bottom, box.top, -x, box.right - box.left
        if self.turn == 180:
            return -box.right, -box.left, -y, box.top - box.bottom
        if self.turn == 270:
            return -box.top, -box.bottom, x, box.right - box.left
        return box.left, box.right, y, box.top - box.bottom

    def _text(self, i: int, code: int) -> str:
        if 0xD800 <= code <= 0xDBFF:
            self.high = chr(code)
            return ""
        if 0xDC00 <= code <= 0xDFFF:
            pair, self.high = self.high + chr(code), ""
            return pair.encode("utf-16", "surrogatepass").decode("utf-16") if len(pair) == 2 else UNKNOWN
        if code in {_LINE_END_HYPHEN, 0xFFFE} or (code == 0xAD and pdfium.FPDFText_IsHyphen(self.raw, i) == 1):
            return HYPHEN if code != 0xAD else SOFT_HYPHEN
        if pdfium.FPDFText_HasUnicodeMapError(self.raw, i) == 1 or code < 0x20:
            return UNKNOWN
        return chr(code)

"""PDFs written by hand for the tests: lines at places, in Helvetica (F), its bold (B) or a font without a map (X)."""

from collections.abc import Sequence

Drawn = tuple[float, float, float, str]  # x, y, size, text
PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    b"/Length 1>>stream\n0\nendstream"
)
FONTS = b"<</F 3 0 R/B 4 0 R/X 5 0 R>>"
DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Lost/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/FontDescriptor 8 0 R>>"
)
DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/Lost/Flags 4/FontBBox[0 0 1000 1000]"
    b"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
)


def pdf(
    pages: Sequence[Sequence[Drawn]],
    *,
    info: str = "",
    pictures: Sequence[int] = (),
    rotate: int = 0,
    bold: Sequence[str] = (),
    lost: bool = False,
    raw: str = "",
) -> bytes:
    """A whole file. `pictures` are numbers, from 0, of pages that show one; `raw` is drawn too."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        5: b"<</Type/Font/Subtype/Type0/BaseFont/Lost/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
        6: PICTURE,
        7: DESCENDANT,
        8: DESCRIPTOR,
        9: f"<<{info}>>".encode(),
    }
    for number, drawn in enumerate(pages):
        content = "".join(_shown(each, "X" if lost else "B" if each[3] in bold else "F") for each in drawn) + raw
        content += "q 400 0 0 600 50 50 cm /I Do Q" if number in pictures else ""
        body = content.encode("cp1252")
        resources = b"<</Font" + FONTS + b"/XObject<</I 6 0 R>>>>"
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {rotate}/Contents {11 + 2 * number} 0 R/Resources "
        )
        objects[10 + 2 * number] = page.encode() + resources + b">>"
        objects[11 + 2 * number] = b"<</Length %d>>stream\n" % len(body) + body + b"\nendstream"
    return _file(objects)


def column(lines: Sequence[str], x: float = 72, top: float = 740, step: float = 14, size: float = 11) -> list[Drawn]:
    """Lines below each other; an empty one leaves a gap."""
    return [(x, top - step * number, size, line) for number, line in enumerate(lines) if line]


def _shown(drawn: Drawn, font: str) -> str:
    x, y, size, text = drawn
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    shown = f"<{''.join(f'{ord(letter):04x}' for letter in text)}>" if font == "X" else f"({escaped})"
    return f"BT /{font} {size} Tf {x} {y} Td {shown} Tj ET\n"


def _file(objects: dict[int, bytes]) -> bytes:
    held, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(held)
        held += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(held)
    held += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for number in sorted(objects):
        held += b"%010d 00000 n \n" % places[number]
    held += b"trailer\n<</Size %d/Root 1 0 R/Info 9 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(held)

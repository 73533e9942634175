"""Books: one that LibreOffice wrote, and what others hold, made by hand."""

import pytest

from corpus.importers import epub
from corpus.importers.base import Unreadable
from tests.corpus.importers.ports import FILES, shown
from tests.corpus.importers.word import zipped

METADATA = (
    "<dc:title>Ports</dc:title><dc:creator>Ada L.</dc:creator><dc:creator>Ben O.</dc:creator>"
    '<dc:date event="modification">2026-01-01</dc:date><dc:date>2021-03</dc:date><dc:language>en-GB</dc:language>'
    "<dc:publisher>Harbour Press</dc:publisher><dc:identifier>urn:uuid:3a6fed5f-3e21-49af-8112-b273b9df4bba"
    "</dc:identifier><dc:identifier>978-0-00-000000-2</dc:identifier><dc:rights>CC BY</dc:rights>"
    "<dc:subject>Trade</dc:subject>"
)


def book(*pages: str, metadata: str = METADATA, spine: str = "", **files: str) -> bytes:
    items = "".join(
        f'<item id="p{n}" href="p%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(pages))
    )
    order = spine or "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    nav = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    head = f'<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata>'
    return zipped(
        {
            epub.opf.CONTAINER: '<container><rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>',
            "O/c.opf": f"{head}<manifest>{nav}{items}</manifest><spine>{order}</spine></package>",
            "O/nav.xhtml": "<html><body><p>Contents</p></body></html>",
            **{f"O/p {n}.xhtml": f"<html><body>{page}</body></html>" for n, page in enumerate(pages)},
            **files,
        }
    )


def blocks(*pages: str) -> list[tuple[str, str]]:
    return shown(epub.read(book(*pages))[0])


def test_book_of_libreoffice() -> None:
    [parsed] = epub.read((FILES / "ports_zh.epub").read_bytes())
    assert (parsed.said["title"], parsed.said["language"]) == ("五个省的港口开放", "zh")
    assert parsed.notes == ("The book says that its language is en; its text is not.",)
    assert ("footnote", "[i]它们没有编号。") in shown(parsed)


def test_pages_come_in_the_order_of_the_spine_without_navigation() -> None:
    spine = '<itemref idref="nav"/><itemref idref="p1"/><itemref idref="p2" linear="no"/><itemref idref="p0"/>'
    [parsed] = epub.read(book("<p>Second page.</p>", "<p>First page.</p>", "<p>Aside.</p>", spine=spine))
    assert (parsed.text, parsed.notes) == (
        "First page.\n\nSecond page.",
        ("2 pages beside the text (navigation, cover) were left out.",),
    )


def test_what_the_book_says_of_itself() -> None:
    [parsed] = epub.read(book("<p>A page.</p>"))
    assert (parsed.said, parsed.extra) == (
        {
            "title": "Ports",
            "author": "Ada L., Ben O.",
            "source": "Harbour Press",
            "published": "2021-03",
            "language": "en-GB",
            "licence": "CC BY",
            "external_id": "978-0-00-000000-2",
        },
        {"subject": "Trade"},
    )


def test_structure_of_a_page() -> None:
    page = (
        "<div><h2>Part <i>one</i></h2>\n"
        "<p>Said<a epub:type='noteref' xmlns:epub='e' href='#n'>1</a>\n here.<br/>Below.</p>"
        "Loose &nbsp;text.<ul><li>An item</li><li><p>Another</p></li></ul><blockquote><p>It was said.</p></blockquote>"
        "<table><caption>The table</caption><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<ruby>漢<rt>kan</rt></ruby>字。<nav>Menu</nav>"
        "<aside epub:type='footnote' xmlns:epub='e'><p>1 See there.</p></aside></div>"
    )
    assert blocks(page) == [
        ("heading", "Part one"),
        ("body", "Said[1] here.\nBelow."),
        ("body", "Loose \u00a0text."),
        ("list_item", "An item"),
        ("list_item", "Another"),
        ("quotation", "It was said."),
        ("caption", "The table"),
        ("table_row", "a\tb"),
        ("table_row", "1\t2"),
        ("body", "漢字。"),
        ("footnote", "1 See there."),
    ]


LOCK = "<encryption><EncryptedData><EncryptionMethod Algorithm='{}'/></EncryptedData></encryption>"


def test_locked_book_is_refused_and_locked_fonts_are_not() -> None:
    fonts = LOCK.format("http://www.idpf.org/2008/embedding")
    assert epub.read(book("<p>A page.</p>", **{epub.opf.LOCKS: fonts}))
    with pytest.raises(Unreadable, match="DRM") as refusal:
        epub.read(book("<p>A page.</p>", **{epub.opf.LOCKS: LOCK.format("x#aes128-cbc")}))
    assert refusal.value.rule == "encrypted"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"Plain", "damaged"),
        (zipped({"word/document.xml": "<a/>"}), "kind"),
        (book(), "empty"),
        (book("<p>x</p>", spine='<itemref idref="p0"/><itemref idref="p0"/>').replace(b"O/p 0", b"O/p 9"), "damaged"),
        (zipped({epub.opf.CONTAINER: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}), "xml"),
    ],
)
def test_what_is_no_book_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        epub.read(data)
    assert refusal.value.rule == rule

"""Web pages: how much of the article is kept, how much else; what they state; what is refused."""

import json
import re
from pathlib import Path

import pytest

from corpus.importers import BY_NAME, html, mhtml
from corpus.importers.base import Parsed, Unreadable
from corpus.sandbox.reader import Reader

FOLDER = Path(__file__).parent.parent / "files" / "html"
PAGES = json.loads((FOLDER / "articles.json").read_text(encoding="utf-8"))
KEPT, FOREIGN = 0.98, 0.02
PROSE = "<p>A line of running text that is long enough to be taken for prose, as it ends like a sentence.</p>"


def parsed(name: str) -> Parsed:
    importer = BY_NAME["mhtml" if name.endswith(".mhtml") else "html"]
    [document] = importer.read((FOLDER / name).read_bytes())
    return document


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def of(page: str) -> list[tuple[str, str]]:
    [document] = html.read(f"<html><body>{page}</body></html>".encode())
    return [(piece.kind, document.text[piece.start : piece.end]) for piece in document.pieces]


@pytest.mark.parametrize("name", PAGES)
def test_article_is_kept_and_hardly_anything_else(name: str) -> None:
    document = parsed(name)
    wanted = [squeezed(text) for text in PAGES[name]["article"]]
    texts = [
        squeezed(document.text[piece.start : piece.end])
        for piece in document.pieces
        if piece.kind not in {"furniture", "byline"}
    ]
    kept = sum(len(text) for text in wanted if text in texts) / sum(map(len, wanted))
    foreign = sum(len(text) for text in texts if text not in wanted) / sum(map(len, texts))
    assert (kept >= KEPT, foreign <= FOREIGN) == (True, True), (kept, foreign)


@pytest.mark.parametrize("name", PAGES)
def test_what_the_page_states_is_taken(name: str) -> None:
    document, stated = parsed(name), PAGES[name]["said"]
    said = {**vars(document.proposals), **document.said}
    assert {field: said.get(field) for field in stated} == stated


def test_structure_is_kept() -> None:
    kinds = [piece.kind for piece in parsed("blog-1252.html").pieces]
    assert [kinds.count(kind) for kind in ("list_item", "quotation", "caption", "table_row", "footnote")] == [
        3,
        1,
        1,
        4,
        2,
    ]


def test_more_comments_than_article_are_no_article() -> None:
    comments = f'<div class="visitors_comment_content">{PROSE * 9}</div>'
    kinds = of(f'<h1>A title</h1><div class="story">{PROSE * 3}</div><div id="under">{comments * 3}</div>')
    assert [kind for kind, _text in kinds][:5] == ["title", "body", "body", "body", "furniture"]
    assert "body" not in [kind for kind, _text in kinds][4:]


def test_what_is_meant_for_printing_is_the_article() -> None:
    kinds = of(f'<h1>A title</h1><div id="content_print">{PROSE * 3}</div><div class="more">{PROSE}</div>')
    assert [kind for kind, _text in kinds][:4] == ["title", "body", "body", "body"]


def test_references_in_the_foot_of_a_page_are_no_notes() -> None:
    foot = '<div class="footer"><ul class="references"><li>Contacts</li></ul></div>'
    assert of(f"<h1>A title</h1><main>{PROSE * 3}</main>{foot}")[-1] == ("furniture", "Contacts")


def test_author_ends_before_the_day_and_the_time() -> None:
    for line in ("By Ann Example Tuesday, Aug 17, 2010", "By: Ann Example August 18, 2010 6:21 PM"):
        [document] = html.read(f"<body><h1>A title</h1><p>{line}</p>{PROSE * 3}</body>".encode())
        assert document.proposals.author == "Ann Example"
    marked = '<span itemprop="author">Ben Example, The Paper 8:42 a.m. EDT</span>'
    [document] = html.read(f"<body><h1>A title</h1>{marked}{PROSE * 3}</body>".encode())
    assert document.said["author"] == "Ben Example, The Paper"


def test_page_of_very_many_lines_is_refused_before_it_is_judged() -> None:
    with pytest.raises(Unreadable) as refused:
        html.read(b"<body>" + b"<p>A line.</p>" * 20_001)
    assert refused.value.rule == "too-large"


def test_furniture_is_kept_with_its_reason() -> None:
    document = parsed("gazette.html")
    reasons = {
        document.text[piece.start : piece.end]: piece.reason for piece in document.pieces if piece.kind == "furniture"
    }
    assert (reasons["Facebook"], reasons["Read more"]) == (
        "For sharing or following.",
        "Set aside from the text by the page.",
    )


def test_what_is_left_out_and_guessed_is_told() -> None:
    assert parsed("gazette.html").notes == ("968 characters of menus and other parts of the site were left out.",)
    assert parsed("wire-mislabelled.html").notes == (
        "Its encoding is a guess: gb18030.",
        "It declares utf-8, but is gb18030.",
    )
    assert parsed("portal-zh.html").notes == ("It states the language en, but its text is in another.",)


def test_address_of_a_saved_page_is_kept() -> None:
    assert parsed("tables-gb2312.mhtml").said["url"] == "https://saved.example/tables-gb2312.htm"


def test_scripts_and_hidden_elements_are_no_text() -> None:
    hidden = "<script>one</script><div style='display: none'>two</div><p hidden>three</p><noscript>four</noscript>"
    assert [text for _kind, text in of(PROSE + hidden)] == [PROSE[3:-4]]


def test_nothing_outside_the_page_is_looked_up() -> None:
    source = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    [document] = html.read(f"{source}<html><body>{PROSE}<p>&a;</p></body></html>".encode())
    assert "&a;" in document.text


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty"),
        (b"<html><body></body></html>", "empty"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "empty"),
        (b"PK\x03\x04 and more", "kind"),
        (b"%PDF-1.7", "kind"),
        (b"Only words.", "kind"),
        (b"<html><body>" + b"<div>" * 5000 + b"Deep.", "limits"),
        (b"<html><body>" + b"<br>" * 60_000, "too-large"),
        (b"<html><body><p>\xff\x81\x00\x01</p>", "encoding"),
    ],
)
def test_what_is_no_article_is_refused(data: bytes, rule: str) -> None:
    with Reader() as reader, pytest.raises(Unreadable) as refused:
        html.read(data) if rule != "limits" else reader.read(BY_NAME["html"], data)
    assert refused.value.rule == rule


@pytest.mark.parametrize("data", [b"", b"Only words.", b"Content-Type: text/plain\n\nWords."])
def test_saved_page_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="no page is in it"):
        mhtml.read(data)

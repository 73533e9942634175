"""PDF: what real programs wrote is read as it was written; what cannot be read is refused by its own rule."""

from pathlib import Path

import pytest

from corpus.importers import pdf
from corpus.importers.base import Parsed, Unreadable
from tests.corpus.importers.pdf_files import column
from tests.corpus.importers.pdf_files import pdf as made
from tests.corpus.importers.pdf_texts import CN, EN

FILES = Path(__file__).parent.parent / "files" / "pdf"
ABSTRACT = (
    "Abstract. We read two ledgers of a harbour town side by side, over ten years, and find that they move together "
    "more often than apart. The finding is modest and useful, and it was expensive to come by in terms of ink "
    "and patience."
)
HEAD = "Journal of Small Harbours 7 (2021)"
STAMPED = [(50, 20, 8, "Scanned with a scanner")]
LINES = [
    "The clerk compared the two ledgers of her town, and the indus-",
    "trialisation of the northern bank remained a rather un-",
    "certain matter. Industrialisation needs customers and long-",
    "term loans, and a long-term plan for the whole harbour, which",
    "nobody had made.",
]


def read(name: str) -> Parsed:
    return parse((FILES / name).read_bytes())


def parse(data: bytes) -> Parsed:
    (parsed,) = pdf.read(data)
    return parsed


def of_kind(parsed: Parsed, *kinds: str) -> list[str]:
    return [parsed.text[piece.start : piece.end] for piece in parsed.pieces if piece.kind in kinds]


def noted(text: str, number: int, stop: str = ".") -> str:
    end = text.index(stop, 30) + 1
    return f"{text[:end]}[{number}]{text[end:]}"


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(Unreadable) as refused:
        pdf.read(data)
    return refused.value.rule, str(refused.value)


def test_two_columns_are_read_one_after_the_other() -> None:
    parsed = read("columns.pdf")
    assert of_kind(parsed, "body") == [ABSTRACT, *EN, *EN[::-1], *EN[1:], *EN[:2], *EN[2:], *EN]
    assert of_kind(parsed, "title") == ["Reading Ledgers Side by Side: A Harbour Town and Its Markets"]
    assert of_kind(parsed, "heading") == ["1 Introduction", "2 Sources", "3 Findings", "4 Conclusion"]
    assert of_kind(parsed, "furniture", "page_number") == [HEAD, "1", HEAD, "2"]


def test_columns_with_footnotes() -> None:
    parsed = read("writer-columns.pdf")
    first, last = noted(EN[0], 1), noted(EN[0], 2)
    assert of_kind(parsed, "body") == [first, *EN[1:], *EN, *EN[::-1], last, *EN, *EN, *EN]
    assert [each[:3] for each in of_kind(parsed, "footnote")] == ["[1]", "[2]"]


def test_chinese_columns_are_joined_without_spaces() -> None:
    parsed = read("chinese-columns.pdf")
    text = [noted(CN[0], 1, "。"), CN[1], noted(CN[2], 2, "。"), *CN[3:], *CN, *CN[::-1], noted(CN[4], 3, "。")]
    assert of_kind(parsed, "body") == [*text, *CN, *CN[::-1], *CN]
    assert parsed.said == {"title": "两本账簿与一位书记员", "author": "李华"}
    assert parsed.proposals.language == "zh"


def test_footnotes_table_and_running_heads() -> None:
    parsed = read("footnotes.pdf")
    assert of_kind(parsed, "footnote") == [
        "[1] The ledgers are kept in the town archive, shelf 12; they may be read on weekdays between nine and four, "
        "and photographs are allowed.",
        "[2] Minutes of the council, second volume.",
        "[3] See also the letters of 1961.",
        "[4] A copy of the letters is in the possession of the author.",
    ]
    assert of_kind(parsed, "table_row") == ["Year\tAbroad\tAt home", "1951\t120\t80", "1952\t95\t131", "1953\t101\t99"]
    assert of_kind(parsed, "furniture") == ["Harbour Studies, volume 3"] * 4
    assert of_kind(parsed, "page_number") == ["1", "2", "3", "4"]
    assert noted(EN[0], 1) in of_kind(parsed, "body")


def test_date_of_making_is_told_and_not_taken_for_publication() -> None:
    parsed = read("footnotes.pdf")
    assert parsed.said == {"title": "Two Ledgers and One Clerk", "author": "Ada Example"}
    assert parsed.extra["file created"] == "2026-11-22"
    assert parsed.proposals.published == ""


def test_long_table_lists_and_captions() -> None:
    parsed = read("report.pdf")
    rows = of_kind(parsed, "table_row")
    assert [row for row in rows if row[0].isdigit()][:2] == ["1950\tCloth\t12\t7.5", "1951\tTimber\t49\t60.5"]
    assert len({row for row in rows if row[0].isdigit()}) == 60
    assert of_kind(parsed, "caption") == ["Table 1. Shipments by year, in tons"]
    assert [each[:12] for each in of_kind(parsed, "list_item")] == ["1. The first", "2. The secon"]
    assert of_kind(parsed, "page_number") == ["1/4", "2/4", "3/4", "4/4"]


def test_divided_words_are_joined_only_where_it_is_certain() -> None:
    parsed = parse(made([column(LINES)]))
    assert parsed.text == (
        "The clerk compared the two ledgers of her town, and the industrialisation of the northern bank remained a "
        "rather un-certain matter. Industrialisation needs customers and long-term loans, and a long-term "
        "plan for the whole harbour, which nobody had made."
    )
    assert parsed.notes == (
        "Words divided at line ends that were joined: 1 (industrialisation).",
        "Hyphens at line ends that were kept, since it is not certain: 1 (un-certain).",
    )


@pytest.mark.parametrize("turn", ["0 1 -1 0 200 100", "0 -1 1 0 200 700", "-1 0 0 -1 500 500"])
def test_turned_pages_are_read(turn: str) -> None:
    *matrix, x, y = map(int, turn.split())
    below = f"{x - 14 * matrix[2]} {y - 14 * matrix[3]}"
    drawn = (
        f"BT /F 11 Tf {turn} Tm (A first line of turned text that is long) Tj ET "
        f"BT /F 11 Tf {' '.join(map(str, matrix))} {below} Tm (goes on here.) Tj ET"
    )
    assert parse(made([[]], raw=drawn)).text == "A first line of turned text that is long goes on here."


def test_watermark_is_no_part_of_the_text() -> None:
    parsed = parse(made([column(LINES)], raw="BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET"))
    assert of_kind(parsed, "furniture") == ["DRAFT"]


def test_names_that_programs_put_are_no_title_and_no_author() -> None:
    info = "/Title(Microsoft Word - x.doc)/Author(Administrator)/CreationDate(D:20210304101112Z)"
    parsed = parse(made([column(LINES)], info=info))
    assert (parsed.said, parsed.extra) == ({}, {"file created": "2021-03-04", "pages": "1"})


def test_bold_line_is_a_heading() -> None:
    parsed = parse(made([column(["Sources", *LINES[3:], "", *LINES[3:]])], bold=["Sources"]))
    assert of_kind(parsed, "heading") == ["Sources"]


def test_pages_without_text_are_named() -> None:
    parsed = parse(made([column(LINES[3:]), [], column(LINES[:2]), []], pictures=[1, 3]))
    assert parsed.notes[0] == "Pages 2, 4 (2) are pictures without text and were left out: they need OCR."


def test_encryption_that_needs_no_password_to_read_is_read() -> None:
    assert read("owner-password.pdf").text == read("footnotes.pdf").text


REFUSED = [
    (made([[], []], pictures=[0, 1]), "no-text-layer", "its 2 pages are scans"),
    (made([STAMPED, STAMPED, STAMPED], pictures=[0, 1, 2]), "no-text-layer", "its 3 pages are scans"),
    (made([[]]), "empty", "no text and no picture on its 1 page"),
    (made([column(LINES)], lost=True), "font-map", "characters cannot be known"),
    (made([column(LINES)])[:300], "damaged", "damaged"),
    (b"Just a text.", "kind", "no PDF"),
    ((FILES / "password.pdf").read_bytes(), "encrypted", "opens with a password only"),
]


@pytest.mark.parametrize(("data", "rule", "said"), REFUSED)
def test_what_cannot_be_read_is_refused_plainly(data: bytes, rule: str, said: str) -> None:
    found, message = refusal(data)
    assert found == rule
    assert said in message


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.opening, "MOST_PAGES", 1)
    assert refusal(made([[], []])) == ("too-large", "It has 2 pages; at most 1 can be read. Divide it.")


def test_too_many_objects_and_characters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.opening, "MOST_CHARACTERS", 10)
    assert refusal(made([column(LINES)])) == ("too-large", "It holds more than 10 characters. Divide it.")
    monkeypatch.setattr(pdf.opening, "MOST_OBJECTS", 2)
    assert refusal(made([column(LINES)]))[1].startswith("Page 1 holds more than 2 objects.")

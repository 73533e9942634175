"""Tables as files: CSV, Excel, LaTeX, Word; names that people chose stay names in all of them."""

import io
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from reports.tables import FORMATS, Cell, Format, Head, Table
from reports.tables.csv import CSV
from reports.tables.latex import LATEX, escape
from reports.tables.word import WORD
from reports.tables.xlsx import XLSX

EVIL = ['=HYPERLINK("http://evil.example")', "@SUM(1)", "-2+3|cmd", "<script>alert(1)</script>", "a\x0bb", "＝1+1"]
TABLE = Table(
    "Themes",
    "Of 5 sentences.",
    [Head("Theme"), Head("Units"), Head("Share"), Head("Alpha")],
    [
        [Cell("OPEN 对外开放"), Cell(2), Cell(0.4, "40.0 %", is_share=True), Cell(None)],
        [Cell("R&D_50%"), Cell(0), Cell(0.0, "0.0 %", is_share=True), Cell(-0.25, "-.250")],
    ],
)


def named(*names: str) -> Table:
    return Table("Names", "", [Head("Name"), Head("n")], [[Cell(name), Cell(1)] for name in names])


def sheet_of(data: bytes) -> list[list[str]]:
    """The first sheet's cells as "type:content", read from the XML itself."""
    book = zipfile.ZipFile(io.BytesIO(data))
    shared = ["".join(item.itertext()) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
    rows = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).findall(".//{*}row")
    return [[_content(cell, shared) for cell in row] for row in rows]


def _content(cell: ElementTree.Element, shared: list[str]) -> str:
    assert cell.find("{*}f") is None  # no formula
    value = cell.findtext("{*}v") or ""
    return shared[int(value)] if cell.get("t") == "s" else f"number:{value}"


def test_csv_has_all_digits_and_nothing_for_what_is_missing() -> None:
    assert CSV.write(TABLE).decode() == ("Theme,Units,Share,Alpha\r\nOPEN 对外开放,2,0.4,\r\nR&D_50%,0,0.0,-0.25\r\n")


@pytest.mark.parametrize("name", ["=1+1", "  =1+1", "+1", "-1", "@SUM(1)", "＝1"])
def test_csv_holds_no_formula(name: str) -> None:
    assert CSV.write(named(name)).decode().splitlines()[1] == f"'{name},1"


def test_negative_numbers_stay_numbers_in_csv() -> None:
    assert b"-0.25" in CSV.write(TABLE)
    assert b"'-0.25" not in CSV.write(TABLE)


def test_excel_has_numbers_as_numbers_and_names_as_text() -> None:
    assert sheet_of(XLSX.write(TABLE)) == [
        ["Theme", "Units", "Share", "Alpha"],
        ["OPEN 对外开放", "number:2", "number:0.4"],
        ["R&D_50%", "number:0", "number:0", "number:-0.25"],
    ]


def test_excel_holds_no_formula_and_no_link() -> None:
    data = XLSX.write(named(*EVIL))
    assert [row[0] for row in sheet_of(data)][1:] == [name.replace("\x0b", "_x000B_") for name in EVIL]
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "_rels/sheet" in name]


def test_excel_says_what_the_figures_are() -> None:
    book = zipfile.ZipFile(io.BytesIO(XLSX.write(TABLE)))
    assert "Of 5 sentences." in book.read("xl/sharedStrings.xml").decode()


def test_latex_is_what_the_page_prints() -> None:
    lines = LATEX.write(TABLE).decode().splitlines()
    assert r"OPEN 对外开放 & 2 & 40.0 \% & -- \\" in lines
    assert r"R\&D\_50\% & 0 & 0.0 \% & -.250 \\" in lines
    assert r"\begin{tabular}{lrrr}" in lines


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("\\input{x}", r"\textbackslash{}input\{x\}"), ("a^b~c#$", r"a\textasciicircum{}b\textasciitilde{}c\#\$")],
)
def test_latex_runs_nothing_that_people_wrote(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_word_gets_a_table_with_escaped_names() -> None:
    html = WORD.write(named(*EVIL)).decode()
    seen: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: seen.append(tag)  # type: ignore[assignment,method-assign]
    parser.feed(html)
    assert "script" not in seen
    assert seen.count("tr") == len(EVIL) + 1


@pytest.mark.parametrize("format", FORMATS, ids=[each.suffix for each in FORMATS])
def test_same_table_gives_the_same_bytes(format: Format) -> None:
    assert format.write(TABLE) == format.write(TABLE)
    assert format.write(Table("", "", [Head("")], []))


def test_transposed_table_has_columns_as_rows() -> None:
    turned = TABLE.transposed()
    assert [head.text for head in turned.heads] == ["Theme", "OPEN 对外开放", "R&D_50%"]
    assert [cell.text for cell in turned.rows[0]] == ["Units", "2", "0"]

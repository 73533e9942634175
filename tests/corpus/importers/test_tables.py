"""Corpora in columns: a document a row, or a row a paragraph; what is found and guessed is told, faults are named."""

import datetime
import io

import pytest
import xlsxwriter

from corpus.importers import tables
from corpus.importers.base import Parsed, Unreadable
from corpus.importers.tables import delimited, objects, sheets

WIDE = (
    'id;title;author;date;text;theme\n7;"Two; ledgers";Ada;12 November 2024;"One line.\n\nAnother ""line"".";ports\n'
    "8;Ink;Ben;2024-05;A text.;\n"
)
CHINESE = (
    "编号,标题,作者,日期,来源,正文\n甲,港口,李华,2024年11月12日,求是,港口有两本账簿。\n"
    "乙,墨水,王五,,求是,她用的是好墨水。\n"
)
LONG = "document_id\tparagraph\ttext\na\t1\tFirst.\na\t2\tSecond.\nb\t1\tThird.\n"


def sheet(*tables: tuple[str, list[list[object]]]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in tables:
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return held.getvalue()


def texts(parsed: Parsed) -> list[str]:
    return [parsed.text[piece.start : piece.end] for piece in parsed.pieces]


def refusal(importer: object, data: bytes) -> tuple[str, int, str]:
    with pytest.raises(Unreadable) as refused:
        importer.read(data, "")  # type: ignore[attr-defined]
    return refused.value.rule, refused.value.line, str(refused.value)


def test_row_is_a_document() -> None:
    first, second = delimited.read(WIDE.encode())
    assert (first.part, texts(first)) == ("7", ["One line.", 'Another "line".'])
    said = {"title": "Two; ledgers", "author": "Ada", "published": "2024-11-12", "external_id": "7"}
    assert (first.said, first.extra) == (said, {"theme": "ports"})
    assert first.notes == ("Its cells are divided by semicolons.", "The table has 2 documents.")
    assert (second.said["published"], second.extra, second.notes) == ("2024-05", {}, ())


def test_chinese_names_of_columns_in_gb18030() -> None:
    first, second = delimited.read(CHINESE.encode("gb18030"), "gb18030")
    assert first.said == {
        "external_id": "甲",
        "title": "港口",
        "author": "李华",
        "published": "2024-11-12",
        "source": "求是",
    }
    assert (second.text, second.encoding, "published" in second.said) == ("她用的是好墨水。", "gb18030", False)


def test_rows_of_one_document_are_its_paragraphs() -> None:
    first, second = delimited.read(LONG.encode())
    assert [(each.part, texts(each)) for each in (first, second)] == [("a", ["First.", "Second."]), ("b", ["Third."])]
    assert "Rows with the same document id are paragraphs of one document." in first.notes


def test_date_that_cannot_be_read_is_kept_and_told() -> None:
    (parsed,) = delimited.read(b"date,text\nlast week,A text.\n")
    assert (parsed.said, parsed.extra) == ({}, {"date": "last week"})
    assert parsed.notes[-1] == "Its date “last week” could not be read and is kept beside it."


def test_rows_without_text_and_short_rows_are_named() -> None:
    (parsed,) = delimited.read(b"id,text,more\n1,,x\n2,A text.\n")
    assert parsed.notes[-2:] == (
        "Rows without a text were left out: line 2.",
        "Rows with fewer cells than columns: line 3.",
    )


def test_documents_of_one_id_keep_apart() -> None:
    assert [each.part for each in delimited.read(b"id,text\n1,A.\n1,B.\n")] == ["1", "1 (2)"]


def test_first_sheet_with_texts_is_read_and_told() -> None:
    day = datetime.date(2024, 11, 12)
    data = sheet(("Notes", [["what"], ["x"]]), ("Corpus", [["id", "date", "text"], [1, day, "一段文字。"]]))
    (parsed,) = sheets.read(data)
    assert (parsed.part, parsed.text, parsed.said) == (
        "1",
        "一段文字。",
        {"external_id": "1", "published": "2024-11-12"},
    )
    assert parsed.notes[:2] == ("The sheet “Corpus” was read.", "Other sheets were left out: Notes.")


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": 1, "text": "A.", "metadata": {"desk": "home"}}, {"id": 2, "paragraphs": ["B.", "C."]}]',
        '{"id": 1, "text": "A.", "metadata": {"desk": "home"}}\n\n{"id": 2, "paragraphs": ["B.", "C."]}\n',
    ],
)
def test_objects_of_json_and_of_lines(text: str) -> None:
    first, second = objects.read(text.encode())
    assert [(each.part, texts(each)) for each in (first, second)] == [("1", ["A."]), ("2", ["B.", "C."])]
    assert first.extra == {"desk": "home"}


REFUSED = [
    (delimited, b"a,b\n1,2\n", "columns", 1, "No column is named as the text."),
    (delimited, b"text,text\n1,2\n", "columns", 1, "Two columns are named"),
    (delimited, b"id,text\n1,A text, not quoted\n", "ragged", 2, "Line 2 has more cells"),
    (delimited, b'id,text\n1,A.\n2,"never closed\n', "table", 3, "the row that begins on line 3"),
    (delimited, b"id,text\n1,\n", "empty", 0, "no row has a text"),
    (delimited, b" \n", "empty", 0, "nothing to read"),
    (delimited, b"id,text\n1,A\x00b\n", "character", 2, "NUL"),
    (sheets, b"id,text\n1,A.\n", "kind", 0, "no XLSX"),
    (sheets, b"PK\x03\x04" + b"0" * 100, "damaged", 0, "damaged"),
    (sheets, sheet(("One", [["a"], [1]])), "columns", 1, "No column is named as the text."),
    (objects, b'{"text": "A."}\n{"text": \n', "table", 2, "It is no JSON: line 2"),
    (objects, b'[{"text": "A."},\n{"text" "B."}]', "table", 2, "It is no JSON: line 2"),
    (objects, b"[1, 2]", "table", 1, "no object with named fields"),
    (objects, b"[" * 5000, "table", 1, "It is no JSON"),
    (objects, b"[]", "table", 0, "no list of documents"),
]


@pytest.mark.parametrize(("importer", "data", "rule", "line", "said"), REFUSED)
def test_faults_are_named_with_their_line(importer: object, data: bytes, rule: str, line: int, said: str) -> None:
    found = refusal(importer, data)
    assert found[:2] == (rule, line)
    assert said in found[2]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables.documents, "MOST_ROWS", 1)
    assert refusal(delimited, b"text\nA.\nB.\n")[0] == "too-large"

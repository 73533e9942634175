"""metadata.csv: what a folder says about its files."""

import pytest

from corpus import metadata
from corpus.drafting import File, read_all, unused_rows
from corpus.importers.base import Unreadable

TEXT = b"A title\n\nBy Li Hua\n\nThe text is here. It goes on.\n"


def drafted(table: str) -> object:
    [draft] = read_all([File("a.txt", TEXT), File("metadata.csv", table.encode())])
    return draft


def test_row_overrides_what_the_text_proposes() -> None:
    draft = drafted('file,author,source,date,licence\na.txt,"Wang, Wu",Qiushi,2024-05,CC BY\n')
    said = draft.fields  # type: ignore[attr-defined]
    assert (said["author"], said["source"], said["published"], said["licence"]) == (
        "Wang, Wu",
        "Qiushi",
        "2024-05",
        "CC BY",
    )


def test_empty_cell_says_nothing() -> None:
    assert drafted("file,title,author\na.txt,,\n").fields["author"] == "Li Hua"  # type: ignore[attr-defined]


def test_unknown_says_that_it_is_not_known() -> None:
    assert drafted("file,author\na.txt,unknown\n").fields["author"] == ""  # type: ignore[attr-defined]


def test_other_columns_are_kept() -> None:
    assert drafted("file,Region,note\na.txt,华东,\n").extra == {"Region": "华东"}  # type: ignore[attr-defined]


def test_byte_order_mark_of_a_spreadsheet_is_taken_off() -> None:
    assert list(metadata.read(b"\xef\xbb\xbffile,title\r\na.txt,B\r\n")) == ["a.txt"]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("name,title\na.txt,B\n", "no column"),
        ("file,title,title\na.txt,B,C\n", "twice"),
        ("file,title\na.txt,B\na.txt,C\n", "a.txt is there twice"),
        ("file,title\n,B\n", "not named"),
        ("file,title\na.txt,B,C\n", "more cells"),
        ('file,title\na.txt,"B\n', "no table"),
    ],
)
def test_table_that_cannot_be_used_is_refused(table: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        metadata.read(table.encode())


def test_unusable_table_refuses_the_files_of_its_folder_only() -> None:
    files = [File("a.txt", TEXT), File("metadata.csv", b"x"), File("b/a.txt", TEXT, folder="b")]
    assert [bool(draft.refusal) for draft in read_all(files)] == [True, True, False]


def test_wrong_value_refuses_its_file_with_line_and_field() -> None:
    draft = drafted("file,date\na.txt,12.11.2024\n")
    assert "line 2, date" in draft.refusal  # type: ignore[attr-defined]


def test_rows_without_a_file_are_named() -> None:
    assert unused_rows([File("a.txt", TEXT), File("metadata.csv", b"file\na.txt\nb.txt\n")]) == ["b.txt"]


def test_encoding_of_a_file_can_be_chosen() -> None:
    text = TEXT.decode().replace("is here", "ir šeit").encode("cp1257")
    table = File("metadata.csv", b"file,encoding\na.txt,windows-1257\n")
    [draft] = read_all([File("a.txt", text), table])
    assert draft.parsed
    assert "ir šeit" in draft.parsed.text
    assert (draft.parsed.encoding, draft.extra) == ("windows-1257", {})


def test_unknown_encoding_refuses_its_file() -> None:
    assert drafted("file,encoding\na.txt,klingon\n").refusal == "“klingon” is no encoding."  # type: ignore[attr-defined]

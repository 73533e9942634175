"""Rich Text Format: files that LibreOffice wrote, and what other programs write, made by hand."""

import pytest

from corpus.importers import rtf
from corpus.importers.base import Unreadable
from tests.corpus.importers.ports import CHINESE, ENGLISH, FILES, shown


def texts(body: bytes, head: bytes = b"\\ansi\\ansicpg1252") -> list[tuple[str, str]]:
    return shown(rtf.read(b"{\\rtf1" + head + b" " + body + b"}")[0])


def test_file_of_libreoffice() -> None:
    [parsed] = rtf.read((FILES / "ports_en.rtf").read_bytes())
    assert shown(parsed) == [(kind, text.replace("to be filled", "1. to be filled")) for kind, text in ENGLISH]
    assert parsed.said == {"title": "How the ports were opened", "author": "Ben Osei"}
    assert parsed.extra == {"file created": "2024-05-06", "subject": "Trade policy"}
    assert parsed.notes == (
        "Tracked changes: insertions are in the text (1), deletions are not (1).",
        "1 comment was left out: “Please check who wrote it, and whether we may say so.”",
        "Headers and footers were left out, the first: “Working paper of the harbour group”",
        "Numbers of headings and lists were counted as the program shows them.",
    )


def test_chinese_file_of_libreoffice() -> None:
    [parsed] = rtf.read((FILES / "ports_zh.rtf").read_bytes())
    assert shown(parsed) == [(kind, text.replace("只填写", "1. 只填写")) for kind, text in CHINESE]


def escaped(text: str, page: str) -> bytes:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(page)).encode()


def test_bytes_are_read_by_the_code_page_of_the_file() -> None:
    assert texts(escaped("开放的大门。", "gbk"), b"\\ansi\\ansicpg936") == [("body", "开放的大门。")]


def test_bytes_are_read_by_the_character_set_of_their_font() -> None:
    fonts = b"\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}"
    fonts += b"{\\f1\\fcharset134 SimSun;}{\\f2\\fcharset204 Arial Cyr;}}"
    body = b"{\\f0 caf\\'e9 }{\\f1 " + escaped("门", "gbk") + b"}{\\f2 " + escaped(" дверь.", "cp1251") + b"}"
    assert texts(body, fonts) == [("body", "café 门 дверь.")]


def test_second_byte_may_be_a_letter() -> None:
    """U+4E02 is 0x81 0x40 in GBK, which programs write as \\'81@."""
    assert texts(b"\\'81@.", b"\\ansi\\ansicpg936") == [("body", "丂.")]


def test_unicode_with_what_stands_in_for_it() -> None:
    assert texts(b"\\u24320?\\uc2\\u25918\\'b7\\'c5\\uc0\\u-10179 \\u-8704 .") == [("body", "开放😀.")]


def test_heading_by_its_level_in_the_outline() -> None:
    styles = b"{\\stylesheet{\\s0 Normal;}{\\s3\\outlinelevel0 Meine;}{\\s4\\sbasedon3 Andere;}{\\*\\cs5 Strong;}}"
    body = b"\\pard\\s3 One\\par\\pard\\s4 Two\\par\\pard\\outlinelevel1 Three\\par\\pard\\s0 It is text.\\par"
    assert [kind for kind, _text in texts(styles + body)] == ["heading", "heading", "heading", "body"]


def test_fields_pictures_binary_data_and_unknown_groups() -> None:
    body = (
        b"{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt a link}}{\\pict 0aff}{\\*\\new words}{\\pict\\bin5 {{{{{} stays."
    )
    assert texts(body) == [("body", "a link stays.")]


def test_deleted_text_is_out_and_hidden_text_told() -> None:
    [parsed] = rtf.read(b"{\\rtf1 We {\\deleted not }{\\revised do }say{\\v  hidden}.}")
    assert (parsed.text, parsed.notes) == (
        "We do say.",
        (
            "Tracked changes: insertions are in the text (1), deletions are not (1).",
            "1 piece of hidden text was left out.",
        ),
    )


def test_row_that_never_ends_is_kept() -> None:
    assert texts(b"\\trowd\\intbl a\\cell b\\cell\\pard The end is here.") == [
        ("table_row", "a\tb"),
        ("body", "The end is here."),
    ]


def test_file_that_is_cut_is_read_and_told() -> None:
    assert rtf.read(b"{\\rtf1 It begins.\\par {\\b And goes")[0].notes == (
        "The file ends in the middle; what is there was read.",
    )


@pytest.mark.parametrize(
    ("data", "rule"),
    [(b"Plain", "kind"), (b"PK\x03\x04", "kind"), (b"{\\rtf1}", "empty"), (b"{\\rtf1" + b"{" * 9999, "damaged")],
)
def test_what_is_no_rtf_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        rtf.read(data)
    assert refusal.value.rule == rule


def test_a_title_is_read_in_the_form_that_holds_its_characters() -> None:
    title = rb"{\upr{\title \'3f\'3f}{\*\ud{\title \u21306\'3f\u22495\'3f}}}"
    [parsed] = rtf.read(rb"{\rtf1\ansi{\info" + title + rb"{\author Ann}}The text.\par}")
    assert (parsed.said["title"], parsed.said["author"], parsed.text) == ("区域", "Ann", "The text.")


def test_first_heading_is_the_title_where_the_properties_say_so() -> None:
    style = rb"{\stylesheet{\s1 heading 1;}}{\info{\title On ports}{\creatim\yr0\mo0\dy0}}"
    [parsed] = rtf.read(
        rb"{\rtf1\ansi" + style + rb"\s1 On ports\par\pard Text of it.\par\s1 Their piers\par\pard More.}"
    )
    assert [piece.kind for piece in parsed.pieces] == ["title", "body", "heading", "body"]
    assert (parsed.said["title"], parsed.extra) == ("On ports", {})

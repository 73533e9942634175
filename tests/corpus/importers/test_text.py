"""Plain text: what is read as it is, and what is refused with its place."""

import pytest

from corpus.importers import IMPORTERS, importer_of
from corpus.importers.base import Unreadable
from corpus.importers.text import parse, read
from tests.corpus.texts import CHINESE


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        parse(data)
    return str(refused.value)


def test_line_ends_become_lf_and_nothing_else_changes() -> None:
    raw = "A\r\nB\rC\n\u2028D\x0cE\u00a0\u3000e\u0301 \ufb01"
    parsed = parse(raw.encode())
    assert (parsed.text, parsed.encoding) == ("A\nB\nC\n\u2028D\x0cE\u00a0\u3000e\u0301 \ufb01", "utf-8")


def test_byte_order_mark_is_taken_off_and_named() -> None:
    parsed = parse(b"\xef\xbb\xbfA")
    assert (parsed.text, parsed.encoding) == ("A", "utf-8-sig")


def test_byte_order_mark_inside_the_text_stays() -> None:
    assert parse("A\ufeffB".encode()).text == "A\ufeffB"


def test_bytes_that_are_no_utf8_are_refused_with_their_place() -> None:
    assert "line 2, column 2 (byte offset 5) holds the byte B5" in refusal("好\n".encode() + b"a\xb5b")


def test_way_out_is_named() -> None:
    assert "Save it as UTF-8 and import it again, or name its encoding." in refusal(b"one\ntwo \xff")


def test_other_encoding_is_read_and_told() -> None:
    parsed = parse(CHINESE.decode().replace("👩\u200d🔬", "").encode("gb18030"))
    assert (parsed.encoding, parsed.notes) == ("gb18030", ("Its encoding is a guess: gb18030.",))


def test_same_paragraphs_come_out_of_every_encoding() -> None:
    parsed = [parse(CHINESE.decode().encode(codec)) for codec in ("utf-8", "utf-16", "utf-32", "gb18030")]
    assert [(each.text, each.pieces) for each in parsed] == [(parsed[0].text, parsed[0].pieces)] * 4


def test_chosen_encoding_is_used() -> None:
    [parsed] = read("Ķīna".encode("cp1257"), "windows-1257")
    assert (parsed.text, parsed.encoding, parsed.notes) == ("Ķīna", "windows-1257", ())


def test_nul_is_refused_with_line_and_column() -> None:
    assert "NUL character (line 2, column 3)" in refusal(b"first\r\nab\0c")


def test_lone_surrogate_is_refused_with_its_place() -> None:
    assert "byte offset 2" in refusal(b"ab\xed\xa0\x80")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", " \u00a0\u3000\t\n".encode(), "\u200b".encode()])
def test_nothing_to_read_is_refused(data: bytes) -> None:
    assert "empty" in refusal(data)


def test_paragraphs_are_slices_of_the_text() -> None:
    parsed = parse(CHINESE)
    assert [parsed.text[piece.start : piece.end] for piece in parsed.pieces] == [
        line.strip() for line in CHINESE.decode().split("\n") if line.strip()
    ]


def test_chinese_document() -> None:
    parsed = parse(CHINESE)
    assert [piece.kind for piece in parsed.pieces] == [
        "title",
        "byline",
        "heading",
        "body",
        "heading",
        "body",
        "furniture",
    ]
    said = parsed.proposals
    assert (said.title, said.author, said.source) == ("高水平对外开放的意义", "李华", "求是")
    assert (said.published, said.language) == ("2024-11-12", "zh")


def test_chinese_sentences() -> None:
    parsed = parse(CHINESE)
    found = [
        parsed.text[piece.start : piece.end][start:end]
        for piece in parsed.pieces
        if piece.kind == "body"
        for start, end in piece.sentences
    ]
    assert found == [
        "中国开放的大门不会关闭，只会越开越大！",
        "“中国要发展，必须坚持对外开放。”",
        "这是历史的结论；",
        "也是𠮷田先生👩\u200d🔬的看法……对吗？",
        "当然（无可置疑。）",
        "第一，要缩减负面清单。",
        "GDP grew by 5.2 percent in the U.S. and China.",
        "That is a lot.",
        "稳步扩大制度型开放\u3000。",
    ]


@pytest.mark.parametrize("importer", IMPORTERS)
def test_every_importer_says_what_it_reads(importer: object) -> None:
    assert all(suffix.startswith(".") and importer_of(f"A{suffix.upper()}") is importer for suffix in importer.suffixes)  # type: ignore[attr-defined]


def test_other_files_are_refused() -> None:
    with pytest.raises(Unreadable, match=r"\.txt"):
        importer_of("a.exe")


def test_text_of_very_many_lines_or_paragraphs_is_refused() -> None:
    for data, said in ((b"a\n" * 1_000_001, "1,000,001 lines"), (b"a\n\n" * 100_001, "100,001 paragraphs")):
        with pytest.raises(Unreadable, match=said) as refused:
            read(data)
        assert refused.value.rule == "too-large"

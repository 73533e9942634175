"""OpenDocument texts: files that LibreOffice wrote, and what they may hold, made by hand."""

import pytest

from corpus.importers import odt
from corpus.importers.base import Unreadable
from tests.corpus.importers.ports import CHINESE, ENGLISH, FILES, shown
from tests.corpus.importers.word import zipped

NAMES = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:draw="d"'


def made(body: str, styles: str = "", **files: str) -> bytes:
    content = f"<office:c {NAMES}>{styles}<office:body><office:text>{body}</office:text></office:body></office:c>"
    return zipped({"mimetype": odt.KIND, "content.xml": content, **files})


def texts(body: str, styles: str = "") -> list[tuple[str, str]]:
    return shown(odt.read(made(body, styles))[0])


def test_file_of_libreoffice() -> None:
    [parsed] = odt.read((FILES / "ports_en.odt").read_bytes())
    assert shown(parsed) == ENGLISH
    assert parsed.said == {"title": "How the ports were opened", "author": "Ben Osei"}
    assert parsed.extra == {"file created": "2024-05-06", "subject": "Trade policy"}
    assert parsed.notes == (
        "Tracked changes: insertions are in the text (1), deletions are not (1).",
        "1 comment was left out: “Please check who wrote it, and whether we may say so.”",
        "Headers and footers were left out, the first: “Working paper of the harbour group”",
    )


def test_chinese_file_of_libreoffice() -> None:
    [parsed] = odt.read((FILES / "ports_zh.odt").read_bytes())
    assert shown(parsed) == CHINESE
    assert (parsed.said["author"], parsed.proposals.published) == ("王明", "2021-03-12")


def test_white_space_is_what_the_standard_says() -> None:
    body = '<text:p>a\n   <text:span> b</text:span><text:s text:c="3"/>c<text:tab/>d<text:line-break/>e.</text:p>'
    assert texts(body) == [("body", "a b   c\td\ne.")]


def test_spaces_that_one_element_asks_for_are_limited() -> None:
    assert len(texts('<text:p>a<text:s text:c="999999999"/>b.</text:p>')[0][1]) == 1003


def test_hidden_text_is_left_out_and_told() -> None:
    styles = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    [parsed] = odt.read(made('<text:p>Shown.<text:span text:style-name="H">Hidden.</text:span></text:p>', styles))
    assert (parsed.text, parsed.notes) == ("Shown.", ("1 piece of hidden text was left out.",))


def test_table_of_contents_is_not_part_of_the_text() -> None:
    index = "<text:table-of-content><text:index-body><text:p>One 3</text:p></text:index-body></text:table-of-content>"
    assert texts(f"{index}<text:p>It is the text.</text:p>")[0] == ("furniture", "One 3")


def test_lists_that_are_numbered_are_told() -> None:
    styles = '<text:list-style style:name="N"><text:list-level-style-number style:num-format="1"/></text:list-style>'
    body = '<text:list text:style-name="N"><text:list-item><text:p>One.</text:p></text:list-item></text:list>'
    assert odt.read(made(body, styles))[0].notes == (
        "The numbers that the program gives to lists are not in the text.",
    )


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (zipped({"mimetype": "application/epub+zip", "content.xml": "<a/>"}), "kind"),
        (zipped({"word/document.xml": "<a/>"}), "kind"),
        (made(""), "empty"),
        (made("<text:p>x"), "xml"),
        (made("<text:p>x</text:p>", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "encrypted"),
        (zipped({"mimetype": odt.KIND, "content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "xml"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        odt.read(data)
    assert refusal.value.rule == rule

"""Word documents: files that LibreOffice wrote, and what Word writes, made by hand."""

import pytest

from corpus.importers import docx
from corpus.importers.base import Unreadable
from corpus.importers.docx import numbering
from tests.corpus.importers import word
from tests.corpus.importers.ports import CHINESE, ENGLISH, FILES, shown
from tests.corpus.importers.word import gone, ins, p, r, style

BOX = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def texts(body: str, **parts: str) -> list[str]:
    return [text for _kind, text in shown(docx.read(word.docx(body, **parts))[0])]


def kinds(body: str, **parts: str) -> list[tuple[str, str]]:
    return shown(docx.read(word.docx(body, **parts))[0])


def notes(body: str, **parts: str) -> tuple[str, ...]:
    return docx.read(word.docx(body, **parts))[0].notes


def test_file_of_libreoffice() -> None:
    [parsed] = docx.read((FILES / "ports_en.docx").read_bytes())
    numbered = [(kind, text.replace("to be filled", "1. to be filled")) for kind, text in ENGLISH]
    assert shown(parsed) == numbered
    assert parsed.said == {"title": "How the ports were opened", "author": "Ben Osei"}
    assert parsed.extra == {"file created": "2024-05-06", "subject": "Trade policy"}
    assert parsed.notes == (
        "Tracked changes: insertions are in the text (1), deletions are not (1).",
        "1 comment was left out: “Please check who wrote it, and whether we may say so.”",
        "Headers and footers were left out, the first: “Working paper of the harbour group”",
        "Numbers of headings and lists were counted as the program shows them.",
    )


def test_chinese_file_of_libreoffice() -> None:
    [parsed] = docx.read((FILES / "ports_zh.docx").read_bytes())
    assert shown(parsed) == [(kind, text.replace("只填写", "1. 只填写")) for kind, text in CHINESE]
    assert (parsed.said["author"], parsed.proposals.published) == ("王明", "2021-03-12")


def test_insertions_are_in_deletions_out_and_both_are_told() -> None:
    body = p(r("We shall "), gone("not "), ins(r("always ")), r("open."))
    assert texts(body) == ["We shall always open."]
    assert notes(body) == ("Tracked changes: insertions are in the text (1), deletions are not (1).",)


def test_moved_text_stands_where_it_went() -> None:
    body = p(f"<w:moveFrom>{r('Moved. ')}</w:moveFrom>", r("First.")) + p(
        f"<w:moveTo>{r('Moved. ')}</w:moveTo>", r("Last.")
    )
    assert texts(body) == ["First.", "Moved. Last."]


def test_paragraphs_whose_mark_was_deleted_are_one() -> None:
    body = p(r("One "), properties="<w:rPr><w:del w:id='3'/></w:rPr>") + p(r("goes on.")) + p(r("Two."))
    assert texts(body) == ["One goes on.", "Two."]


def test_deleted_rows_are_out() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    body = row.format("", p(r("a")), p(r("b"))) + row.format("<w:trPr><w:del/></w:trPr>", p(r("c")), p(r("d")))
    assert kinds(f"<w:tbl>{body}</w:tbl>") == [("table_row", "a\tb")]


def test_table_of_one_column_frames_its_paragraphs() -> None:
    assert kinds(
        f"<w:tbl><w:tr><w:tc>{p(r('One is said.'))}{p(r('Two is said.'))}</w:tc></w:tr></w:tbl>" + p(r("End of it."))
    ) == [
        ("body", "One is said."),
        ("body", "Two is said."),
        ("body", "End of it."),
    ]


def test_headings_are_known_by_the_level_of_their_style_in_any_language() -> None:
    styles = (
        style("heading 1", "berschrift1")
        + style("自定义标题", "a3", '<w:outlineLvl w:val="1"/>')
        + style("Eigene", "Eigene", based_on="berschrift1")
        + style("Title", "Titel")
    )
    named = '<w:pStyle w:val="{}"/>'
    body = "".join(p(r(name), properties=named.format(name)) for name in ("Titel", "berschrift1", "a3", "Eigene"))
    own = p(r("own level"), properties='<w:outlineLvl w:val="0"/>') + p(
        r("It is text."), properties='<w:outlineLvl w:val="9"/>'
    )
    assert [kind for kind, _text in kinds(body + own, styles=styles)] == ["title", *["heading"] * 4, "body"]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="第%1条"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="2"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
)


def test_numbers_that_word_shows_are_counted() -> None:
    place = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="5"/></w:numPr>'
    body = "".join(p(r(f"文{n}"), properties=place.format(level)) for n, level in enumerate((0, 1, 1, 0, 1)))
    assert kinds(body, numbering=NUMBERING) == [
        ("list_item", "第一条 文0"),
        ("list_item", "(b) 文1"),
        ("list_item", "(c) 文2"),
        ("list_item", "第二条 文3"),
        ("list_item", "(b) 文4"),
    ]


def test_paragraph_taken_out_of_the_list_of_its_style_is_none() -> None:
    styles = style("List Number", "L", '<w:numPr><w:numId w:val="5"/></w:numPr>')
    item, other = '<w:pStyle w:val="L"/>', '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p(r("It is an item."), properties=item) + p(r("It is none."), properties=other)
    assert kinds(body, styles=styles, numbering=NUMBERING) == [
        ("list_item", "第一条 It is an item."),
        ("body", "It is none."),
    ]


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十")]
)
def test_chinese_numbers(number: int, written: str) -> None:
    assert numbering._chinese(number) == written


def test_results_of_fields_are_text_and_codes_are_not() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> PAGEREF x </w:instrText></w:r>"
    body = p(
        r("Page "), mark.format("begin"), code, mark.format("separate"), r("7"), mark.format("end"), r(" follows.")
    )
    assert texts(body) == ["Page 7 follows."]


def test_tabs_breaks_hyphens_symbols_and_ruby() -> None:
    run = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
    named = (("Symbol", "F061"), ("Wingdings", "F0FC"), ("X", "F001"))
    signs = "".join(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>' for font, code in named)
    ruby = f"<w:r><w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"
    assert texts(p(run, signs, ruby)) == ["a\tb\nc\u2011dα✓\ufffd漢"]
    assert notes(p(run, signs)) == ("1 symbol of a special font cannot be read.",)


def test_text_box_is_read_once_after_its_paragraph() -> None:
    old = f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent {MC}><mc:Choice>{BOX}</mc:Choice>{old}</mc:AlternateContent>"
    assert texts(p(r("Be"), f"<w:r>{both}</w:r>", r("fore.")) + p(r("After."))) == ["Before.", "In a box.", "After."]


def test_notes_come_after_the_paragraph_that_refers_to_them() -> None:
    held = '<w:footnote w:id="0"/><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p(r("Said"), reference, r(".")) + p(r("More is said."))
    assert kinds(body, footnotes=held.format(r(" See there."))) == [
        ("body", "Said[1]."),
        ("footnote", "[1] See there."),
        ("body", "More is said."),
    ]


def test_comments_and_hidden_text_are_left_out_and_told() -> None:
    comments = f'<w:comment w:id="0">{p(r("第一条"))}</w:comment><w:comment w:id="1">{p(r("b"))}</w:comment>'
    body = p(r("Shown."), r("Hidden.", "<w:vanish/>"))
    assert texts(body, comments=comments) == ["Shown."]
    assert notes(body, comments=comments) == (
        "2 comments were left out, the first: “第一条”",
        "1 piece of hidden text was left out.",
    )


def test_table_of_contents_is_not_part_of_the_text() -> None:
    body = p(r("One\t3"), properties='<w:pStyle w:val="V1"/>') + p(r("It is the text."))
    assert kinds(body, styles=style("toc 1", "V1"))[0] == ("furniture", "One\t3")


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"Plain text.", "damaged"),
        (word.zipped({"content.xml": "<a/>"}), "kind"),
        (word.docx(""), "empty"),
        (word.docx(p(r("x")).replace("</w:p>", "")), "xml"),
        (word.docx("").replace(b"word", b"work"), "kind"),
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        docx.read(data)
    assert refusal.value.rule == rule


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "ha">]><w:document/>'
    files = {
        "_rels/.rels": f'{word.RELATIONS}<Relationship Type="x/officeDocument" Target="d.xml"/></Relationships>',
        "d.xml": bomb,
    }
    with pytest.raises(Unreadable, match=r"d\.xml in it declares") as refusal:
        docx.read(word.zipped(files))
    assert refusal.value.rule == "xml"

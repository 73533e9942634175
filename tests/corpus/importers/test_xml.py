"""XML: parsed without document types and entities; where it is broken, the place is said."""

import pytest

from corpus.importers import xml
from corpus.importers.base import Unreadable

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]>
<a>&d;</a>"""
EXTERNAL = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    "data",
    [BOMB, EXTERNAL, BOMB.replace(b"?>", b' encoding="UTF-16"?>', 1).decode().encode("utf-16"), b"<!DOCTYPE a><a/>"],
)
def test_document_types_and_entities_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"document\.xml in it declares a document type") as refusal:
        xml.parsed(data, "document.xml")
    assert refusal.value.rule == "xml"


@pytest.mark.parametrize("data", [BOMB, EXTERNAL])
def test_page_that_declares_entities_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="declares"):
        xml.parsed_page(data, "page.xhtml")


def test_broken_xml_is_refused_with_its_place() -> None:
    with pytest.raises(Unreadable) as refusal:
        xml.parsed(b"<a>\n<b></a>", "a.xml")
    assert (refusal.value.rule, refusal.value.line) == ("xml", 2)


def test_huge_depth_is_refused() -> None:
    with pytest.raises(Unreadable):
        xml.parsed(b"<a>" * 9_000 + b"</a>" * 9_000, "a.xml")


def test_comments_and_instructions_are_no_elements() -> None:
    root = xml.parsed("<?go?><a>好<!-- no --><?no?><b/></a>".encode(), "a.xml")
    assert ([xml.local(each) for each in root], "".join(root.itertext())) == (["b"], "好")


def test_page_knows_the_names_of_characters_and_its_document_type_is_passed_over() -> None:
    page = b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/x.dtd"><p>A&nbsp;b&amp;c&eacute;</p>'
    assert xml.parsed_page(page, "p.xhtml").text == "A\u00a0b&cé"


def test_page_that_is_no_xml_is_read_as_html() -> None:
    assert "".join(xml.parsed_page(b"<p>One<br>two", "p.xhtml").itertext()) == "Onetwo"

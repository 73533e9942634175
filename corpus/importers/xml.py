"""XML that others wrote, parsed so that it can harm nothing: no DTD, no entities, no network, no huge trees."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any
from xml.parsers import expat  # nosec B407 # reads only as far as the first element, and no entity

from django.utils.translation import gettext as _
from lxml import etree, html

from corpus.importers.base import Unreadable

Element = Any  # of lxml, whose types are not known here
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[<>]*>", re.IGNORECASE)


def parsed(data: bytes, name: str) -> Element:
    """The root element; raises Unreadable (rule "xml") where the XML is broken, or declares anything."""
    _refuse_declarations(data, name, is_page=False)
    return _tree(data, name)


def parsed_page(data: bytes, name: str) -> Element:
    """The root of a page in XHTML: its document type is passed over and HTML's names of characters are known.

    What is no XML is read as browsers read HTML.
    """
    _refuse_declarations(data, name, is_page=True)
    plain = _ENTITY.sub(_character, _DOCTYPE.sub(b"", data, count=1))
    try:
        return _tree(plain, name)
    except Unreadable:
        root = html.document_fromstring(data, parser=html.HTMLParser(no_network=True, huge_tree=False))
        return root


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace; "" where there is none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Element, *names: str) -> Element:
    """The element that a path of names without namespaces leads to; None where it ends before."""
    for name in names:
        element = next((each for each in element if local(each) == name), None)
        if element is None:
            return None
    return element


def found(element: Element, *names: str) -> Iterator[Element]:
    """All elements of these names inside, in their order."""
    return (each for each in element.iter() if local(each) in names)


def _tree(data: bytes, name: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        where = {"name": name, "line": line, "column": column}
        message = _("It is damaged: %(name)s in it is no XML (line %(line)s, column %(column)s).") % where
        raise Unreadable(message, rule="xml", line=line, column=column) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declares(name)
    return root


def _refuse_declarations(data: bytes, name: str, *, is_page: bool) -> None:
    """Before anything is built of it: no document type; of a page, none that declares something itself."""

    def doctype(_name: str, _system: str | None, _public: str | None, has_declarations: bool) -> None:
        if has_declarations or not is_page:
            raise _declares(name)

    def element(_name: str, _attributes: dict[str, str]) -> None:
        raise StopIteration

    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler, reader.StartElementHandler = doctype, element
    try:
        reader.Parse(data, True)
    except (StopIteration, expat.ExpatError):
        return  # where it is broken, the parser proper says


def _declares(name: str) -> Unreadable:
    message = _("It is not read: %(name)s in it declares a document type or entities, which could do harm.")
    return Unreadable(message % {"name": name}, rule="xml")


def _character(match: re.Match[bytes]) -> bytes:
    if match[1] in _OF_XML:
        return match[0]
    found = html5.get(match[1].decode() + ";")
    return "".join(f"&#{ord(each)};" for each in found).encode() if found else match[0]

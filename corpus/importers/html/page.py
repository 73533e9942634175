"""A web page as a tree: its bytes decoded as it declares or as they look, parsed as browsers do, nothing fetched."""

import re

from django.utils.translation import gettext as _
from lxml import html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from corpus import encodings
from corpus.encodings import Decoded
from corpus.importers.base import Unreadable

MOST_ELEMENTS = 50_000
HEAD = 4096  # bytes in which a page declares its encoding
OTHERS = {b"%PDF": "PDF", b"PK\x03\x04": "ZIP", b"\xd0\xcf\x11\xe0": "Microsoft Office", b"\x7fELF": "ELF"}
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<(?:!doctype|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)


def declared_encoding(data: bytes) -> str:
    """What the page says of itself; "" where it says nothing."""
    found = _XML_DECLARED.search(data[:HEAD]) or _DECLARED.search(data[:HEAD])
    return found[1].decode("ascii") if found else ""


def decode(data: bytes, encoding: str, declared: str) -> Decoded:
    """The source of the page; raises Unreadable for other kinds of files under its name."""
    for magic, name in OTHERS.items():
        if data.startswith(magic):
            raise Unreadable(_("Its name says web page, but it is a %(name)s file.") % {"name": name}, rule="kind")
    decoded = encodings.decode(data, chosen=encoding, declared=declared or declared_encoding(data))
    if decoded.text.strip() and not _TAG.search(decoded.text):
        raise Unreadable(_("Its name says web page, but there is no HTML in it."), rule="kind")
    return decoded


def tree(source: str) -> HtmlElement:
    """The root of the page; raises Unreadable where there is nothing."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(_XML.sub("", source, count=1).encode(), parser=parser)
    except (LxmlError, ValueError) as error:
        raise Unreadable(_("It is empty: there is nothing to read in it."), rule="empty") from error
    # libxml2 goes on without the rest; a text that lacks words in silence would be worse than none
    if any(each.type_name == "ERR_RESOURCE_LIMIT" for each in parser.error_log):
        raise Unreadable(_("Its elements are nested too deeply, or too long, to be read."), rule="limits")
    if sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        raise Unreadable(_("It has more than %(n)s elements.") % {"n": f"{MOST_ELEMENTS:,}"}, rule="too-large")
    return root

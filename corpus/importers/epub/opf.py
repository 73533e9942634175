"""The package of an EPUB: which pages there are in which order, and what the book says of itself."""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from django.utils.translation import gettext as _

from corpus import dates
from corpus.importers import xml
from corpus.importers.base import Unreadable
from corpus.importers.xml import Element
from corpus.importers.zipped import Archive

CONTAINER, LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
_FONTS_ONLY = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
_PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}
_MADE_UP = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)  # by the program, for one file
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")


@dataclass(frozen=True)
class Book:
    """`pages` are the names of the members to read, in their order; `n_left_out` those of the spine that are not."""

    archive: Archive
    pages: list[str]
    n_left_out: int
    said: dict[str, str]
    extra: dict[str, str]

    @classmethod
    def of(cls, archive: Archive) -> "Book":
        """Raises Unreadable: rule "kind" for what is no book, "encrypted" for one that is locked."""
        if CONTAINER not in archive:
            raise Unreadable(_("It is no EPUB, whatever its name says."), rule="kind")
        _refuse_locked(archive)
        container = xml.parsed(archive.read(CONTAINER), CONTAINER)
        name = next((xml.attribute(each, "full-path") for each in xml.found(container, "rootfile")), "")
        root = xml.parsed(archive.read(name), name)
        pages, n_left_out = _spine(root, posixpath.dirname(name))
        return cls(archive, pages, n_left_out, *_stated(xml.child(root, "metadata")))


def _refuse_locked(archive: Archive) -> None:
    """Fonts may be locked; text may not."""
    if LOCKS not in archive:
        return
    locks = xml.found(xml.parsed(archive.read(LOCKS), LOCKS), "EncryptedData")
    ways = {xml.attribute(way, "Algorithm") for lock in locks for way in lock if xml.local(way) == "EncryptionMethod"}
    if ways - _FONTS_ONLY:
        message = _("It is locked by its publisher (DRM). Import a copy that is not.")
        raise Unreadable(message, rule="encrypted")


def _spine(root: Element, folder: str) -> tuple[list[str], int]:
    items = {xml.attribute(each, "id"): each for each in xml.found(root, "item")}
    pages, n_left_out = [], 0
    for reference in xml.found(root, "itemref"):
        item = items.get(xml.attribute(reference, "idref"))
        if item is None or xml.attribute(item, "media-type") not in _PAGES:
            continue
        is_beside = xml.attribute(reference, "linear") == "no" or "nav" in xml.attribute(item, "properties").split()
        if is_beside:
            n_left_out += 1
        else:
            pages.append(posixpath.normpath(posixpath.join(folder, unquote(xml.attribute(item, "href")))))
    return pages, n_left_out


def _stated(metadata: Element) -> tuple[dict[str, str], dict[str, str]]:
    """Title, author, date, language, publisher, number; other things it says as they stand."""
    held: dict[str, list[str]] = {}
    for each in metadata if metadata is not None else ():
        text = " ".join((each.text or "").split())
        if text and xml.attribute(each, "event") not in ("modification", "creation"):
            held.setdefault(xml.local(each), []).append(text)
    first = {name: texts[0] for name, texts in held.items()}
    said = {
        "title": first.get("title", ""),
        "author": ", ".join(held.get("creator", [])),
        "source": first.get("publisher", ""),
        "published": dates.find(first.get("date", "")),
        "language": _language(first.get("language", "")),
        "licence": first.get("rights", ""),
        "external_id": next((number for number in held.get("identifier", []) if not _MADE_UP.search(number)), ""),
    }
    others: dict[str, str] = {
        name: "; ".join(held[name])[:500] for name in ("subject", "contributor", "description") if name in held
    }
    return said, others


def _language(stated: str) -> str:
    match = _LANGUAGE.fullmatch(stated)
    return match[1].lower() + match[2].replace("_", "-") if match else ""

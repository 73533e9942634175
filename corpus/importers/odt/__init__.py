"""OpenDocument texts (ODT, ISO/IEC 26300): read as they would be with all tracked changes accepted."""

from django.utils.translation import gettext as _

from corpus import composing
from corpus.importers import office, xml, zipped
from corpus.importers.base import Importer, Parsed, Unreadable
from corpus.importers.odt.blocks import Reading, blocks
from corpus.importers.odt.styles import Styles
from corpus.importers.xml import Element
from corpus.importers.zipped import Archive

KIND = "application/vnd.oasis.opendocument.text"


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """One document; its text is what a reader of the pages sees, without headers and footers."""
    archive = zipped.opened(data)
    _refuse_others(archive)
    content, styles = xml.parsed(archive.read("content.xml"), "content.xml"), _part(archive, "styles.xml")
    body = xml.child(content, "body", "text")
    if body is None:
        raise Unreadable(_("It is no OpenDocument text, whatever its name says."), rule="kind")
    reading = Reading(Styles.of(content, styles))
    made = list(blocks(body, reading))
    reading.tally.margins = _margins(styles)
    said, extra = _properties(_part(archive, "meta.xml"))
    parsed = composing.compose(made, encoding="utf-8", said=said, extra=extra, notes=reading.tally.notes())
    return [office.with_own_words(parsed)]


def _refuse_others(archive: Archive) -> None:
    kind = archive.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in archive else ""
    if not kind.startswith(KIND) or "content.xml" not in archive:
        raise Unreadable(_("It is no OpenDocument text, whatever its name says."), rule="kind")
    manifest = _part(archive, "META-INF/manifest.xml")
    if manifest is not None and next(xml.found(manifest, "encryption-data"), None) is not None:
        raise Unreadable(_("It is protected by a password. Save it without one and import it again."), rule="encrypted")


def _part(archive: Archive, name: str) -> Element:
    return xml.parsed(archive.read(name), name) if name in archive else None


def _margins(styles: Element) -> list[str]:
    """The text of headers and footers that has letters in it: no bare page numbers."""
    found = (
        [] if styles is None else xml.found(styles, "header", "footer", "header-left", "footer-left", "header-first")
    )
    texts = (" ".join("".join(each.itertext()).split()) for each in found)
    return list(dict.fromkeys(text for text in texts if any(map(str.isalpha, text))))


def _properties(root: Element) -> tuple[dict[str, str], dict[str, str]]:
    meta = xml.child(root, "meta") if root is not None else None
    held = {xml.local(each): each.text or "" for each in (meta if meta is not None else ())}
    said = office.said_of(held.get("title", ""), held.get("initial-creator") or held.get("creator", ""))
    return said, office.extra_of(held.get("creation-date", ""), held.get("subject", ""), held.get("keyword", ""))


IMPORTER = Importer(name="odt", version="1", suffixes=(".odt", ".ott"), read=read)

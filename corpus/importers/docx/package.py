"""The parts of a DOCX: which there are, by what they are to the document."""

import posixpath
from dataclasses import dataclass

from django.utils.translation import gettext as _

from corpus.importers import office, xml
from corpus.importers.base import Unreadable
from corpus.importers.xml import Element
from corpus.importers.zipped import Archive


@dataclass(frozen=True)
class Package:
    """`parts` has the names of the document's parts by their relation to it ("styles", "footnotes", "header" …)."""

    archive: Archive
    body: Element
    parts: dict[str, list[str]]

    @classmethod
    def of(cls, archive: Archive) -> "Package":
        """Raises Unreadable (rule "kind") for an archive that is no Word document."""
        names = _related(archive, "").get("officeDocument", [])
        root = xml.parsed(archive.read(names[0]), names[0]) if names and names[0] in archive else None
        body = xml.child(root, "body") if root is not None else None
        if body is None:
            raise Unreadable(_("It is no Word document, whatever its name says."), rule="kind")
        return cls(archive, body, _related(archive, names[0]))

    def part(self, relation: str) -> Element:
        """The root of a part; None when there is no such part."""
        return next(iter(self.roots(relation)), None)

    def roots(self, relation: str) -> list[Element]:
        names = dict.fromkeys(self.parts.get(relation, []))
        return [xml.parsed(self.archive.read(name), name) for name in names if name in self.archive]

    def texts(self, relation: str, element: str) -> list[str]:
        """The visible text of each such element of these parts that has any."""
        found = [_plain(each) for root in self.roots(relation) for each in xml.found(root, element)]
        return list(dict.fromkeys(text for text in found if text))

    def properties(self) -> tuple[dict[str, str], dict[str, str]]:
        """What it states about itself (by provenance.LENGTHS), and what else."""
        names = _related(self.archive, "").get("core-properties", [])
        if not names or names[0] not in self.archive:
            return {}, {}
        root = xml.parsed(self.archive.read(names[0]), names[0])
        core = {xml.local(each): each.text or "" for each in root}
        said = office.said_of(core.get("title", ""), core.get("creator", ""))
        return said, office.extra_of(core.get("created", ""), core.get("subject", ""), core.get("keywords", ""))


def _related(archive: Archive, name: str) -> dict[str, list[str]]:
    """The names of the parts that one part points to, by the last word of the relation; none outside the file."""
    folder, base = posixpath.split(name)
    listed = posixpath.join(folder, "_rels", f"{base}.rels")
    found: dict[str, list[str]] = {}
    for each in xml.parsed(archive.read(listed), listed) if listed in archive else ():
        if xml.attribute(each, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, xml.attribute(each, "Target")))
            found.setdefault(xml.attribute(each, "Type").rpartition("/")[2], []).append(target.lstrip("/"))
    return found


def _plain(element: Element) -> str:
    return " ".join("".join(each.text or "" for each in xml.found(element, "t")).split())

"""What the paragraphs of an ODT are, by their styles: the names of built-in ones are English in every language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.importers import xml
from corpus.importers.style_names import Role, role_of
from corpus.importers.xml import Element


@dataclass(frozen=True)
class Styles:
    """The parents of the styles of paragraphs, styles that hide their text, and styles of lists that number it."""

    parents: dict[str, str]
    hiding: frozenset[str]
    numbering: frozenset[str]

    @classmethod
    def of(cls, *roots: Element) -> "Styles":
        found = [each for root in roots if root is not None for each in xml.found(root, "style")]
        parents = {xml.attribute(each, "name"): xml.attribute(each, "parent-style-name") for each in found}
        hiding = {xml.attribute(each, "name") for each in found if _hides(each)}
        lists = [each for root in roots if root is not None for each in xml.found(root, "list-style")]
        numbering = {xml.attribute(each, "name") for each in lists if _numbers(each)}
        return cls(parents, frozenset(hiding), frozenset(numbering))

    def role(self, name: str) -> Role:
        """A kind and its reason; ("", "") where the style says nothing."""
        for each in self._chain(name):
            plain = re.sub(r"_([0-9a-f]{2})_", lambda code: chr(int(code[1], 16)), each)
            if (role := role_of(plain))[0]:
                return role
        return "", ""

    def _chain(self, name: str) -> Iterator[str]:
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            yield name
            name = self.parents.get(name, "")


def _hides(style: Element) -> bool:
    properties = xml.child(style, "text-properties")
    return properties is not None and xml.attribute(properties, "display") == "none"


def _numbers(style: Element) -> bool:
    first = next(iter(style), style)
    return xml.local(first) == "list-level-style-number" and bool(xml.attribute(first, "num-format"))

"""What the paragraphs of a DOCX are, by their styles: names of built-in styles are English in every language's Word."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from corpus.importers import xml
from corpus.importers.style_names import Role, role_of
from corpus.importers.xml import Element

HEADING = ("heading", _("It has a level in the outline."))
ITEM = ("list_item", _("It belongs to a list."))


@dataclass(frozen=True)
class Styles:
    """The styles of paragraphs by their ids; `default` is that of paragraphs that name none."""

    by_id: dict[str, Element]
    default: str = ""

    @classmethod
    def of(cls, root: Element) -> "Styles":
        found = [each for each in (root if root is not None else ()) if xml.local(each) == "style"]
        paragraphs = [each for each in found if xml.attribute(each, "type") in ("paragraph", "")]
        default = next((each for each in paragraphs if xml.attribute(each, "default") in ("1", "true")), None)
        by_id = {xml.attribute(each, "styleId"): each for each in paragraphs}
        return cls(by_id, xml.attribute(default, "styleId") if default is not None else "")

    def role(self, paragraph: Element) -> Role:
        """By a style's name first, then by a level in the outline, then by a list."""
        properties = xml.child(paragraph, "pPr")
        chain = list(self._chain(_value(properties, "pStyle") or self.default))
        roles = (role_of(_value(style, "name")) for style in chain)
        if (named := next((role for role in roles if role[0]), None)) is not None:
            return named
        told = [properties, *(xml.child(style, "pPr") for style in chain)]
        level = next((value for each in told if (value := _value(each, "outlineLvl"))), "9")
        if level in tuple("012345678"):
            return HEADING
        return ITEM if self._number(told) not in ("", "0") else ("", "")

    def place(self, paragraph: Element) -> tuple[str, str]:
        """The list and the level in it (counted from 0) that a paragraph stands at; ("", "") in none."""
        properties = xml.child(paragraph, "pPr")
        told = [
            properties,
            *(xml.child(style, "pPr") for style in self._chain(_value(properties, "pStyle") or self.default)),
        ]
        number = self._number(told)
        levels = (_value(xml.child(each, "numPr"), "ilvl") for each in told if each is not None)
        return (number, next((level for level in levels if level), "0")) if number not in ("", "0") else ("", "")

    def _number(self, told: list[Element]) -> str:
        """The list that the paragraph, or the nearest style, puts it in; "0" takes it out of one."""
        lists = (xml.child(each, "numPr") for each in told if each is not None)
        return next((value for each in lists if each is not None and (value := _value(each, "numId"))), "")

    def _chain(self, name: str) -> Iterator[Element]:
        """The style and those it is based on."""
        seen: set[str] = set()
        while name in self.by_id and name not in seen:
            seen.add(name)
            yield self.by_id[name]
            name = _value(self.by_id[name], "basedOn")


def _value(element: Element, name: str) -> str:
    found = xml.child(element, name) if element is not None else None
    return xml.attribute(found, "val") if found is not None else ""

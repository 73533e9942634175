"""The numbers that Word gives to headings and items of lists: they show on the page and stand nowhere in the text.

They are counted here as ECMA-376 (part 1, 17.9) says, so that "Article 3" can be found where the page shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.importers import symbols, xml
from corpus.importers.xml import Element

_DIGITS = "零一二三四五六七八九"
MOST = 999  # beyond which numbers are written in figures


def _chinese(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        out += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        out += "零"
    return out + (_DIGITS[ones] if ones else "")


def _letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": symbols.roman,
    "upperRoman": lambda number: symbols.roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _number: "",
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), _chinese),
}


@dataclass
class Numbering:
    """`label` must be asked once for each paragraph of a list, in their order."""

    levels: dict[str, dict[str, Element]]  # of a list, by its level
    kinds: dict[str, str]  # the definition that a list is made of; lists of one definition count on
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> "Numbering":
        children = list(root) if root is not None else []
        definitions = {
            xml.attribute(each, "abstractNumId"): each for each in children if xml.local(each) == "abstractNum"
        }
        kinds = {
            xml.attribute(each, "numId"): _value(each, "abstractNumId") for each in children if xml.local(each) == "num"
        }
        levels = {
            number: {xml.attribute(level, "ilvl"): level for level in definitions[kind] if xml.local(level) == "lvl"}
            for number, kind in kinds.items()
            if kind in definitions
        }
        return cls(levels, kinds)

    def label(self, number: str, level: str) -> str:
        """What the page shows before the paragraph, such as "3.", "(a)" or "第三条"; "" for bullets."""
        levels = self.levels.get(number, {})
        if level not in levels or not level.isdecimal():
            return ""
        counts, depth = self.counts.setdefault(self.kinds[number], {}), int(level)
        counts[depth] = counts.get(depth, _start(levels[level]) - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if _value(levels[level], "numFmt") == "bullet":
            return ""
        text = _value(levels[level], "lvlText")
        for each in range(depth + 1):
            if f"%{each + 1}" in text and str(each) in levels:
                above = levels[str(each)]
                text = text.replace(f"%{each + 1}", _written(above, counts.setdefault(each, _start(above))))
        return text.strip()


def _written(level: Element, number: int) -> str:
    known = _FORMATS.get(_value(level, "numFmt"))
    return known(number) if known and 0 < number <= MOST else str(number)


def _start(level: Element) -> int:
    value = _value(level, "start")
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def _value(element: Element, name: str) -> str:
    found = xml.child(element, name)
    return xml.attribute(found, "val") if found is not None else ""

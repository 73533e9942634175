"""What differs between two states of a theme, as lines that went and lines that came."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from vocabulary.content import ThemeContent, ordered

NAMES = {
    "slug": _("slug"),
    "former_slugs": _("former slugs"),
    "code": _("code"),
    "parent": _("parent"),
    "labels": _("names"),
    "hue": _("hue"),
    "position": _("position"),
    "key": _("key"),
    "status": _("status"),
    "successor": _("successor"),
    "brief_definition": _("brief definition"),
    "full_definition": _("full definition"),
    "use_when": _("use when"),
    "do_not_use_when": _("do not use when"),
    "examples": _("examples"),
    "lexicon": _("lexicon"),
    "id": _("id"),
    "languages": _("languages"),
    "title": _("title"),
    "offsets": _("offsets"),
    "themes_per_unit": _("themes per unit"),
    "rules": _("coding rules"),
}


@dataclass(frozen=True)
class Difference:
    """One field; `removed` and `added` are the lines that only the old or only the new state has."""

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def name(self) -> str:
        return str(NAMES[self.field])

    @property
    def is_order_only(self) -> bool:
        return not self.removed and not self.added


def between(now: ThemeContent, wanted: ThemeContent) -> list[Difference]:
    """The fields in which two states of a theme differ."""
    return [difference(name, getattr(now, name), getattr(wanted, name)) for name in wanted.differences(now)]


def difference(field: str, before: Any, after: Any) -> Difference:
    gone, come = lines(before), lines(after)
    return Difference(
        field, tuple(line for line in gone if line not in come), tuple(line for line in come if line not in gone)
    )


def lines(value: Any) -> list[str]:
    """A value of a codebook as lines of text, a list one line an item."""
    if value in (None, "", [], {}):
        return []
    if isinstance(value, list):
        return [_line(item) for item in value]
    if isinstance(value, dict):
        return [f"{key}: {text}" for key, text in sorted(value.items())]
    return [str(value)]


def _line(item: Any) -> str:
    """A list's item: a text as it is, an example or phrase as its values."""
    if not isinstance(item, dict):
        return str(item)
    shown = {key: value for key, value in ordered(item).items() if key != "is_negative"}
    return " · ".join(", ".join(value) if isinstance(value, list) else str(value) for value in shown.values() if value)

"""Is this a codebook? From the parsed data of a file to its content, or every fault that it has."""

from typing import Any

from django.utils.translation import gettext as _

from vocabulary.checking import relations, themes
from vocabulary.checking.fields import Fields
from vocabulary.content import About, CodebookContent
from vocabulary.problems import Fault, InvalidCodebook

MOST_THEMES = 2000
LAST_NUMBER = 1_000_000


def check(data: Any) -> CodebookContent:
    """The content of a parsed codebook file; raises InvalidCodebook with all its faults."""
    faults: list[Fault] = []
    top = Fields("", data, faults, known=("codebook", "themes"))
    rows = top.items("themes", most=MOST_THEMES)
    if not rows and not faults:
        top.fault("themes", "required", _("there are no themes"))
    about, number = _about(Fields("", top.data.get("codebook") or {}, faults, known=_KNOWN), rows)
    content = [themes.read(row, index, about.languages, faults) for index, row in enumerate(rows, start=1)]
    content = relations.with_inherited_hues(content)
    is_hue_unknown = any(fault.field == "hue" for fault in faults)  # then what follows from it says nothing new
    faults += (fault for fault in relations.faults(content) if not (is_hue_unknown and fault.field == "hue"))
    if faults:
        raise InvalidCodebook(faults)
    return CodebookContent(about, content, number)


_KNOWN = ("id", "version", "languages", "title", "offsets", "themes_per_unit", "rules")


def _about(fields: Fields, rows: list[Any]) -> tuple[About, int | None]:
    languages = fields.texts("languages", limit=12) or _languages_of(rows)
    about = About(
        id=fields.text("id", limit=100),
        languages=languages,
        title=fields.labels("title", limit=200),
        offsets=fields.text("offsets", limit=500),
        themes_per_unit=fields.choice("themes_per_unit", ("many", "one")),
        rules=fields.texts("rules", limit=2000),
    )
    number = fields.number("version", 1, LAST_NUMBER) if "version" in fields.data else None
    return about, number


def _languages_of(rows: list[Any]) -> list[str]:
    """A codebook that names no languages has those of its first theme's labels."""
    label = rows[0].get("label") if rows and isinstance(rows[0], dict) else None
    return [str(language) for language in label] if isinstance(label, dict) and label else ["en"]

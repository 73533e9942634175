"""Front matter: lines between two lines of dashes at the head of a text that say something about it."""

import re
from dataclasses import dataclass, field

from corpus import dates

_BLOCK = re.compile(r"---[ \t]*\n(?P<body>(?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_ENTRY = re.compile(r"(?P<name>[A-Za-z_][\w -]*?)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*?)[ \t]*")
# What it calls the fields of a document.
FIELDS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "source": "source",
    "publisher": "source",
    "date": "published",
    "published": "published",
    "language": "language",
    "lang": "language",
    "url": "url",
    "canonical_url": "url",
    "licence": "licence",
    "license": "licence",
    "external_id": "external_id",
}


@dataclass(frozen=True)
class Head:
    """`end` is where the text proper begins, 0 without front matter."""

    end: int = 0
    said: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)


def find(text: str) -> Head:
    """Names with one value or a list; anything that is not such a line makes it no front matter, but text."""
    block = _BLOCK.match(text)
    entries = _entries(block["body"]) if block else None
    if not block or not entries:
        return Head()
    said: dict[str, str] = {}
    extra = {}
    for name, value in entries.items():
        known = FIELDS.get(name.lower())
        if known:
            said.setdefault(known, dates.find(value) if known == "published" else value)
        elif value:
            extra[name] = value
    return Head(block.end(), said, extra)


def _entries(body: str) -> dict[str, str] | None:
    entries: dict[str, str] = {}
    name = ""
    for line in body.splitlines():
        entry, item = _ENTRY.fullmatch(line), _ITEM.fullmatch(line)
        if entry:
            name = entry["name"]
            entries[name] = _value(entry["value"] or "")
        elif item and name:
            entries[name] = ", ".join(filter(None, (entries[name], _value(item["value"]))))
        elif line.strip() and not line.lstrip().startswith("#"):
            return None
    return entries


def _value(text: str) -> str:
    if text.startswith("[") and text.endswith("]"):
        return ", ".join(_value(each.strip()) for each in text[1:-1].split(",") if each.strip())
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text

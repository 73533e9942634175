"""What a codebook says, apart from where it is stored: no database ids, the same in every installation."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

ACTIVE, RETIRED = "active", "retired"

# In which order the parts of examples and phrases are written; PostgreSQL keeps them in an order of its own.
ORDER = ("is_negative", "file", "start", "end", "text", "also_coded", "because", "phrase", "lang", "seed_hits")

# Fields of a theme that change how it looks, not what it means.
PRESENTATION = frozenset({"hue", "position", "key"})


@dataclass(frozen=True)
class ThemeContent:
    """One theme: other themes are named by slug, texts by language; see vocabulary.models.Theme for the fields."""

    slug: str
    code: str
    parent: str | None = None
    former_slugs: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    hue: int = 1
    position: int = 0
    key: str = ""
    status: str = ACTIVE
    successor: str | None = None
    brief_definition: str = ""
    full_definition: str = ""
    use_when: list[str] = field(default_factory=list)
    do_not_use_when: list[str] = field(default_factory=list)
    examples: list[dict[str, Any]] = field(default_factory=list)
    lexicon: list[dict[str, Any]] = field(default_factory=list)

    def differences(self, other: "ThemeContent | None") -> list[str]:
        """The names of the fields that differ; all of them when there is no other."""
        return [
            item.name for item in fields(self) if other is None or getattr(self, item.name) != getattr(other, item.name)
        ]

    def means_the_same(self, other: "ThemeContent | None") -> bool:
        return set(self.differences(other)) <= PRESENTATION


@dataclass(frozen=True)
class About:
    """What the codebook says about itself; `offsets` describes how the examples count."""

    id: str = ""
    languages: list[str] = field(default_factory=lambda: ["en"])
    title: dict[str, str] = field(default_factory=dict)
    offsets: str = ""
    themes_per_unit: str = "many"
    rules: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class CodebookContent:
    """A whole codebook; `number` is the version that a file states (None: it states none)."""

    about: About
    themes: list[ThemeContent]
    number: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain JSON without the number: {"codebook": {…}, "themes": [{…}, …]}."""
        return {"codebook": asdict(self.about), "themes": [asdict(theme) for theme in self.themes]}

    def sha256(self) -> str:
        """SHA-256 of the canonical JSON: sorted keys, no white space, UTF-8. Equal content has equal checksums."""
        text = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def from_json(data: dict[str, Any], number: int | None = None) -> CodebookContent:
    """The content that `as_json` gave."""
    return CodebookContent(About(**data["codebook"]), [ThemeContent(**theme) for theme in data["themes"]], number)


def ordered(part: dict[str, Any]) -> dict[str, Any]:
    """An example or a phrase with its values in the order in which they are written; unknown ones come last."""
    places = {name: place for place, name in enumerate(ORDER)}
    return dict(sorted(part.items(), key=lambda item: (places.get(item[0], len(ORDER)), item[0])))


def by_language(texts: dict[str, str], languages: list[str]) -> dict[str, str]:
    """Texts in the order of the codebook's languages, others after them by their code."""
    places = {language: place for place, language in enumerate(languages)}
    return dict(sorted(texts.items(), key=lambda item: (places.get(item[0], len(languages)), item[0])))

"""One theme of a codebook file: every field by itself."""

import re
from typing import Any

from django.utils.translation import gettext as _

from vocabulary.checking.fields import Fields
from vocabulary.content import ACTIVE, RETIRED, ThemeContent
from vocabulary.problems import Fault

SLUG = re.compile(r"[\w-]+")
NO_HUE = 0  # stands for "as the parent" until the whole tree is read

KNOWN = (
    *("slug", "former_slugs", "code", "parent", "label", "hue", "position", "key", "status", "successor"),
    *("brief_definition", "full_definition", "use_when", "do_not_use_when"),
    *("example", "examples", "negative_example", "negative_examples", "lexicon"),
)
EXAMPLE = ("file", "start", "end", "text", "also_coded", "because")
FAR = 2_000_000_000


def read(row: Any, index: int, languages: list[str], faults: list[Fault]) -> ThemeContent:
    """The content of one theme; `index` (from 1) is its place in the file and its name until it has a slug."""
    slug = row.get("slug") if isinstance(row, dict) else None
    fields = Fields(slug if isinstance(slug, str) and slug else f"#{index}", row, faults, known=KNOWN)
    return ThemeContent(
        slug=_slug(fields),
        former_slugs=fields.texts("former_slugs", limit=100, is_line=True),
        code=_code(fields),
        parent=fields.text("parent", limit=100, is_line=True) or None,
        labels=_labels(fields, languages),
        hue=fields.number("hue", 1, 8) if fields.data.get("hue") is not None else NO_HUE,
        position=fields.number("position", 0, FAR, index),
        key=_key(fields),
        status=fields.choice("status", (ACTIVE, RETIRED)),
        successor=fields.text("successor", limit=100, is_line=True) or None,
        brief_definition=fields.text("brief_definition", limit=2000),
        full_definition=fields.text("full_definition", limit=20_000),
        use_when=fields.texts("use_when", limit=2000),
        do_not_use_when=fields.texts("do_not_use_when", limit=2000),
        examples=_examples(fields),
        lexicon=_lexicon(fields),
    )


def _slug(fields: Fields) -> str:
    slug = fields.text("slug", limit=100, is_required=True, is_line=True)
    if slug and (not SLUG.fullmatch(slug) or slug != slug.lower()):
        fields.fault("slug", "slug", _("may hold small letters, digits, - and _ only"))
    return slug


def _code(fields: Fields) -> str:
    code = fields.text("code", limit=8, is_required=True, is_line=True)
    if any(character.isspace() for character in code):
        fields.fault("code", "code", _("must have no white space"))
    return code


def _key(fields: Fields) -> str:
    key = fields.text("key", limit=1)
    if key.isspace():
        fields.fault("key", "key", _("must be one visible character"))
    return key


def _labels(fields: Fields, languages: list[str]) -> dict[str, str]:
    labels = fields.labels("label", limit=200)
    for language in languages:
        if not labels.get(language) and language not in (fields.data.get("label") or {}):
            fields.fault(f"label.{language}", "required", _("is missing"))
    return labels


def _examples(fields: Fields) -> list[dict[str, Any]]:
    """Positive ones first. One stands under `example`, several under `examples`; likewise the negative ones."""
    examples = []
    for prefix, is_negative in (("", False), ("negative_", True)):
        one, many = f"{prefix}example", f"{prefix}examples"
        rows = [(one, fields.data[one])] if fields.data.get(one) is not None else []
        rows += [(f"{many}[{n}]", row) for n, row in enumerate(fields.items(many), start=1)]
        examples += [_example(fields, place, row, is_negative) for place, row in rows]
    return examples


def _example(theme: Fields, place: str, row: Any, is_negative: bool) -> dict[str, Any]:
    fields = Fields(theme.theme, row, theme.faults, known=EXAMPLE, within=place)
    example: dict[str, Any] = {
        "is_negative": is_negative,
        "file": fields.text("file", limit=300, is_required=True, is_line=True),
        "start": fields.number("start", 0, FAR, -1),
        "end": fields.number("end", 1, FAR, -1),
        "text": fields.text("text", limit=20_000, is_required=True),
    }
    if example["text"] and example["end"] - example["start"] != len(example["text"]):
        fields.fault("end", "offsets", _("end - start must be the length of the text"))
    if "also_coded" in fields.data:
        example["also_coded"] = fields.texts("also_coded", limit=100, is_line=True)
    if "because" in fields.data:
        example["because"] = fields.text("because", limit=2000)
    return example


def _lexicon(theme: Fields) -> list[dict[str, Any]]:
    return [_phrase(theme, f"lexicon[{n}]", row) for n, row in enumerate(theme.items("lexicon"), start=1)]


def _phrase(theme: Fields, place: str, row: Any) -> dict[str, Any]:
    fields = Fields(theme.theme, row, theme.faults, known=("phrase", "lang", "seed_hits"), within=place)
    phrase: dict[str, Any] = {
        "phrase": fields.text("phrase", limit=200, is_required=True, is_line=True),
        "lang": fields.text("lang", limit=12, is_required=True, is_line=True),
    }
    if fields.data.get("seed_hits") is not None:
        phrase["seed_hits"] = fields.number("seed_hits", 0, FAR)
    return phrase

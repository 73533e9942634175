"""Codebook data for tests: the starter codebook, and small ones to change."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.conftest import THEMES
from vocabulary.formats import by_name

SEED = Path(__file__).parents[2] / "seeds" / "codebook.yaml"
HOSTILE = ["<script>alert(1)</script>", "\u202eevil\u202c", "👩‍👩‍👧 family", "𠀀𠮷"]


def seed() -> Any:
    """The starter codebook, parsed."""
    return by_name("yaml").read(SEED.read_bytes(), SEED.name)


def themes(**changes: dict[str, Any]) -> dict[str, Any]:
    """The five themes of the tests; `trade={"code": "X"}` changes fields of one."""
    data = deepcopy(THEMES)
    for row in data["themes"]:
        row.update(changes.get(row["slug"].replace("-", "_"), {}))
    return data


def without(slug: str) -> dict[str, Any]:
    """The five themes of the tests but one."""
    data = themes()
    data["themes"] = [row for row in data["themes"] if row["slug"] != slug]
    return data


def many(count: int) -> dict[str, Any]:
    """`count` distinct themes, every second one below the one before, with all their parts."""
    rows: list[dict[str, Any]] = []
    for n in range(count):
        row = {
            "slug": f"theme-{n}",
            "code": f"T{n}",
            "parent": f"theme-{n - 1}" if n % 2 else None,
            "label": {"en": f"Theme {n}", "zh": f"主题{n}"},
            "use_when": [f"it is about {n}"],
            "do_not_use_when": [f"it is about something else: use theme-{(n + 1) % count}"],
            "example": {
                "file": "a.txt",
                "start": 0,
                "end": 3,
                "text": "abc",
                "also_coded": [f"theme-{(n + 1) % count}"],
            },
            "lexicon": [{"phrase": f"word {n}", "lang": "en"}],
        }
        rows.append(row if n % 2 else {**row, "hue": n % 8 + 1})
    return {"themes": rows}

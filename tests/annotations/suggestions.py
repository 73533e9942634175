"""A codebook with words to look for, and what the lexicon makes of the short article."""

import copy
from typing import Any

from annotations.actions import suggesting
from annotations.actions.suggesting import Suggested
from annotations.models import Assignment, Round, Tagging
from annotations.suggesters import LEXICON
from projects.models import Project
from tests.conftest import THEMES
from vocabulary.actions import importing

WORDS = {
    "opening-up": {"en": ["door", "belt and road"], "zh": ["开放"]},
    "trade": {"en": ["trade", "trade grows"], "zh": ["贸易"]},
    "bri": {"en": ["Belt and Road"]},
    "security": {"en": ["security"]},
}


def codebook_with(words: dict[str, dict[str, list[str]]]) -> dict[str, Any]:
    book = copy.deepcopy(THEMES)
    for theme in book["themes"]:
        given = words.get(theme["slug"], {})
        theme["lexicon"] = [{"phrase": each, "lang": lang} for lang, phrases in given.items() for each in phrases]
    return book


def publish(project: Project, words: dict[str, dict[str, list[str]]]) -> None:
    importing.import_codebook(project=project, data=codebook_with(words), actor=None)


def suggest(round: Round) -> Suggested:
    return suggesting.suggest(round=round, suggester=LEXICON, actor=None)


def suggested(assignment: Assignment) -> dict[str, tuple[str, float | None, str]]:
    """(quote, score, why) by theme, of what a machine proposes in an assignment's document."""
    rows = Tagging.objects.filter(coder__kind="machine", document=assignment.document)
    return {row.tag.slug: (row.content_object.quote, row.score, row.why) for row in rows.order_by("pk")}

"""What a machine suggests to one coder, and what they dismissed, as the annotate page sends them: plain values.

What the coder has tagged or dismissed is sent too: the page hides it, and shows it again when that is undone.
"""

from collections.abc import Set
from typing import Any

from annotations.models import Assignment, Dismissal, Passage
from annotations.states import suggestion_id
from vocabulary.entries import Codebook

_FIELDS = ("paragraph_id", "start", "end", "taggings__tag_id", "taggings__score", "taggings__why")
_ORDER = ("paragraph_id", "start", "-end", "-taggings__score", "taggings__tag__position", "taggings__tag_id")


def suggestions_for(assignment: Assignment, published: Codebook | None, shown: Set[int]) -> list[dict[str, Any]]:
    """In the order in which they begin, the strongest first; one query, none where the round shows none.

    Only of themes that can be given, in paragraphs among `shown`.
    """
    slugs = {entry.id: entry.slug for entry in published.active_entries()} if published else {}
    rows = Passage.objects.suggested_to(assignment).order_by(*_ORDER).values_list(*_FIELDS)
    return [
        {
            "id": suggestion_id(paragraph, start, end, theme),
            "paragraph": paragraph,
            "start": start,
            "end": end,
            "theme": slugs[theme],
            "score": score,
            "why": why,
        }
        for paragraph, start, end, theme, score, why in rows
        if paragraph in shown and theme in slugs
    ]


def dismissed_by(assignment: Assignment, shown: Set[int]) -> list[dict[str, Any]]:
    """The suggestions that its coder dismissed, with the paragraph and where in it they begin."""
    rows = Dismissal.objects.of(assignment).values_list("paragraph_id", "start", "end", "theme_id")
    return [{"id": suggestion_id(*row), "paragraph": row[0], "start": row[1]} for row in rows if row[0] in shown]

"""Passages as pages and the API send them, read in one query: plain values, no model instances."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotations.models import Assignment, Passage
from annotations.querysets import PassageQuerySet
from vocabulary.entries import Codebook

_PLACE = ("round", "coder", "document", "paragraph")
_OWN = ("id", "version", *(f"{name}_id" for name in _PLACE), "start", "end", "quote", "note", "created_at")
_GIVEN = ("taggings__tag_id", "taggings__is_unsure", "taggings__codebook_version__number")
_ORDER = ("start", "-end", "id", "taggings__tag__position", "taggings__tag_id")


def passages_of(
    assignment: Assignment,
    published: Codebook | None,
    among: Iterable[Any] | None = None,
    *,
    on_current_text: bool = False,
) -> list[dict[str, Any]]:
    """What its coder tagged in an assignment, in the order in which passages begin, the longest first.

    Themes are called as the published codebook calls them, whatever their drafts say. With `among` only passages of
    these ids; with `on_current_text` none of former revisions.
    """
    mine = Passage.objects.of(assignment)
    mine = mine.on_current_text() if on_current_text else mine
    asked = mine if among is None else mine.filter(pk__in=list(among))
    return rows_of(asked, published)


def rows_of(passages: PassageQuerySet, published: Codebook | None) -> list[dict[str, Any]]:
    """The same of any passages of a project."""
    rows = passages.order_by(*_ORDER).values_list(*_OWN, *_GIVEN)
    slugs = {entry.id: entry.slug for entry in published.entries} if published else {}
    return list(_joined(rows, slugs))


def _joined(rows: Iterable[Any], slugs: dict[int, str]) -> Iterator[dict[str, Any]]:
    """Each passage from its rows: one a theme, or a single one without (it is kept for its note's sake)."""
    for _id, group in groupby(rows, key=itemgetter(0)):
        lines = list(group)
        pk, version, *place, start, end, quote, note, created_at = lines[0][: len(_OWN)]
        given = [line[len(_OWN) :] for line in lines if line[-1] is not None]
        yield {
            "id": str(pk),
            "version": version,
            **dict(zip(_PLACE, place, strict=True)),
            "start": start,
            "end": end,
            "quote": quote,
            "themes": [slugs[theme] for theme, _unsure, _number in given],
            "unsure": [slugs[theme] for theme, is_unsure, _number in given if is_unsure],
            "note": note,
            "codebook_version": max((number for *_, number in given), default=None),
            "created_at": created_at.isoformat(),
        }

"""Passages as pages and the API send them: from one query, without instances, or from their states."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotations.models import Assignment, Passage
from annotations.querysets import PassageQuerySet
from vocabulary.entries import Codebook
from vocabulary.models import CodebookVersion

_PLACE = ("round", "coder", "document", "paragraph")
_OWN = ("id", "version", *(f"{name}_id" for name in _PLACE), "start", "end", "quote", "note", "created_at")
_GIVEN = ("taggings__tag_id", "taggings__is_unsure", "taggings__codebook_version__number")
_ORDER = ("start", "-end", "id")


def passages_of(
    assignment: Assignment,
    published: Codebook | None,
    among: Iterable[Any] | None = None,
    *,
    on_current_text: bool = False,
) -> list[dict[str, Any]]:
    """What its coder tagged in an assignment, in the order in which passages begin, the longest first.

    Themes are called and ordered as in the published codebook, whatever their drafts say. With `among` only passages of
    these ids; with `on_current_text` none of former revisions.
    """
    mine = Passage.objects.of(assignment)
    mine = mine.on_current_text() if on_current_text else mine
    asked = mine if among is None else mine.filter(pk__in=list(among))
    return rows_of(asked, published)


def rows_of(passages: PassageQuerySet, published: Codebook | None) -> list[dict[str, Any]]:
    """The same of any passages of a project."""
    return list(_joined(passages.order_by(*_ORDER).values_list(*_OWN, *_GIVEN), published))


def passages_in(states: Mapping[str, Any], published: Codebook | None) -> dict[str, dict[str, Any]]:
    """The same by id, from the states that events keep (annotations/states.py)."""
    numbers = _numbers(states.values(), published)
    return {pk: _from_state(pk, state, numbers, published) for pk, state in states.items()}


def _numbers(states: Iterable[Any], published: Codebook | None) -> dict[int, int]:
    """The numbers of the codebooks under which themes were given, by id; asked for where an older one is named."""
    known = {published.version_id: published.number} if published else {}
    named = {given["codebook_version"] for state in states for given in state["taggings"]}
    return known | CodebookVersion.objects.numbers(named - known.keys()) if named - known.keys() else known


def _from_state(pk: str, state: Any, numbers: dict[int, int], published: Codebook | None) -> dict[str, Any]:
    given = [(each["theme"], each["is_unsure"], numbers[each["codebook_version"]]) for each in state["taggings"]]
    own = {name: state[name] for name in (*_PLACE, "version", "start", "end", "quote")}
    return {"id": pk, **own, **_themes(given, published), "note": state["note"], "created_at": state["created_at"]}


def _themes(given: Iterable[tuple[int, bool, int]], published: Codebook | None) -> dict[str, Any]:
    """Slugs of the themes and of those in doubt, and the latest number of the codebooks they were given under."""
    places = published.places if published else {}
    ordered = sorted(given, key=lambda each: places[each[0]])
    slugs = [(published.by_id[theme].slug, is_unsure) for theme, is_unsure, _number in ordered] if published else []
    return {
        "themes": [slug for slug, _unsure in slugs],
        "unsure": [slug for slug, is_unsure in slugs if is_unsure],
        "codebook_version": max((number for *_, number in ordered), default=None),
    }


def _joined(rows: Iterable[Any], published: Codebook | None) -> Iterator[dict[str, Any]]:
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
            **_themes(given, published),
            "note": note,
            "created_at": created_at.isoformat(),
        }

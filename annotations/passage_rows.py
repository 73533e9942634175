"""Passages as pages and the API send them: from one query, without instances, or from their states."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import ExpressionWrapper, F, TextField

from annotations.models import Assignment, Passage
from annotations.querysets import PassageQuerySet
from vocabulary.entries import Codebook
from vocabulary.models import CodebookVersion

_PLACE = ("round", "coder", "document", "paragraph")
_OWN = ("key", "version", *(f"{name}_id" for name in _PLACE), "start", "end", "quote", "note", "moment")
_GIVEN = ("taggings__tag_id", "taggings__is_unsure", "taggings__codebook_version__number")
_ORDER = ("start", "-end", "id")
# Ids and times as the driver gives them: to make objects of thousands, only to write them as text again, takes longer
# than to read them.
_PLAIN = {name: ExpressionWrapper(F(field), TextField()) for name, field in (("key", "id"), ("moment", "created_at"))}


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
    rows = passages.order_by(*_ORDER).annotate(**_PLAIN).values_list(*_OWN, *_GIVEN)
    return list(_joined(rows, published))


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


def _themes(given: Sequence[tuple[int, bool, int]], published: Codebook | None) -> dict[str, Any]:
    """Slugs of the themes and of those in doubt, and the latest number of the codebooks they were given under."""
    if published is None or not given:
        return {"themes": [], "unsure": [], "codebook_version": None}
    places, entries = published.places, published.by_id
    ordered = sorted(given, key=lambda each: places[each[0]]) if len(given) > 1 else given
    return {
        "themes": [entries[theme].slug for theme, _unsure, _number in ordered],
        "unsure": [entries[theme].slug for theme, is_unsure, _number in ordered if is_unsure],
        "codebook_version": max([number for _theme, _unsure, number in ordered]),
    }


def _joined(rows: Iterable[Any], published: Codebook | None) -> Iterator[dict[str, Any]]:
    """Each passage from its rows: one a theme, or a single one without (it is kept for its note's sake)."""
    for _key, group in groupby(rows, key=itemgetter(0)):
        lines = list(group)
        key, version, round, coder, document, paragraph, start, end, quote, note, moment = lines[0][: len(_OWN)]
        given = [line[len(_OWN) :] for line in lines if line[-1] is not None]
        yield {
            "id": _id(key),
            "version": version,
            "round": round,
            "coder": coder,
            "document": document,
            "paragraph": paragraph,
            "start": start,
            "end": end,
            "quote": quote,
            **_themes(given, published),
            "note": note,
            "created_at": _moment(moment),
        }


def _id(key: uuid.UUID | str) -> str:
    """SQLite keeps 32 digits."""
    return str(key) if isinstance(key, uuid.UUID) else f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def _moment(moment: datetime) -> str:
    """SQLite keeps UTC and does not say so."""
    return moment.isoformat() if moment.tzinfo else f"{moment.isoformat()}+00:00"

"""The themes of passages as they were: rows of themes that stay are kept, the others go or come."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from annotations.models import Passage, Tagging

PLACES = ("round", "coder", "document", "paragraph")
GIVEN = {"is_unsure": "is_unsure", "origin": "origin", "score": "score", "codebook_version_id": "codebook_version"}
MAYBE = {"why": ("why", ""), "suggested_by_id": ("suggested_by", None)}  # with what they are where a state is silent

FIELDS = [*GIVEN.values(), *(name for name, _silent in MAYBE.values()), "paragraph"]


def put_taggings(
    live: Iterable[Passage], restored: Sequence[Passage], back: dict[str, dict[str, Any]]
) -> dict[uuid.UUID, list[Tagging]]:
    """Give the restored passages the themes of their states, and those of `live` no others; all rows, by passage.

    `live` are the passages as they were found, with their taggings.
    """
    have = {(row.content_object_id, row.tag_id): row for passage in live for row in passage.taggings.all()}
    wanted = {
        passage.pk: [_row(passage, row, have) for row in back[str(passage.pk)]["taggings"]] for passage in restored
    }
    rows = [row for rows in wanted.values() for row in rows]
    kept = {row.pk for row in rows if row.pk}
    gone = [row.pk for row in have.values() if row.pk not in kept]
    if gone:
        Tagging.objects.filter(pk__in=gone).delete()
    if kept:
        there = [row for row in rows if row.pk]  # with all their columns: a fifth of the time of an update of several
        Tagging.objects.bulk_create(
            there, update_conflicts=True, unique_fields=["id"], update_fields=FIELDS, batch_size=500
        )
    Tagging.objects.bulk_create([row for row in rows if not row.pk], batch_size=500)
    return wanted


def _row(passage: Passage, state: dict[str, Any], have: dict[Any, Tagging]) -> Tagging:
    """The row of a theme as its state says: the one that is there, or a new one."""
    row = have.get((passage.pk, state["theme"]))
    if row is None:
        places = {f"{name}_id": getattr(passage, f"{name}_id") for name in PLACES}
        row = Tagging(content_object=passage, tag_id=state["theme"], **places)
    row.paragraph_id = passage.paragraph_id  # which it had before its text was corrected
    for field, name in GIVEN.items():
        setattr(row, field, state[name])
    for field, (name, silent) in MAYBE.items():
        setattr(row, field, state.get(name, silent))
    return row

"""The table `passages`: one row for each theme of each passage.

A passage that a coder kept for its note's sake, after its last theme went, is one row without theme.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import Count, Q

from datasets.formats.base import Row
from datasets.rows.base import DOCUMENT, DOCUMENT_FIELDS, Table, document_cells
from datasets.rows.cursor import stream, time_text, uuid_text
from datasets.selection import OFFSETS, Selection

COLUMNS = (
    *("project", *DOCUMENT, "language", "paragraph", "paragraph_kind", "start", "end", "document_start"),
    *("document_end", "quote", "theme", "theme_code", "theme_label", "parent_theme", "unsure", "note", "coder"),
    *("coder_kind", "round", "codebook_version", "created_at", "passage_id", "group"),
)
FIELDS = (
    *(*DOCUMENT_FIELDS, "document__language", "paragraph__ordinal", "paragraph__kind", "start", "end"),
    *("paragraph__start", "quote", "taggings__tag__slug", "taggings__tag__code", "taggings__tag__name"),
    *("taggings__tag__parent__slug", "taggings__is_unsure", "note"),
)
LAST_FIELDS = ("coder__kind", "round__name", "taggings__codebook_version__number", "created_at", "pk", "group")
# Whole numbers, so that both databases agree; ties are put in order by what is written, see `rows`.
ORDER = ("document_id", "paragraph__ordinal", "start", "end", "paragraph_id", "coder_id", "pk", "taggings__pk")


def columns(selection: Selection) -> list[str]:
    return list(COLUMNS)


def rows(selection: Selection) -> Iterator[Row]:
    """In the order document, paragraph, start, end, coder, round, theme."""
    fields = (*FIELDS, selection.coder_field, *LAST_FIELDS)
    found = stream(selection.passages().order_by(*ORDER).values_list(*fields))
    written = (_row(selection, values) for values in found)
    for _place, tied in groupby(written, key=_place_of):
        same = list(tied)
        yield from same if len(same) == 1 else sorted(same, key=_tie)


def count(selection: Selection) -> int:
    counted = selection.passages().aggregate(themes=Count("taggings"), none=Count("pk", filter=Q(taggings=None)))
    return int(counted["themes"] + counted["none"])


def _row(selection: Selection, values: tuple[Any, ...]) -> dict[str, Any]:
    language, paragraph, kind, start, end = values[7:12]
    (offset, quote, theme, code, label, parent, is_unsure, note, coder, coder_kind, round) = values[12:23]
    (version, created_at, pk, group) = values[23:]
    return {
        "project": selection.project.slug,
        **document_cells(values[:7]),
        "language": language,
        "paragraph": paragraph,
        "paragraph_kind": kind,
        "start": start,
        "end": end,
        "document_start": offset + start,
        "document_end": offset + end,
        "quote": None if selection.text == OFFSETS else quote,
        "theme": theme,
        "theme_code": code,
        "theme_label": label,
        "parent_theme": parent,
        "unsure": None if is_unsure is None else int(is_unsure),
        "note": note or None,
        "coder": coder,
        "coder_kind": coder_kind,
        "round": round,
        "codebook_version": version,
        "created_at": time_text(created_at),
        "passage_id": uuid_text(pk),
        "group": uuid_text(group),
    }


def _place_of(row: dict[str, Any]) -> tuple[int, int, int, int]:
    return row["document_id"], row["paragraph"], row["start"], row["end"]


def _tie(row: dict[str, Any]) -> tuple[str, str, str, str]:
    return row["coder"], row["round"], row["theme"] or "", row["passage_id"]


PASSAGES = Table("passages", columns, rows, count)

"""Cells as pages and the API send them: names in place of ids, and the words of the evidence."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from annotations.cells import Differences
from annotations.material import Cell, Ruling
from annotations.models import Passage
from vocabulary.models import Theme

Words = Mapping[uuid.UUID, tuple[str, str]]  # quote and note by passage


def rows_of(found: Differences, cells: Iterable[Cell]) -> list[dict[str, Any]]:
    """These cells of a document, with two queries more; coders stand under their pseudonyms."""
    shown = list(cells)
    words = _words({row.passage for cell in shown for row in cell.evidence})
    slugs = dict(Theme.objects.in_project(found.round.project_id).values_list("pk", "slug"))
    names = {coder.pk: coder.pseudonym for coder in found.coders}
    return [_row(cell, slugs, names, words) for cell in shown]


def _words(passages: set[uuid.UUID]) -> Words:
    rows = Passage.objects.among(passages).values_list("pk", "quote", "note")
    return {pk: (quote, note) for pk, quote, note in rows}


def _row(cell: Cell, slugs: Mapping[int, str], names: Mapping[int, str], words: Words) -> dict[str, Any]:
    return {
        "paragraph": cell.paragraph,
        "ordinal": cell.ordinal,
        "unit": cell.unit,
        "start": cell.start,
        "end": cell.end,
        "theme": None if cell.theme is None else slugs[cell.theme],
        "kind": cell.kind,
        "state": cell.state,
        "version": cell.version,
        "values": {names[coder]: value for coder, value in cell.values.items()},
        "decision": cell.decision and _decision(cell.decision),
        "evidence": list(_evidence(cell, names, words)),
    }


def _decision(ruling: Ruling) -> dict[str, Any]:
    return {
        "outcome": ruling.outcome,
        "reason": ruling.reason,
        "rule": ruling.rule,
        "by": ruling.by,
        "at": ruling.at.isoformat(),
        "version": ruling.version,
    }


def _evidence(cell: Cell, names: Mapping[int, str], words: Words) -> Iterable[dict[str, Any]]:
    for row in cell.evidence:
        quote, note = words.get(row.passage, ("", ""))
        yield {
            "coder": names[row.coder],
            "passage": str(row.passage),
            "paragraph": row.paragraph,
            "start": row.start,
            "end": row.end,
            "quote": quote,
            "unsure": row.is_unsure,
            "note": note,
        }

"""What somebody chose for the documents of a file before they are imported, and is known of their sources."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from corpus import habits
from corpus.drafting import Draft
from corpus.habits import Known
from corpus.importers.base import Parsed, Piece
from corpus.rules.base import BY_HAND


def applied(draft: Draft, choices: Mapping[str, Any], known: Known) -> Draft:
    """The draft with the fields and the kinds of paragraphs that were chosen for its part of the file.

    Paragraphs of which nothing was chosen are as they always are in this source.

    `choices` is as in corpus.models.ImportFile: {"fields": {part: {name: value}}, "kinds": {part: {ordinal: kind}}}.
    """
    if draft.parsed is None:
        return draft
    fields = {**draft.fields, **choices.get("fields", {}).get(draft.parsed.part, {})}
    kinds = choices.get("kinds", {}).get(draft.parsed.part, {})
    parsed = habits.apply(known.of(fields["source"]), draft.parsed)
    return replace(draft, parsed=with_kinds(parsed, kinds) if kinds else parsed, fields=fields)


def is_correction(choices: Mapping[str, Any], part: str) -> bool:
    """Whether a text that is nearly that of a document shall be its corrected text: {"corrects": {part: {"is": …}}}."""
    return bool(choices.get("corrects", {}).get(part, {}).get("is"))


def with_kinds(parsed: Parsed, kinds: Mapping[str, str]) -> Parsed:
    """Paragraphs counted from 1; those of which nothing is said stay as they are."""
    numbered = enumerate(parsed.pieces, start=1)
    return replace(parsed, pieces=tuple(_with_kind(piece, kinds.get(str(number), "")) for number, piece in numbered))


def _with_kind(piece: Piece, kind: str) -> Piece:
    return replace(piece, kind=kind, reason=BY_HAND) if kind and kind != piece.kind else piece

"""What is part of the text and what is not, said before an import: of a line, of a rule, and of a source for ever."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from corpus.actions.choosing import changing, drafts_of, keep_drafts, with_choice
from corpus.actions.kinds import NotInText, UnknownKind
from corpus.actions.receiving import State, now_of, read_again, refuse_unless
from corpus.actions.remembering import remembered
from corpus.drafting import Draft
from corpus.models import ImportBatch, ImportFile, Paragraph, SourceHabit
from corpus.states import batch_state
from ledger.write import check_version, write

By, READ, WAITING = SourceHabit.By, ImportFile.State.READ, ImportFile.State.WAITING


def switch_lines(
    *,
    file: ImportFile,
    draft: Draft,
    kinds: Mapping[int, str],
    always: Collection[int],
    version: int | None,
    actor: Any,
    op: uuid.UUID | None = None,
) -> ImportFile:
    """Paragraphs of a document of a file are of these kinds; those in `always` in all texts of its source to come.

    Paragraphs are counted from 1. Raises UnknownKind, NotInText, WrongValue, ImportOver and Stale.
    """
    _check(draft, {*kinds, *always}, kinds.values())
    said = {str(number): kind for number, kind in kinds.items()}
    file.choices = with_choice(file.choices, "kinds", draft.key[1], said)
    drafts = drafts_of(file)
    with changing(file, version, actor, op, ["kinds", draft.key[1], said, sorted(always)]) as (now, work):
        now.choices = file.choices
        keep_drafts(now, drafts)
        for number in always:
            remembered(file.batch.project, draft.fields["source"], By.LINE, *_line(draft, number, kinds), work)
        if always:
            read_again(now_of(file.batch), work)
            now.state = WAITING if now.state == READ else now.state
    return now


def switch_rule(
    *,
    batch: ImportBatch,
    reason: str,
    kind: str,
    source: str,
    version: int | None,
    actor: Any,
    op: uuid.UUID | None = None,
) -> ImportBatch:
    """What a rule says `reason` of is of this kind: in this import, or in all texts to come of a `source`, if named.

    The kind "" lets the rule decide again in this import. Raises UnknownKind, WrongValue, ImportOver and Stale.
    """
    about, body = f"import/{batch.pk}", [reason, kind, source]
    with write(project=batch.project, actor=actor, verb="switch rule", about=about, op=op, body=body) as work:
        now = now_of(batch)
        refuse_unless(now, State.READING, State.READY)
        check_version(now, version, batch_state(now))
        if source:
            remembered(now.project, source, By.RULE, reason, kind, work)
        else:
            now.choices = _with_rule(now.choices, reason, kind)
        read_again(now, work)
    return now


def _with_rule(choices: Mapping[str, Any], reason: str, kind: str) -> dict[str, Any]:
    if kind and kind not in Paragraph.Kind.values:
        raise UnknownKind(_("There is no kind of paragraph with this name."), field="kind")
    rules = {**choices.get("rules", {}), reason: kind}
    return {**choices, "rules": {known: said for known, said in rules.items() if said}}


def _check(draft: Draft, numbers: Collection[int], kinds: Collection[str]) -> None:
    n = len(draft.parsed.pieces) if draft.parsed else 0
    if not all(1 <= number <= n for number in numbers):
        raise NotInText(_("A paragraph is not in the document's text."), field="paragraph")
    if not set(kinds) <= set(Paragraph.Kind.values):
        raise UnknownKind(_("There is no kind of paragraph with this name."), field="kind")


def _line(draft: Draft, number: int, kinds: Mapping[int, str]) -> tuple[str, str]:
    """The text of a paragraph and the kind it is said to be, or is."""
    parsed: Any = draft.parsed
    piece = parsed.pieces[number - 1]
    return parsed.text[piece.start : piece.end], kinds.get(number, piece.kind)

"""Changing what paragraphs are: their kind, and whether they can be coded; one or many in one operation."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from corpus.models import Document, Paragraph
from corpus.rules.base import BY_HAND
from corpus.states import paragraph_id, paragraph_state
from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import Work, check_version, write


class UnknownKind(Problem):
    """Not a kind of paragraph."""

    rule = "unknown-kind"


class NotInText(Problem):
    """A paragraph that is not in the document's current text."""

    rule = "outside-text"


@dataclass(frozen=True)
class Change:
    """One paragraph as its reader saw it, and what it shall be; without `is_codable` its kind decides."""

    paragraph: int
    version: int | None
    kind: str
    is_codable: bool | None = None


class Changed(NamedTuple):
    """How many paragraphs are different now, and how many of them can be coded now, or no longer."""

    n: int
    n_opened: int
    n_closed: int


def change_kinds(*, document: Document, changes: Sequence[Change], actor: Any, op: uuid.UUID | None = None) -> Changed:
    """All of the changes or none; what became different.

    Raises UnknownKind, NotInText, and Stale when one of them was changed since.
    """
    body = [[change.paragraph, change.version, change.kind, change.is_codable] for change in changes]
    about = f"document/{document.pk}"
    with write(project=document.project, actor=actor, verb="change kinds", about=about, op=op, body=body) as work:
        wanted = {change.paragraph: change for change in changes}
        rows = list(locked(Paragraph.objects.of(document).filter(pk__in=wanted)))
        if len(rows) < len(wanted):
            raise NotInText(_("A paragraph is not in the document's text."), field="paragraph")
        were_codable = {row.pk for row in rows if row.is_codable}
        changed = [row for row in rows if _change(row, wanted[row.pk], work)]
        Paragraph.objects.bulk_update(changed, ["kind", "is_codable", "reason", "version"], batch_size=200)
    n_opened = sum(row.is_codable and row.pk not in were_codable for row in changed)
    n_closed = sum(not row.is_codable and row.pk in were_codable for row in changed)
    return Changed(len(changed), n_opened, n_closed)


def _change(row: Paragraph, change: Change, work: Work) -> bool:
    """Set the row's fields, unsaved, and record them; whether anything is different."""
    if change.kind not in Paragraph.Kind.values:
        raise UnknownKind(_("There is no kind of paragraph with this name."), field="kind")
    before = paragraph_state(row)
    check_version(row, change.version, before)
    is_codable = change.kind in Paragraph.CODABLE if change.is_codable is None else change.is_codable
    if (change.kind, is_codable) == (row.kind, row.is_codable):
        return False
    row.kind, row.is_codable, row.reason, row.version = change.kind, is_codable, BY_HAND, row.version + 1
    work.record("paragraph", paragraph_id(row), before, paragraph_state(row))
    return True

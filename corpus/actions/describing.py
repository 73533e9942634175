"""Changing what is said about a document: its title, author, source, date and the rest; never its text."""

import uuid
from collections.abc import Mapping
from typing import Any

from corpus import dates, provenance
from corpus.actions.sourcing import WrongValue, source_named
from corpus.models import Document
from corpus.states import DESCRIPTION, document_state
from ledger.locks import locked
from ledger.write import check_version, write


def change_document(
    *, document: Document, fields: Mapping[str, str], version: int | None, actor: Any, op: uuid.UUID | None = None
) -> Document:
    """Set the fields that are given: those of DESCRIPTION and "source", the name of a source, made when it is new.

    Raises WrongValue (with the field) and Stale.
    """
    body = [document.pk, dict(fields)]
    about = f"document/{document.pk}"
    with write(project=document.project, actor=actor, verb="describe document", about=about, op=op, body=body) as work:
        now = locked(Document.objects).select_related("project").get(pk=document.pk)
        before = document_state(now)
        check_version(now, version, before)
        clean = _clean(fields)
        if "source" in clean:
            now.source, _note = source_named(now.project, clean.pop("source"), "", work)
        for name, value in clean.items():
            setattr(now, name, value)
        now.year = dates.year_of(now.published)
        if document_state(now) != before:
            now.version += 1
            now.save()
            work.record("document", now.pk, before, document_state(now))
    return now


def _clean(fields: Mapping[str, str]) -> dict[str, str]:
    unknown = set(fields) - {*DESCRIPTION, "source"}
    if unknown:
        raise TypeError(f"a document has no {sorted(unknown)}")
    try:
        return provenance.clean(fields)
    except provenance.Wrong as wrong:
        raise WrongValue(str(wrong), field=wrong.field) from wrong

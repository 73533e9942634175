"""What of the corpus the ledger can replay and put back."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from corpus import dates
from corpus.models import Document, ImportBatch, ImportFile, Paragraph, Revision, Source, SourceHabit
from corpus.states import (
    DESCRIPTION,
    batch_state,
    document_state,
    habit_state,
    import_file_id,
    import_file_state,
    paragraph_id,
    paragraph_state,
    revision_state,
    source_state,
)
from ledger.kinds import Kind, Part
from ledger.locks import locked
from ledger.models import Event
from ledger.problems import Stale
from ledger.undo import refuse_if_changed
from ledger.write import Work

Rows = Iterator[tuple[str, dict[str, Any]]]


def live_sources(project: Any) -> Rows:
    for source in Source.objects.filter(project=project).iterator():
        yield str(source.pk), source_state(source)


def live_habits(project: Any) -> Rows:
    for habit in SourceHabit.objects.in_project(project):
        yield str(habit.pk), habit_state(habit)


def live_documents(project: Any) -> Rows:
    for document in Document.objects.filter(project=project).iterator():
        yield str(document.pk), document_state(document)


def live_imports(project: Any) -> Rows:
    for batch in ImportBatch.objects.filter(project=project).iterator():
        yield str(batch.pk), batch_state(batch)


def live_import_files(project: Any) -> Rows:
    """Those about which somebody said something."""
    for file in ImportFile.objects.spoken_of(project).iterator():
        yield import_file_id(file), import_file_state(file)


def live_revisions(project: Any) -> Rows:
    """The checksum is that of the text as it stands in the table, whatever the column beside it says."""
    for revision in Revision.objects.filter(document__project=project).iterator(chunk_size=20):
        yield (
            str(revision.pk),
            {**revision_state(revision), "sha256": hashlib.sha256(revision.text.encode()).hexdigest()},
        )


def live_paragraphs(project: Any) -> Rows:
    """A paragraph that is no longer a slice of its revision's text is not what was imported."""
    for revision in Revision.objects.filter(document__project=project).iterator(chunk_size=20):
        for paragraph in revision.paragraphs.order_by("ordinal").iterator(chunk_size=2000):
            slice = revision.text[paragraph.start : paragraph.start + paragraph.n_chars]
            altered = {} if slice == paragraph.text else {"text": "altered"}
            yield paragraph_id(paragraph), paragraph_state(paragraph) | altered


def paragraphs_of(state: dict[str, Any]) -> tuple[dict[str, Any], list[Part]]:
    """A revision's event holds its paragraphs in short; each of them is an object of its own."""
    own = {name: value for name, value in state.items() if name not in {"paragraphs", "reasons"}}
    parts: list[Part] = []
    for ordinal, (kind, is_codable, reason) in enumerate(state.get("paragraphs", []), start=1):
        part = {"kind": kind, "is_codable": is_codable, "reason": state["reasons"][reason], "version": 1}
        parts.append(("paragraph", f"{state['id']}/{ordinal}", part))
    return own, parts


def put_sources(events: Sequence[Event], work: Work) -> None:
    for event in events:
        source = locked(Source.objects).get(pk=event.object_id)
        before = source_state(source)
        was = _was(event, before)
        source.name, source.authority = was["name"], was["authority"]
        source.version += 1
        source.save()
        work.record("source", event.object_id, before, source_state(source))


def put_documents(events: Sequence[Event], work: Work) -> None:
    """Describe documents as they were described; a text that was imported is not taken out again this way."""
    for event in events:
        document = locked(Document.objects).get(pk=event.object_id)
        before = document_state(document)
        described = _was(event, before)
        for name in (*DESCRIPTION, "extra"):
            setattr(document, name, described[name])
        document.source_id, document.year = described["source"], dates.year_of(described["published"])
        document.version += 1
        document.save()
        work.record("document", event.object_id, before, document_state(document))


def put_revisions(events: Sequence[Event], work: Work) -> None:
    """Which text is the current one, as it was; the one that is current makes room first."""
    for event in sorted(events, key=lambda each: bool(each.before and each.before["state"] == "current")):
        revision = locked(Revision.objects).get(pk=event.object_id)
        before = revision_state(revision)
        revision.state = _was(event, before)["state"]
        revision.save(update_fields=["state"])
        work.record("revision", event.object_id, before, revision_state(revision))


def put_paragraphs(events: Sequence[Event], work: Work) -> None:
    for event in events:
        revision, ordinal = event.object_id.split("/")
        paragraph = locked(Paragraph.objects).get(revision=int(revision), ordinal=ordinal)
        before = paragraph_state(paragraph)
        was = _was(event, before)
        paragraph.kind, paragraph.is_codable, paragraph.reason = was["kind"], was["is_codable"], was["reason"]
        paragraph.version += 1
        paragraph.save(update_fields=["kind", "is_codable", "reason", "version"])
        work.record("paragraph", event.object_id, before, paragraph_state(paragraph))


def _was(event: Event, now: dict[str, Any]) -> dict[str, Any]:
    """The state to go back to; refuses what was imported by the event, and what changed since."""
    if event.before is None:
        raise Stale(_("What was imported stays."))
    refuse_if_changed(event, now)
    was: dict[str, Any] = event.before
    return was


KINDS = (
    Kind("source", live_sources, put_sources),
    Kind("habit", live_habits),
    Kind("import", live_imports),
    Kind("import file", live_import_files),
    Kind("document", live_documents, put_documents),
    Kind("revision", live_revisions, put_revisions, parts=paragraphs_of),
    Kind("paragraph", live_paragraphs, put_paragraphs),
)

"""Copies of documents under other titles, inside an operation: for corpora that are invented, by the thousand."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from corpus.actions import storing
from corpus.models import Document, ImportBatch, Paragraph, Revision
from corpus.reporting import report
from corpus.states import document_state, revision_state, with_paragraphs
from ledger import bulk
from ledger.write import Work

Map = dict[int, int]  # id of an original -> id of its copy


@dataclass(frozen=True)
class Texts:
    """Documents with their current texts, read once; `compact`: what each revision's event says of its paragraphs."""

    documents: list[Document]
    revisions: list[Revision]
    paragraphs: list[bulk.Row]
    compact: dict[int, dict[str, Any]]


def texts(documents: Collection[int]) -> Texts:
    """Those of the documents with these ids."""
    revisions = list(Revision.objects.filter(document__in=documents).current().order_by("pk"))
    rows = bulk.select(Paragraph, "revision_id", [each.pk for each in revisions])
    compact = {each.pk: with_paragraphs({}, each.paragraphs.order_by("ordinal").defer("text")) for each in revisions}
    return Texts(list(Document.objects.among(documents).order_by("pk")), revisions, rows, compact)


def copy_texts(project: Any, originals: Texts, number: int, work: Work) -> tuple[Map, Map]:
    """One copy of each, its title ending in `number`; which document and which paragraph became which."""
    batch = storing.open_batch(project, work)
    documents = _documents(originals, number, work)
    revisions = _revisions(originals, documents, batch, work)
    paragraphs = _paragraphs(originals, revisions)
    storing.close_batch(batch, report([]), work)
    return documents, paragraphs


def _documents(originals: Texts, number: int, work: Work) -> Map:
    ids = [each.pk for each in originals.documents]
    made = list(Document.objects.among(ids).order_by("pk"))
    for each in made:
        each.pk, each.title, each.version, each.added_at = None, f"{each.title} ({number})", 1, work.operation.at
    Document.objects.bulk_create(made)
    for each in made:
        work.record("document", each.pk, None, document_state(each))
    return dict(zip(ids, [each.pk for each in made], strict=True))


def _revisions(originals: Texts, documents: Map, batch: ImportBatch, work: Work) -> Map:
    fields = [field.attname for field in Revision._meta.concrete_fields if not field.primary_key]
    made = [Revision(**{name: getattr(each, name) for name in fields}) for each in originals.revisions]
    for each in made:
        each.document_id, each.batch, each.number = documents[each.document_id], batch, 1
    Revision.objects.bulk_create(made)
    for before, after in zip(originals.revisions, made, strict=True):
        work.record("revision", after.pk, None, {**revision_state(after), **originals.compact[before.pk]})
    return {before.pk: after.pk for before, after in zip(originals.revisions, made, strict=True)}


def _paragraphs(originals: Texts, revisions: Map) -> Map:
    names = bulk.columns(Paragraph)
    own, above, version = (names.index(name) for name in ("id", "revision_id", "version"))
    ids, rows = bulk.new_ids(Paragraph, len(originals.paragraphs)), []
    for pk, row in zip(ids, originals.paragraphs, strict=True):
        new = list(row)
        new[own], new[above], new[version] = pk, revisions[row[above]], 1
        rows.append(tuple(new))
    bulk.insert(Paragraph, rows)
    return dict(zip((row[own] for row in originals.paragraphs), ids, strict=True))

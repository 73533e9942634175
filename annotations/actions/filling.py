"""Many passages at once, for corpora that are invented or come from elsewhere: one operation, few statements."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from annotations import deriving
from annotations.actions import coding, passages, reading, vocabulary
from annotations.actions.changes import Read, Tag
from annotations.models import Assignment, Passage, Tagging
from annotations.states import about, passage_state
from corpus.models import Paragraph
from ledger.write import Work, write
from vocabulary.controlled import UnknownTheme
from vocabulary.models import Theme

BATCH = 500  # rows a statement


def fill(*, assignment: Assignment, tags: Sequence[Tag], actor: Any = None) -> None:
    """Store passages with their themes, and mark their paragraphs as read.

    Raises what tagging one passage raises for a wrong place, wrong words or a wrong theme, and IntegrityError for words
    that are marked already; then nothing is stored.
    """
    with write(project=assignment.round.project, actor=actor, verb="tag", about=about(assignment)) as work:
        now = coding.enter(assignment, actor)
        paragraphs = passages.paragraphs_of(now, [tag.paragraph for tag in tags])
        rows = [_passage(now, tag, paragraphs[tag.paragraph], work) for tag in tags]
        taggings = _taggings(now, rows, tags, work)
        Passage.objects.bulk_create(rows, batch_size=BATCH)
        Tagging.objects.bulk_create([each for given in taggings for each in given], batch_size=BATCH)
        for row, given in zip(rows, taggings, strict=True):
            work.record("passage", row.pk, None, passage_state(row, given))
        deriving.refresh_many(rows)
        reading.read(now, Read(paragraphs=tuple(paragraphs)), work)


def _passage(assignment: Assignment, tag: Tag, paragraph: Paragraph, work: Work) -> Passage:
    passages.check_span(paragraph, tag.start, tag.end, tag.quote)
    return Passage(
        id=tag.id,
        round=assignment.round,
        coder=assignment.coder,
        document_id=assignment.document_id,
        paragraph=paragraph,
        start=tag.start,
        end=tag.end,
        quote=tag.quote,
        note=tag.note,
        group=tag.group,
        created_at=work.operation.at,
    )


def _taggings(assignment: Assignment, rows: Sequence[Passage], tags: Sequence[Tag], work: Work) -> list[list[Tagging]]:
    """The taggings of each passage."""
    project = assignment.round.project_id
    named = Theme.objects.named(project, {slug for tag in tags for slug in tag.themes})
    latest = vocabulary.seen(project, None, work)
    vocabulary.check_given(project, named.values(), latest, work)
    return [
        [_tagging(row, _theme(named, slug), slug in tag.unsure, latest.version_id) for slug in tag.themes]
        for row, tag in zip(rows, tags, strict=True)
    ]


def _theme(named: Mapping[str, Theme], slug: str) -> Theme:
    if slug.lower() not in named:
        raise UnknownTheme(_("“%s” is not a theme of this codebook.") % slug, field="themes")
    return named[slug.lower()]


def _tagging(passage: Passage, theme: Theme, is_unsure: bool, version: int) -> Tagging:
    place = {name: getattr(passage, name) for name in ("round_id", "coder_id", "document_id", "paragraph_id")}
    return Tagging(content_object=passage, tag=theme, is_unsure=is_unsure, codebook_version_id=version, **place)

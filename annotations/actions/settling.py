"""The decided coder's work on a document: brought in line with what was decided, by difference.

Nothing that stays is written again; what changes leaves its events, as any coder's work.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from annotations import deriving
from annotations.cells import Differences, differences
from annotations.layering import Layer, Samples, Themes, passages_of, readings_of
from annotations.models import Assignment, Passage, Reading, Round, Tagging
from annotations.states import about, passage_state, reading_id, reading_state
from corpus.models import Document, Paragraph
from ledger.locks import locked
from ledger.models import Event
from ledger.write import Work, write
from projects.models import Coder, Project
from vocabulary import codebook
from vocabulary.entries import Codebook

BATCH = 500  # rows a statement
Spot = tuple[int, int, int]  # paragraph, start, end


def hold(round: int, document: int) -> list[Assignment]:
    """Lock the work of all coders of a document in a round (ids), always in one order; what is not given back of it."""
    everybody = Assignment.objects.in_round(round).on(document).of_readers()
    return [each for each in locked(everybody.order_by("pk")) if not each.given_back_at]


def settle_all(*, round: Round, documents: Iterable[Document], actor: Any) -> None:
    """Settle whole documents, as an operation of its own each, inside whatever changes what is compared there.

    Nothing happens in a round that hides its coders from one another.
    """
    for document in () if round.hides_others else documents:
        place = decided_work(round, document)
        with write(project=round.project, actor=actor, verb="settle", about=about(place)) as work:
            settle(place, None, work)


def decided_work(round: Round, document: Document) -> Assignment:
    """The decided coder's work on a document: never stored, since nobody asked them to."""
    return Assignment(round=round, document=document, coder=Coder.objects.decided(round.project_id))


def settle(place: Assignment, paragraphs: Collection[int] | None, work: Work) -> None:
    """Bring these paragraphs (None: all) in line; nothing happens while somebody has not handed in."""
    found = differences(place.round, place.document_id, paragraphs)
    if not found.is_complete:
        return
    scope = None if place.round.project.unit == Project.Unit.DOCUMENT else paragraphs
    layer = passages_of(found.cells, found.given)
    there = _there(place, scope)
    _name_versions(layer, there, codebook.current(place.round.project_id))
    _align_passages(place, there, layer, work)
    _align_readings(place, scope, readings_of(found.cells, found.given, _samples(found), layer), work)


def _samples(found: Differences) -> Samples:
    return {
        each.coder_id: None if each.paragraphs is None else frozenset(each.paragraphs) for each in found.assignments
    }


def _mine(place: Assignment, rows: Any, scope: Collection[int] | None) -> Any:
    mine = rows.filter(round=place.round, coder=place.coder, document=place.document)
    return mine if scope is None else mine.filter(paragraph__in=scope)


@dataclass(frozen=True)
class There:
    """The decided coder's passages as they are: their ids, and the version under which each theme was given."""

    ids: dict[Spot, uuid.UUID] = field(default_factory=dict)
    themes: dict[Spot, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))


def _there(place: Assignment, scope: Collection[int] | None) -> There:
    there = There()
    fields = ("paragraph_id", "start", "end", "pk", "taggings__tag_id", "taggings__codebook_version_id")
    for *spot, pk, theme, version in _mine(place, Passage.objects, scope).values_list(*fields):
        there.ids[tuple(spot)] = pk
        there.themes[tuple(spot)][theme] = version
    return there


def _name_versions(layer: Layer, there: There, published: Codebook | None) -> None:
    """A theme that no coder gave stands under the version in which it was decided: that of now, if it is new."""
    for paragraph, spans in layer.items():
        for span, themes in spans.items():
            given = there.themes.get((paragraph, *span), {})
            for theme in [theme for theme, version in themes.items() if version is None]:
                themes[theme] = given.get(theme, published.version_id if published else None)


def _align_passages(place: Assignment, before: There, layer: Layer, work: Work) -> None:
    wanted = {(paragraph, *span): themes for paragraph, spans in layer.items() for span, themes in spans.items()}
    have, ids = before.themes, before.ids
    other = {spot for spot in wanted.keys() | have.keys() if have.get(spot, {}).keys() != wanted.get(spot, {}).keys()}
    if not other:
        return
    named = {spot[0] for spot in other}
    paragraphs = {each.pk: each for each in locked(Paragraph.objects.with_revision(named))}
    there = Passage.objects.among(ids[spot] for spot in other if spot in ids).with_themes()
    live = {(each.paragraph_id, each.start, each.end): each for each in there}
    for each in live.values():
        each.round, each.paragraph = place.round, paragraphs[each.paragraph_id]
    gone = _remove([live[spot] for spot in sorted(other & live.keys()) if spot not in wanted], work)
    turned = [_retag(live[spot], wanted[spot], work) for spot in sorted(other & live.keys()) if spot in wanted]
    new = {spot: wanted[spot] for spot in sorted(other - live.keys())}
    deriving.refresh_many([*gone, *turned, *_add(place, new, paragraphs, work)])


def _remove(gone: list[Passage], work: Work) -> list[Passage]:
    for passage in gone:
        work.record("passage", passage.pk, passage_state(passage, passage.taggings.all()), None)
    Passage.objects.among([passage.pk for passage in gone]).delete()
    return gone


def _retag(passage: Passage, themes: Themes, work: Work) -> Passage:
    rows = list(passage.taggings.all())
    before = passage_state(passage, rows)
    Tagging.objects.filter(pk__in=[row.pk for row in rows if row.tag_id not in themes]).delete()
    missing = {theme: version for theme, version in themes.items() if theme not in {row.tag_id for row in rows}}
    new = Tagging.objects.bulk_create(_taggings(passage, missing))
    passage.version += 1
    passage.save(update_fields=["version"])
    kept = [row for row in rows if row.tag_id in themes]
    work.record("passage", passage.pk, before, passage_state(passage, [*kept, *new]))
    return passage


def _add(place: Assignment, new: dict[Spot, Themes], paragraphs: dict[int, Paragraph], work: Work) -> list[Passage]:
    made = [_passage(place, spot, paragraphs[spot[0]], work) for spot in new]
    taggings = [_taggings(passage, new[_spot(passage)]) for passage in made]
    Passage.objects.bulk_create(made, batch_size=BATCH)
    Tagging.objects.bulk_create([row for rows in taggings for row in rows], batch_size=BATCH)
    for passage, rows in zip(made, taggings, strict=True):
        work.record("passage", passage.pk, None, passage_state(passage, rows))
    return made


def _spot(passage: Passage) -> Spot:
    return passage.paragraph_id, passage.start, passage.end


def _passage(place: Assignment, spot: Spot, paragraph: Paragraph, work: Work) -> Passage:
    return Passage(
        round=place.round,
        coder=place.coder,
        document=place.document,
        paragraph=paragraph,
        start=spot[1],
        end=spot[2],
        quote=paragraph.text[spot[1] : spot[2]],
        created_at=work.operation.at,
    )


def _taggings(passage: Passage, themes: Themes) -> list[Tagging]:
    given = ((theme, version) for theme, version in sorted(themes.items()) if version is not None)
    return [passage.tagging(theme, is_unsure=False, codebook_version=version) for theme, version in given]


def _align_readings(place: Assignment, scope: Collection[int] | None, wanted: dict[int, int], work: Work) -> None:
    have = {mark.paragraph_id: mark for mark in _mine(place, Reading.objects, scope)}
    other = {
        pk for pk in have.keys() | wanted.keys() if pk not in have or have[pk].codebook_version_id != wanted.get(pk)
    }
    for pk in sorted(other & have.keys()):
        work.record("reading", reading_id(have[pk]), reading_state(have[pk]), None)
    Reading.objects.filter(pk__in=[have[pk].pk for pk in other & have.keys()]).delete()
    new = [_reading(place, pk, wanted[pk]) for pk in sorted(other & wanted.keys())]
    versions = Event.objects.last_versions("reading", map(reading_id, new)) if new else {}
    for mark in new:
        mark.version = versions.get(reading_id(mark), 0) + 1
        work.record("reading", reading_id(mark), None, reading_state(mark))
    Reading.objects.bulk_create(new, batch_size=BATCH)


def _reading(place: Assignment, paragraph: int, version: int) -> Reading:
    return Reading(
        round=place.round,
        coder=place.coder,
        document=place.document,
        paragraph_id=paragraph,
        codebook_version_id=version,
    )

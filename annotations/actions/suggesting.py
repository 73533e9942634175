"""Machines as coders: what they propose in a round, and whose proposals its coders are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations import deriving
from annotations.actions import assigning, reading
from annotations.actions.changes import Read, Unread
from annotations.models import Assignment, Passage, Reading, Round, Tagging
from annotations.problems import BlindRound, RoundLocked
from annotations.states import about, passage_state
from annotations.suggesters import Proposal, Suggester
from annotations.suggesters.base import Propose, Span
from corpus.models import Document, Paragraph
from ledger.locks import locked
from ledger.write import Work, write
from projects.actions import machines
from projects.models import Coder, Project
from vocabulary import codebook
from vocabulary.controlled import UnknownTheme
from vocabulary.entries import Codebook

BATCH = 500  # rows a statement
Spot = tuple[int, int, int]  # paragraph, start, end
Given = dict[int, tuple[float | None, str]]  # score and reason by theme


@dataclass(frozen=True)
class Suggested:
    """What a run changed, in suggestions (a theme on a passage), and how many there are now."""

    documents: int
    added: int
    removed: int
    suggestions: int


def suggest(*, round: Round, suggester: Suggester, actor: Any) -> Suggested:
    """Bring a machine's codes in a round in line with what it proposes now, and show them to the round's coders.

    One operation for each document that changes, so a second run changes nothing. Every codable paragraph counts as
    read by the machine. Raises BlindRound, RoundLocked, or UnknownTheme where no codebook is published.
    """
    _refuse(round)
    published = codebook.current(round.project)
    if published is None:
        raise UnknownTheme(_("No codebook is published yet."), field="codebook_version")
    coder = machines.enrol(project=round.project, name=suggester.name, actor=actor)
    propose = suggester.prepare(published)
    documents = list(Document.objects.in_project(round.project).active().order_by("pk"))
    changes = [_align(round, coder, document, propose, published, actor) for document in documents]
    added, removed = (sum(counts) for counts in zip(*changes, strict=True)) if changes else (0, 0)
    now = Round.objects.select_related("project").get(pk=round.pk)
    assigning.change_round(round=now, version=now.version, actor=actor, shows_suggestions_of=coder)
    return Suggested(len(documents), added, removed, Tagging.objects.filter(round=round, coder=coder).count())


def _refuse(round: Round) -> None:
    if round.is_blind:
        raise BlindRound(_("The round “%s” is blind: its coders are shown nobody's codes, machines' neither.") % round)
    if round.locked_at:
        raise RoundLocked(_("The round “%s” is locked.") % round.name)


def _align(
    round: Round, coder: Coder, document: Document, propose: Propose, published: Codebook, actor: Any
) -> tuple[int, int]:
    """How many suggestions were added and removed in one document."""
    work_of = Assignment(round=round, document=document, coder=coder)
    with write(project=round.project, actor=actor, verb="suggest", about=about(work_of)) as work:
        work_of.round = locked(Round.objects).select_related("project").get(pk=round.pk)
        _refuse(work_of.round)
        paragraphs = {each.pk: each for each in locked(Paragraph.objects.of(document).codable())}
        wanted = _wanted(paragraphs.values(), document.language, propose, work_of.round.project.unit)
        have = list(Passage.objects.of(work_of).select_related("paragraph", "round__project").with_themes())
        same = {_spot(passage) for passage in have if _given(passage) == wanted.get(_spot(passage))}
        gone = [passage for passage in have if _spot(passage) not in same]
        removed = _remove(gone, work)
        new = {spot: given for spot, given in wanted.items() if spot not in same}
        added = _add(work_of, new, paragraphs, published, work, beside=gone)
        _read(work_of, published, work)
    return added, removed


def _wanted(paragraphs: Iterable[Paragraph], language: str, propose: Propose, unit: str) -> dict[Spot, Given]:
    wanted: dict[Spot, Given] = {}
    for paragraph in paragraphs:
        for proposal in propose(paragraph.text, language, _units(paragraph, unit)):
            spot = (paragraph.pk, proposal.start, proposal.end)
            wanted.setdefault(spot, {})[proposal.theme] = _reason(proposal)
    return wanted


def _units(paragraph: Paragraph, unit: str) -> list[Span]:
    """What the key of a theme tags on the annotate screen."""
    whole = unit == Project.Unit.PARAGRAPH or not paragraph.sentences
    return [(0, paragraph.n_chars)] if whole else [(start, end) for start, end in paragraph.sentences]


def _reason(proposal: Proposal) -> tuple[float | None, str]:
    return proposal.score, proposal.why


def _spot(passage: Passage) -> Spot:
    return passage.paragraph_id, passage.start, passage.end


def _given(passage: Passage) -> Given:
    return {row.tag_id: (row.score, row.why) for row in passage.taggings.all()}


def _remove(gone: list[Passage], work: Work) -> int:
    states = {passage.pk: passage_state(passage, passage.taggings.all()) for passage in gone}
    Passage.objects.filter(pk__in=states).delete()
    for pk, state in states.items():
        work.record("passage", pk, state, None)
    return sum(len(state["taggings"]) for state in states.values())


def _add(
    work_of: Assignment,
    new: Mapping[Spot, Given],
    paragraphs: Mapping[int, Paragraph],
    published: Codebook,
    work: Work,
    beside: list[Passage],
) -> int:
    """Store what is proposed; units are counted anew for it and for what went `beside` it."""
    rows = [_passage(work_of, spot, paragraphs[spot[0]], work) for spot in new]
    taggings = [[_tagging(row, theme, reason, published) for theme, reason in new[_spot(row)].items()] for row in rows]
    Passage.objects.bulk_create(rows, batch_size=BATCH)
    Tagging.objects.bulk_create([each for given in taggings for each in given], batch_size=BATCH)
    for row, given in zip(rows, taggings, strict=True):
        work.record("passage", row.pk, None, passage_state(row, given))
    deriving.refresh_many([*beside, *rows])
    return sum(map(len, taggings))


def _passage(work_of: Assignment, spot: Spot, paragraph: Paragraph, work: Work) -> Passage:
    return Passage(
        round=work_of.round,
        coder=work_of.coder,
        document=work_of.document,
        paragraph=paragraph,
        start=spot[1],
        end=spot[2],
        quote=paragraph.text[spot[1] : spot[2]],
        created_at=work.operation.at,
    )


def _tagging(passage: Passage, theme: int, reason: tuple[float | None, str], published: Codebook) -> Tagging:
    version, (score, why) = published.version_id, reason
    origin = {"origin": Tagging.Origin.MACHINE, "score": score, "why": why}
    return passage.tagging(theme, is_unsure=False, codebook_version=version, **origin)


def _read(work_of: Assignment, published: Codebook, work: Work) -> None:
    """Everything is read, under the codebook of this run."""
    marks = Reading.objects.of(work_of)
    stale = marks.exclude(codebook_version=published.version_id).values_list("paragraph_id", flat=True)
    reading.unread(work_of, Unread(paragraphs=tuple(stale)), work)
    reading.read(work_of, Read(paragraphs=None), work)

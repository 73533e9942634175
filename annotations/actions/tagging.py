"""Making passages, one or hundreds at once, inside an operation that `coding` or `filling` has opened."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from annotations import deriving
from annotations.actions import vocabulary
from annotations.actions.accepting import Suggested, accepted, suggested
from annotations.actions.changes import Change, Tag
from annotations.actions.giving import new_taggings, refuse_doubt
from annotations.actions.passages import already_marked, check_paragraph, check_span
from annotations.models import Assignment, Passage, Tagging
from annotations.problems import NoTheme, PassageExists
from annotations.states import passage_state
from corpus.models import Paragraph
from ledger.locks import locked
from ledger.models import Event
from ledger.write import Work

BATCH = 500  # rows a statement


def tag_all(assignment: Assignment, tags: Sequence[Tag], work: Work) -> None:
    """Select stretches and give them themes, in as many statements as one; the paragraphs stay codable meanwhile.

    Raises the Problem of the first that is wrong, and IntegrityError where a stretch is marked already: whoever opened
    the operation asks `refuse_doubles` what was in the way.
    """
    named = locked(Paragraph.objects.with_revision({tag.paragraph for tag in tags}))
    paragraphs = {each.pk: each for each in named}
    known = Event.objects.known("passage", [tag.id for tag in tags])
    names = {name for tag in tags for name in (*tag.themes, *tag.unsure, *tag.accepts)}
    found = vocabulary.named(assignment.round.project_id, names, work)
    offered = suggested(assignment.round, (tag.paragraph for tag in tags if tag.accepts))
    made: list[tuple[Passage, list[Tagging]]] = []
    for tag in tags:
        passage = _passage(assignment, tag, check_paragraph(assignment, paragraphs.get(tag.paragraph)), work)
        _refuse_known(passage, known, work)
        made.append((passage, _taggings(passage, tag, found, offered, work)))
        work.record("passage", passage.pk, None, passage_state(*made[-1]))
    Passage.objects.bulk_create([passage for passage, _rows in made], batch_size=BATCH)
    Tagging.objects.bulk_create([row for _passage, rows in made for row in rows], batch_size=BATCH)
    deriving.add(made)


def refuse_doubles(assignment: Assignment, changes: Iterable[Change]) -> None:
    """After the database refused them: raises PassageExists where exactly these words were marked already.

    Or where somebody was given one of the ids at the same moment: then it is there by now.
    """
    tags = [change for change in changes if isinstance(change, Tag)]
    if Event.objects.known("passage", [tag.id for tag in tags]):
        raise _id_taken()
    touched = [pk for pk in (getattr(change, "id", None) for change in changes) if pk]
    others = Passage.objects.of(assignment).in_paragraphs(tag.paragraph for tag in tags).exclude(pk__in=touched)
    there = {(each.paragraph_id, each.start, each.end): each for each in others}
    seen = set()
    for tag in tags:
        place = (tag.paragraph, tag.start, tag.end)
        if place in there or place in seen:
            raise already_marked(there.get(place))
        seen.add(place)


def _passage(assignment: Assignment, tag: Tag, paragraph: Paragraph, work: Work) -> Passage:
    check_span(paragraph, tag.start, tag.end, tag.quote)
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


def _refuse_known(passage: Passage, known: set[str], work: Work) -> None:
    """Refuse an id that any passage has or ever had: whoever gave it again would take over its history.

    Only one's own passage in this work is told; of all others the answer says nothing.
    """
    if str(passage.pk) in known or ("passage", str(passage.pk)) in work.events:
        mine = {"round": passage.round, "coder": passage.coder, "document": passage.document_id}
        there = Passage.objects.filter(pk=passage.pk, **mine).first()
        raise _id_taken({"id": str(there.pk), **passage_state(there)} if there else None)


def _id_taken(current: dict[str, Any] | None = None) -> PassageExists:
    return PassageExists(_("This id was given to a passage already; take a new one."), field="id", current=current)


def _taggings(passage: Passage, tag: Tag, found: Mapping[str, Any], offered: Suggested, work: Work) -> list[Tagging]:
    """The themes of a new passage, not stored yet; raises NoTheme, UnknownTheme or RetiredTheme."""
    if not tag.themes:
        raise NoTheme(_("Choose at least one theme."), field="themes")
    themes, doubted = vocabulary.meant(tag.themes, found), vocabulary.meant(tag.unsure, found)
    refuse_doubt(doubted, themes)
    seen = vocabulary.seen(passage.round.project_id, tag.codebook_version, work)
    origins = accepted(passage, themes, vocabulary.meant(tag.accepts, found), offered)
    return new_taggings(passage, themes, set(doubted), seen, work, origins)

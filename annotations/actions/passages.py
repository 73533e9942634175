"""Making, changing and taking back passages, inside an operation that `coding` or `undoing` has opened."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from annotations import deriving
from annotations.actions import vocabulary
from annotations.actions.changes import Edit, Tag, Withdraw
from annotations.models import Assignment, Passage
from annotations.problems import EmptySpan, NotCodable, NoTheme, OutsideText, PassageExists, TextRevised, WrongQuote
from annotations.states import passage_state
from corpus.models import Paragraph
from ledger.locks import locked
from ledger.models import Event
from ledger.problems import Problem
from ledger.write import Work, check_version
from vocabulary.controlled import UnknownTheme
from vocabulary.models import Theme


class NoSuchPassage(Problem):
    status, rule = 404, "not-found"


def tag(assignment: Assignment, change: Tag, work: Work) -> None:
    """Select a stretch and give it themes; raises PassageExists where this coder has one on exactly these words."""
    paragraph = paragraph_of(assignment, change.paragraph, among=locked(Paragraph.objects.all()))  # it stays codable
    check_span(paragraph, change.start, change.end, change.quote)
    place = {"round": assignment.round, "coder": assignment.coder, "paragraph": paragraph}
    _refuse_known(assignment, change.id, work)
    _refuse_double(change.start, change.end, **place)
    passage = Passage(
        id=change.id,
        document_id=assignment.document_id,
        start=change.start,
        end=change.end,
        quote=change.quote,
        note=change.note,
        group=change.group,
        created_at=work.operation.at,
        **place,
    )
    if not change.themes:
        raise NoTheme(_("Choose at least one theme."), field="themes")
    passage.save(force_insert=True)
    themes, how = _resolve(passage, change.themes, change.unsure, change.codebook_version, work)
    passage.themes.add(*themes, **how, is_new=True)
    work.record("passage", passage.pk, None, passage_state(passage, deriving.refresh(passage, is_new=True)))


def edit(assignment: Assignment, change: Edit, work: Work) -> None:
    """Change words, themes, doubt or note of one passage, from the version that the coder saw."""
    passage = passage_of(assignment, change.id)
    before = passage_state(passage)
    check_version(passage, change.version, {"id": str(passage.pk), **before})
    if change.start is not None or change.end is not None:
        _move(passage, change)
    if change.note is not None:
        passage.note = change.note
    if change.themes is not None or change.unsure is not None:
        slugs = change.themes if change.themes is not None else tuple(passage.themes.slugs())
        unsure = change.unsure if change.unsure is not None else _unsure(passage)
        themes, how = _resolve(passage, slugs, unsure, change.codebook_version, work)
        passage.themes.set(themes, **how)
    after = passage_state(passage)
    _refuse_without_theme(after, change)
    if after != before:
        passage.version += 1
        passage.save()
        work.record("passage", passage.pk, before, passage_state(passage, deriving.refresh(passage)))


def withdraw(assignment: Assignment, change: Withdraw, work: Work) -> None:
    """Take a passage back. The live row goes, its whole state stays in the event."""
    passage = passage_of(assignment, change.id)
    before = passage_state(passage)
    check_version(passage, change.version, {"id": str(passage.pk), **before})
    remove(passage)
    work.record("passage", change.id, before, None)


def remove(passage: Passage) -> None:
    """Take the live rows of a passage away, and its themes from the units."""
    passage.taggings.all().delete()
    deriving.refresh(passage)
    Passage.objects.filter(pk=passage.pk).delete()


def paragraph_of(assignment: Assignment, pk: int, *, among: QuerySet[Paragraph] | None = None) -> Paragraph:
    """A codable paragraph of the assignment's current text; raises TextRevised, NotCodable or OutsideText."""
    return paragraphs_of(assignment, [pk], among=among)[pk]


def paragraphs_of(
    assignment: Assignment, pks: Iterable[int], *, among: QuerySet[Paragraph] | None = None
) -> dict[int, Paragraph]:
    """The same for several, by id, in one query."""
    wanted = list(dict.fromkeys(pks))
    asked = (Paragraph.objects.all() if among is None else among).filter(pk__in=wanted)
    found = {each.pk: each for each in asked.select_related("revision").defer("revision__text")}
    return {pk: _checked(assignment, found.get(pk)) for pk in wanted}


def passage_of(assignment: Assignment, pk: Any) -> Passage:
    """A passage of this assignment, locked for the change; raises NoSuchPassage."""
    mine = Passage.objects.in_round(assignment.round_id).by(assignment.coder_id).filter(document=assignment.document_id)
    passage = locked(mine).select_related("paragraph", "round__project").filter(pk=pk).first()
    if passage is None:
        gone = {"withdrawn": [str(pk)]}
        raise NoSuchPassage(_("There is no such passage; it was taken back, or it never was."), current=gone)
    return passage


def _checked(assignment: Assignment, paragraph: Paragraph | None) -> Paragraph:
    if paragraph is None or paragraph.revision.document_id != assignment.document_id:
        raise OutsideText(_("This paragraph is not in the document."), field="paragraph")
    if paragraph.revision.state != "current":
        again = Paragraph.objects.of(assignment.document).same_as(paragraph)
        current = {"paragraph": again} if again else None
        raise TextRevised(_("The text was corrected in the meantime."), field="paragraph", current=current)
    if assignment.paragraphs is not None and paragraph.pk not in assignment.paragraphs:
        raise NotCodable(_("This paragraph is not part of the assignment."), field="paragraph")
    if not paragraph.is_codable:
        raise NotCodable(_("This paragraph is not codable."), field="paragraph")
    return paragraph


def check_span(paragraph: Paragraph, start: int, end: int, quote: str) -> None:
    """Raises EmptySpan, OutsideText or WrongQuote where [start, end) cannot be selected with these words."""
    if start >= end:
        raise EmptySpan(_("Nothing is selected."), field="end")
    if start < 0 or end > paragraph.n_chars:
        raise OutsideText(_("The selection reaches beyond the paragraph."), field="end")
    if paragraph.text[start:end] != quote:
        raise WrongQuote(_("The words at this place are others."), field="quote", current=paragraph.text[start:end])


def _refuse_known(assignment: Assignment, pk: Any, work: Work) -> None:
    """Refuse an id that any passage has or ever had: whoever gave it again would take over its history.

    Only one's own passage in this work is told; of all others the answer says nothing.
    """
    if ("passage", str(pk)) in work.events or Event.objects.of("passage", pk).exists():
        there = Passage.objects.of(assignment).filter(pk=pk).first()
        current = {"id": str(pk), **passage_state(there)} if there else None
        raise PassageExists(_("This id was given to a passage already; take a new one."), field="id", current=current)


def _refuse_double(start: int, end: int, **place: Any) -> None:
    other = Passage.objects.filter(start=start, end=end, **place).first()
    if other:
        message = _("You have marked exactly these words already; change the themes there.")
        raise PassageExists(message, field="start", current={"id": str(other.pk), **passage_state(other)})


def _move(passage: Passage, change: Edit) -> None:
    start = passage.start if change.start is None else change.start
    end = passage.end if change.end is None else change.end
    check_span(passage.paragraph, start, end, change.quote or "")
    if (start, end) != (passage.start, passage.end):
        _refuse_double(start, end, round=passage.round, coder=passage.coder, paragraph=passage.paragraph)
        passage.start, passage.end, passage.quote = start, end, change.quote or ""
        passage.save(update_fields=["start", "end", "quote"])


def _resolve(
    passage: Passage, slugs: tuple[str, ...], unsure: tuple[str, ...], version: int | None, work: Work
) -> tuple[list[Theme], dict[str, Any]]:
    """The themes of these slugs, and how they are given; raises UnknownTheme."""
    themes, doubted = passage.themes.resolve(slugs), passage.themes.resolve(unsure)
    if any(theme not in themes for theme in doubted):
        raise UnknownTheme(_("Only a theme of the passage can be unsure."), field="unsure")
    seen = vocabulary.seen(passage.round.project_id, version, work)
    return themes, {"unsure": doubted, "codebook": seen, "work": work}


def _unsure(passage: Passage) -> tuple[str, ...]:
    return tuple(passage.taggings.filter(is_unsure=True).values_list("tag__slug", flat=True))


def _refuse_without_theme(after: dict[str, Any], change: Edit) -> None:
    """Only a note keeps a passage without themes, and whoever changes the themes must say that it shall."""
    is_kept = change.keep_note or (change.themes is None and change.unsure is None)
    if not after["taggings"] and not (is_kept and after["note"]):
        raise NoTheme(_("A passage needs a theme; take it back, or keep it for its note."), field="themes")

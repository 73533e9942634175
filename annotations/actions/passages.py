"""Changing and taking back passages, inside an operation that `coding` has opened; `tagging` makes them."""

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from annotations import deriving
from annotations.actions import giving, vocabulary
from annotations.actions.accepting import accepted, suggested
from annotations.actions.changes import Edit, Withdraw
from annotations.actions.giving import refuse_doubt
from annotations.models import Assignment, Passage, Tagging
from annotations.problems import EmptySpan, NotCodable, NoTheme, OutsideText, PassageExists, TextRevised, WrongQuote
from annotations.states import passage_state
from corpus.models import Paragraph
from corpus.successors import successor_of
from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import Work, check_version


class NoSuchPassage(Problem):
    status, rule = 404, "not-found"


def edit(assignment: Assignment, change: Edit, work: Work) -> None:
    """Change words, themes, doubt or note of one passage, from the version that the coder saw."""
    passage = _passages_of(assignment, [change.id]).get(change.id) or _refuse_absent(change.id)
    rows = list(passage.taggings.all())
    before = passage_state(passage, rows)
    check_version(passage, change.version, {"id": str(passage.pk), **before})
    if change.start is not None or change.end is not None:
        _move(passage, change)
    if change.note is not None:
        passage.note = change.note
    if change.themes is not None or change.unsure is not None:
        rows = _retag(passage, rows, change, work)
    after = passage_state(passage, rows)
    _refuse_without_theme(after, change)
    if after != before:
        passage.version += 1
        passage.save()
        deriving.refresh(passage)
        work.record("passage", passage.pk, before, passage_state(passage, rows))


def withdraw_all(assignment: Assignment, changes: Sequence[Withdraw], work: Work) -> None:
    """Take passages back, in as many statements as one. The live rows go, their whole states stay in the events."""
    there = _passages_of(assignment, [change.id for change in changes])
    gone = []
    for change in changes:
        passage = there.pop(change.id, None) or _refuse_absent(change.id)
        before = passage_state(passage, passage.taggings.all())
        check_version(passage, change.version, {"id": str(passage.pk), **before})
        work.record("passage", change.id, before, None)
        gone.append(passage)
    Passage.objects.filter(pk__in=[passage.pk for passage in gone]).delete()
    deriving.refresh_many(gone)


def paragraph_of(assignment: Assignment, pk: int, *, is_locked: bool = False) -> Paragraph:
    """A codable paragraph of the assignment's current text; raises TextRevised, NotCodable or OutsideText."""
    return paragraphs_of(assignment, [pk], is_locked=is_locked)[pk]


def paragraphs_of(assignment: Assignment, pks: Iterable[int], *, is_locked: bool = False) -> dict[int, Paragraph]:
    """The same for several, by id, in one query; with `is_locked` they stay as they are until the operation is done."""
    wanted = list(dict.fromkeys(pks))
    named = Paragraph.objects.with_revision(wanted)
    found = {each.pk: each for each in (locked(named) if is_locked else named)}
    return {pk: check_paragraph(assignment, found.get(pk)) for pk in wanted}


def _passages_of(assignment: Assignment, pks: Sequence[Any]) -> dict[Any, Passage]:
    """Those of this assignment that are there, by id, locked for the change."""
    mine = Passage.objects.of(assignment).filter(pk__in=pks).select_related("paragraph").prefetch_related("taggings")
    found = {passage.pk: passage for passage in locked(mine.order_by("pk"))}
    for passage in found.values():
        passage.round, passage.coder = assignment.round, assignment.coder
    return found


def _refuse_absent(pk: Any) -> NoReturn:
    gone = {"withdrawn": [str(pk)]}
    raise NoSuchPassage(_("There is no such passage; it was taken back, or it never was."), current=gone)


def check_paragraph(assignment: Assignment, paragraph: Paragraph | None) -> Paragraph:
    """The paragraph, where the assignment's coder may tag in it; raises OutsideText, TextRevised or NotCodable."""
    if paragraph is None or paragraph.revision.document_id != assignment.document_id:
        raise OutsideText(_("This paragraph is not in the document."), field="paragraph")
    if paragraph.revision.state != "current":
        again = successor_of(paragraph)
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


def already_marked(there: Passage | None) -> PassageExists:
    """What to raise where the coder has a passage on exactly these words (None: made in the same operation)."""
    message = _("You have marked exactly these words already; change the themes there.")
    return PassageExists(message, field="start", current=there and {"id": str(there.pk), **passage_state(there)})


def _move(passage: Passage, change: Edit) -> None:
    start = passage.start if change.start is None else change.start
    end = passage.end if change.end is None else change.end
    check_span(passage.paragraph, start, end, change.quote or "")
    if (start, end) != (passage.start, passage.end):
        place = {"round": passage.round, "coder": passage.coder, "paragraph": passage.paragraph}
        if other := Passage.objects.filter(start=start, end=end, **place).first():
            raise already_marked(other)
        passage.start, passage.end, passage.quote = start, end, change.quote or ""


def _retag(passage: Passage, rows: Sequence[Tagging], change: Edit, work: Work) -> list[Tagging]:
    """Give the passage the themes and the doubt of the change; what it leaves out stays. All rows as they are then."""
    project, have = passage.round.project_id, {row.tag_id: row for row in rows}
    found = vocabulary.named(project, (*(change.themes or ()), *(change.unsure or ()), *change.accepts), work)
    themes = None if change.themes is None else vocabulary.meant(change.themes, found)
    kept = {row.tag_id for row in rows if row.is_unsure}
    doubted = kept if change.unsure is None else set(vocabulary.meant(change.unsure, found))
    refuse_doubt(doubted, have if themes is None else themes)
    remove = [pk for pk in have if themes is not None and pk not in themes]
    seen = vocabulary.seen(project, change.codebook_version, work)
    offered = suggested(passage.round, [passage.paragraph_id] if change.accepts else ())
    origins = accepted(passage, have if themes is None else themes, vocabulary.meant(change.accepts, found), offered)
    how: dict[str, Any] = {"codebook": seen, "work": work, "accepted": origins}
    return giving.change(passage, have, add=themes or {}, remove=remove, doubted=doubted, **how)


def _refuse_without_theme(after: dict[str, Any], change: Edit) -> None:
    """Only a note keeps a passage without themes, and whoever changes the themes must say that it shall."""
    is_kept = change.keep_note or (change.themes is None and change.unsure is None)
    if not after["taggings"] and not (is_kept and after["note"]):
        raise NoTheme(_("A passage needs a theme; take it back, or keep it for its note."), field="themes")

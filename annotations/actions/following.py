"""What was done on a text follows it into its corrected one, inside the operation that adopts it.

On unchanged paragraphs everything goes along. Where a paragraph changed, its passages stand where they were found or
put, its read marks and decisions are taken back: nobody has read, or decided about, the words that stand there now.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import ngettext

from annotations.models import Assignment, Decision, Dismissal, Passage, Question, Reading, Slot, Tagging
from annotations.revision_plan import RevisionPlan
from annotations.states import (
    assignment_state,
    decision_id,
    decision_state,
    dismissal_id,
    dismissal_state,
    passage_state,
    question_state,
    reading_id,
    reading_state,
    slot_state,
)
from corpus.models import Paragraph
from corpus.states import paragraph_id, paragraph_state
from ledger.locks import locked
from ledger.models import Event
from ledger.write import Work

BATCH = 500  # rows a statement

Places = dict[int, int]  # a paragraph's id for another one's


def follow(plan: RevisionPlan, work: Work) -> int:
    """Everything that lies on the current text of the plan's document; how many passages moved."""
    _carry_kinds(plan, work)
    moved = _passages(plan, work)
    _questions(plan, {passage.pk: passage.paragraph_id for passage in moved}, work)
    _readings(plan, work)
    _dismissals(plan, work)
    _decisions(plan, work)
    _work(plan, moved, work)
    return len(moved)


def _carry_kinds(plan: RevisionPlan, work: Work) -> None:
    """What was said about unchanged paragraphs while the corrected text waited."""
    old, changed = {each.pk: each for each in plan.old}, []
    for pk, now in plan.same.items():
        was = old[pk]
        if (was.kind, was.is_codable, was.reason) != (now.kind, now.is_codable, now.reason):
            before = paragraph_state(now)
            now.kind, now.is_codable, now.reason, now.version = was.kind, was.is_codable, was.reason, now.version + 1
            work.record("paragraph", paragraph_id(now), before, paragraph_state(now))
            changed.append(now)
    Paragraph.objects.bulk_update(changed, ["kind", "is_codable", "reason", "version"], batch_size=200)


def _passages(plan: RevisionPlan, work: Work) -> list[Passage]:
    """Those that stand in the corrected text, stored; the others are taken back."""
    moved, gone = [], []
    for passage in locked(_on_current(plan, Passage)).prefetch_related("taggings").order_by("pk"):
        target = plan.targets[passage.paragraph_id, passage.start, passage.end]
        rows = list(passage.taggings.all())
        before = passage_state(passage, rows)
        if target is None:
            gone.append(passage.pk)
            work.record("passage", passage.pk, before, None)
            continue
        passage.paragraph, passage.start, passage.end = target
        passage.quote, passage.version = target[0].text[passage.start : passage.end], passage.version + 1
        work.record("passage", passage.pk, before, passage_state(passage, rows))
        moved.append(passage)
    Passage.objects.filter(pk__in=gone).delete()
    _store(moved)
    return moved


def _store(moved: Sequence[Passage]) -> None:
    """In few statements, however many: the rows as they are now, and the paragraph of their themes."""
    _update(Passage, moved, ["paragraph", "start", "end", "quote", "version"])
    home = defaultdict(list)
    for passage in moved:
        home[passage.paragraph_id].append(passage.pk)
    for paragraph, passages in home.items():
        for first in range(0, len(passages), BATCH):
            some = passages[first : first + BATCH]
            Tagging.objects.filter(content_object__in=some).update(paragraph=paragraph)


def _questions(plan: RevisionPlan, passages: dict[Any, int], work: Work) -> None:
    """With their passages, else with their paragraphs; of a paragraph that is gone they are taken back."""
    for question in locked(_on_current(plan, Question)).order_by("pk"):
        before, near = question_state(question), plan.counterparts.get(question.paragraph_id)
        home = passages.get(question.passage) or (near.pk if near else None)
        if home is None:
            work.record("question", question.pk, before, None)
            question.delete()
            continue
        question.paragraph_id, question.version = home, question.version + 1
        question.save(update_fields=["paragraph", "version"])
        work.record("question", question.pk, before, question_state(question))


def _readings(plan: RevisionPlan, work: Work) -> None:
    """Those of unchanged paragraphs."""
    marks = list(locked(_on_current(plan, Reading)).order_by("pk"))
    kept = [mark for mark in marks if mark.paragraph_id in plan.same]
    for mark in marks:
        work.record("reading", reading_id(mark), reading_state(mark), None)
    Reading.objects.filter(pk__in=[mark.pk for mark in marks if mark.paragraph_id not in plan.same]).delete()
    for mark in kept:
        mark.paragraph = plan.same[mark.paragraph_id]
    versions = Event.objects.last_versions("reading", map(reading_id, kept))
    for mark in kept:
        mark.version = versions.get(reading_id(mark), 0) + 1
        work.record("reading", reading_id(mark), None, reading_state(mark))
    _update(Reading, kept, ["paragraph", "version"])


def _dismissals(plan: RevisionPlan, work: Work) -> None:
    """Those whose words are unchanged; the others are forgotten, so that the machine may ask again."""
    rows = list(locked(_on_current(plan, Dismissal)).order_by("pk"))
    targets = plan.exactly(rows)
    for row in rows:
        work.record("dismissal", dismissal_id(row), dismissal_state(row), None)
    Dismissal.objects.filter(pk__in=[row.pk for row in rows if row.pk not in targets]).delete()
    kept = [row for row in rows if row.pk in targets]
    for row in kept:
        row.paragraph, row.start, row.end = targets[row.pk]
        work.record("dismissal", dismissal_id(row), None, dismissal_state(row))
    _update(Dismissal, kept, ["paragraph", "start", "end"])


def _decisions(plan: RevisionPlan, work: Work) -> None:
    """Those about unchanged paragraphs; where the document is the unit, all of them."""
    is_whole = plan.document.project.unit == "document"
    rows, kept = list(locked(_on_current(plan, Decision)).order_by("pk")), []
    for row in rows:
        work.record("decision", decision_id(row), decision_state(row), None)
        home = plan.new[0] if is_whole and plan.new else plan.same.get(row.paragraph_id)
        if home is not None:
            row.paragraph = home
            kept.append(row)
    Decision.objects.filter(pk__in={row.pk for row in rows} - {row.pk for row in kept}).delete()
    versions = Event.objects.last_versions("decision", map(decision_id, kept))
    for row in kept:
        row.version = versions.get(decision_id(row), 0) + 1
        work.record("decision", decision_id(row), None, decision_state(row))
    _update(Decision, kept, ["paragraph", "version"])


def _work(plan: RevisionPlan, moved: Iterable[Passage], work: Work) -> None:
    """Samples name the paragraphs of the new text; what was handed in comes back where something is to be read."""
    reached: dict[tuple[int, int], set[int]] = defaultdict(set)
    for passage in moved:
        reached[passage.round_id, passage.coder_id].add(passage.paragraph_id)
    codable = {each.pk for each in plan.new if each.is_codable}
    read: dict[tuple[int, int], set[int]] = defaultdict(set)
    for mark in Reading.objects.filter(document=plan.document, paragraph__revision=plan.revision):
        read[mark.round_id, mark.coder_id].add(mark.paragraph_id)
    there = locked(Assignment.objects.on(plan.document)).select_related("round").order_by("pk")
    for assignment in there:
        whose = (assignment.round_id, assignment.coder_id)
        before = assignment_state(assignment)
        assignment.paragraphs = _sample(plan, assignment.paragraphs, reached[whose])
        scope = codable if assignment.paragraphs is None else codable & {*assignment.paragraphs}
        _return(assignment, len(scope - read[whose]), work)
        if assignment_state(assignment) != before:
            assignment.version += 1
            assignment.save()
            work.record("assignment", assignment.pk, before, assignment_state(assignment))
    for slot in locked(Slot.objects.on(plan.document)).exclude(paragraphs=None).order_by("pk"):
        was = slot_state(slot)
        slot.paragraphs, slot.version = _sample(plan, slot.paragraphs, set()), slot.version + 1
        slot.save(update_fields=["paragraphs", "version"])
        work.record("slot", slot.pk, was, slot_state(slot))


def _sample(plan: RevisionPlan, paragraphs: list[int] | None, reached: set[int]) -> list[int] | None:
    """The paragraphs of a drawn sample in the new text, and those into which its coder's passages went."""
    if paragraphs is None:
        return None
    drawn = {plan.counterparts[pk].pk for pk in paragraphs if pk in plan.counterparts} | reached
    return [each.pk for each in plan.new if each.pk in drawn]


def _return(assignment: Assignment, n_unread: int, work: Work) -> None:
    """Work that was handed in is open again where paragraphs are to be read; in a locked round nothing is."""
    if not n_unread or assignment.handed_in_at is None or assignment.round.locked_at:
        return
    words = ngettext(
        "The text was corrected: %d paragraph is to be read.",
        "The text was corrected: %d paragraphs are to be read.",
        n_unread,
    )
    assignment.handed_in_at, assignment.returned_at = None, work.operation.at
    assignment.comment = words % n_unread


def _update(model: type[Model], rows: Sequence[Any], fields: Sequence[str]) -> None:
    """Rows that are there, in few statements: sent whole, which takes a fifth of the time of an update by ids."""
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=fields, batch_size=BATCH
    )


def _on_current(plan: RevisionPlan, model: type[Model]) -> Any:
    return model._default_manager.filter(document=plan.document, paragraph__revision__state="current")

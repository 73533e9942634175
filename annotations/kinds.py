"""What of annotations the ledger can replay and put back."""

from collections.abc import Iterator
from typing import Any

from annotations.models import Anchor, Assignment, Decision, Dismissal, Passage, Question, Reading, Round, Slot
from annotations.putting import (
    put_assignments,
    put_decisions,
    put_dismissals,
    put_passages,
    put_questions,
    put_readings,
    put_slots,
)
from annotations.states import (
    anchor_id,
    anchor_state,
    assignment_state,
    decision_id,
    decision_state,
    dismissal_id,
    dismissal_state,
    passage_state,
    question_state,
    reading_id,
    reading_state,
    round_state,
    slot_state,
)
from ledger.kinds import Kind


def live_rounds(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for round in Round.objects.filter(project=project).iterator():
        yield str(round.pk), round_state(round)


def live_assignments(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for assignment in Assignment.objects.filter(round__project=project).iterator():
        yield str(assignment.pk), assignment_state(assignment)


def live_slots(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for slot in Slot.objects.filter(round__project=project).iterator():
        yield str(slot.pk), slot_state(slot)


def live_readings(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for reading in Reading.objects.filter(round__project=project).iterator():
        yield reading_id(reading), reading_state(reading)


def live_passages(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    passages = Passage.objects.filter(round__project=project).prefetch_related("taggings")
    for passage in passages.iterator(chunk_size=2000):
        yield str(passage.pk), passage_state(passage, passage.taggings.all())


def live_questions(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for question in Question.objects.filter(round__project=project).iterator():
        yield str(question.pk), question_state(question)


def live_dismissals(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for dismissal in Dismissal.objects.filter(round__project=project).iterator():
        yield dismissal_id(dismissal), dismissal_state(dismissal)


def live_decisions(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for decision in Decision.objects.in_project(project).iterator():
        yield decision_id(decision), decision_state(decision)


def live_anchors(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for anchor in Anchor.objects.in_project(project).iterator():
        yield anchor_id(anchor), anchor_state(anchor)


KINDS = (
    Kind("round", live_rounds),
    Kind("assignment", live_assignments, put_assignments),
    Kind("slot", live_slots, put_slots),
    Kind("reading", live_readings, put_readings),
    Kind("passage", live_passages, put_passages),
    Kind("question", live_questions, put_questions),
    Kind("dismissal", live_dismissals, put_dismissals),
    Kind("decision", live_decisions, put_decisions),
    Kind("anchor", live_anchors),
)

"""What an operation left behind, as JSON: the state now of everything that it touched, whatever happened since.

One query for each kind of thing it touched, however many of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from annotations.models import Assignment, Question, Reading
from annotations.models.questions import question_json
from annotations.passage_rows import passages_of
from ledger.models import Event, Operation
from vocabulary.entries import Codebook

Rows = dict[str, dict[str, Any]]
Published = Callable[[], Codebook | None]  # asked only where themes are told


@dataclass(frozen=True)
class Part:
    """One kind of thing: under which names it is told what is there and what is gone, and how both are read.

    `live` gives the JSON by object id of those of an assignment that are there; `name` tells what is gone. `mark` is a
    name that only the states of this kind have.
    """

    kind: str
    there: str
    gone: str
    live: Callable[[Assignment, list[str], Published], Rows]
    name: Callable[[str], Any] = str
    mark: str = ""


def outcome(
    assignment: Assignment, operation: Operation, events: Iterable[Event], published: Published
) -> dict[str, Any]:
    """{op, step, passages, withdrawn, readings, unread, questions, retracted}, in the order of the events.

    `step` counts what the actor did about this work, up to this operation. The operation's number would tell a coder of
    a blind round how much all the others do.
    """
    touched: dict[str, list[str]] = {part.kind: [] for part in PARTS}
    for event in events:
        touched[event.kind].append(event.object_id)
    place, until = (operation.project_id, operation.about, operation.actor_id), operation.number
    told: dict[str, Any] = {"op": str(operation.op), "step": Operation.objects.count_own(*place, until=until)}
    for part in PARTS:
        told |= _tell(part, assignment, touched[part.kind], published)
    return told


def now_there(assignment: Assignment, current: Any, published: Published) -> Any:
    """What a refused change met, told as outcomes tell it; as it is where it is no state of such a thing."""
    for part in PARTS:
        if isinstance(current, dict) and part.mark and part.mark in current:
            return part.live(assignment, [current["id"]], published).get(current["id"])
    return current


def _tell(part: Part, assignment: Assignment, ids: list[str], published: Published) -> dict[str, Any]:
    rows = part.live(assignment, ids, published) if ids else {}
    there = [rows[each] for each in ids if each in rows]
    return {part.there: there, part.gone: [part.name(each) for each in ids if each not in rows]}


def _passages(assignment: Assignment, ids: list[str], published: Published) -> Rows:
    return {passage["id"]: passage for passage in passages_of(assignment, published(), among=ids)}


def _readings(assignment: Assignment, ids: list[str], _published: Published) -> Rows:
    marks = Reading.objects.of(assignment).filter(paragraph__in=map(_paragraph, ids))
    found = marks.values_list("paragraph_id", "version")
    place = f"{assignment.round_id}/{assignment.coder_id}"
    return {f"{place}/{paragraph}": {"paragraph": paragraph, "version": version} for paragraph, version in found}


def _questions(assignment: Assignment, ids: list[str], _published: Published) -> Rows:
    asked = Question.objects.of(assignment).filter(pk__in=ids).with_people()
    return {str(question.pk): question_json(question) for question in asked}


def _paragraph(reading: str) -> int:
    """The paragraph of a read mark, from its id: round/coder/paragraph."""
    return int(reading.rpartition("/")[2])


PARTS = (
    Part("passage", "passages", "withdrawn", _passages, mark="taggings"),
    Part("reading", "readings", "unread", _readings, _paragraph),
    Part("question", "questions", "retracted", _questions, mark="asked_at"),
)

"""What an operation left behind, as JSON."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from annotations.models import Assignment, Dismissal, Question, Reading
from annotations.models.questions import question_json
from annotations.passage_rows import passages_in, passages_of
from annotations.states import dismissal_id
from ledger.models import Event, Operation
from ledger.write import State, Work
from vocabulary.entries import Codebook

Rows = dict[str, Any]
States = dict[str, State]
Published = Callable[[], Codebook | None]  # asked only where themes are told


@dataclass(frozen=True)
class Part:
    """One kind of thing: under which names it is told what is there and what is gone, and how both are read.

    `live` gives the JSON by object id of those of an assignment that are there, `told` the same from the states in
    which an operation left them, where these say it all; `name` tells what is gone. `mark` is a name that only the
    states of this kind have.
    """

    kind: str
    there: str
    gone: str
    live: Callable[[Assignment, Iterable[str], Published], Rows]
    told: Callable[[States, Published], Rows] | None = None
    name: Callable[[str], Any] = str
    mark: str = ""


def outcome(assignment: Assignment, work: Work, published: Published) -> dict[str, Any]:
    """{op, step} and what PARTS name (passages, withdrawn, readings, unread, …) as an operation just left them.

    In the order of its events. `step` counts what the actor did about this work, up to this operation. The operation's
    number would tell a coder of a blind round how much all the others do.
    """
    told: dict[str, Any] = {"op": str(work.operation.op), "step": work.step}
    for part, states in _by_part(work.events.values()):
        there: States = {pk: state for pk, state in states.items() if state is not None}
        rows = part.told(there, published) if part.told else part.live(assignment, there, published) if there else {}
        told |= _tell(part, states, rows)
    return told


def outcome_now(assignment: Assignment, operation: Operation, published: Published) -> dict[str, Any]:
    """The same of an operation done before: the state now of everything that it touched, whatever happened since.

    One query for each kind of thing it touched, however many of them.
    """
    place, until = (operation.project_id, operation.about, operation.actor_id), operation.number
    told: dict[str, Any] = {"op": str(operation.op), "step": Operation.objects.count_own(*place, until=until)}
    for part, states in _by_part(operation.events.order_by("id")):
        told |= _tell(part, states, part.live(assignment, states, published) if states else {})
    return told


def now_there(assignment: Assignment, current: Any, published: Published) -> Any:
    """What a refused change met, told as outcomes tell it; as it is where it is no state of such a thing."""
    for part in PARTS:
        if isinstance(current, dict) and part.mark and part.mark in current:
            return part.live(assignment, [current["id"]], published).get(current["id"])
    return current


def _by_part(events: Iterable[Event]) -> list[tuple[Part, States]]:
    """What each kind of thing was after the events, in their order."""
    touched: dict[str, States] = {part.kind: {} for part in PARTS}
    for event in events:
        touched[event.kind][event.object_id] = event.after
    return [(part, touched[part.kind]) for part in PARTS]


def _tell(part: Part, ids: Iterable[str], rows: Rows) -> dict[str, Any]:
    there = [rows[each] for each in ids if each in rows]
    return {part.there: there, part.gone: [part.name(each) for each in ids if each not in rows]}


def _passages(assignment: Assignment, ids: Iterable[str], published: Published) -> Rows:
    return {passage["id"]: passage for passage in passages_of(assignment, published(), among=ids)}


def _passages_left(states: States, published: Published) -> Rows:
    return passages_in(states, published()) if states else {}


def _readings_left(states: States, _published: Published) -> Rows:
    return {pk: {"paragraph": state["paragraph"], "version": state["version"]} for pk, state in states.items() if state}


def _readings(assignment: Assignment, ids: Iterable[str], _published: Published) -> Rows:
    marks = Reading.objects.of(assignment).filter(paragraph__in=map(_paragraph, ids))
    found = marks.values_list("paragraph_id", "version")
    place = f"{assignment.round_id}/{assignment.coder_id}"
    return {f"{place}/{paragraph}": {"paragraph": paragraph, "version": version} for paragraph, version in found}


def _questions(assignment: Assignment, ids: Iterable[str], _published: Published) -> Rows:
    asked = Question.objects.of(assignment).filter(pk__in=list(ids)).with_people()
    return {str(question.pk): question_json(question) for question in asked}


def _dismissals(assignment: Assignment, ids: Iterable[str], _published: Published) -> Rows:
    paragraphs = {int(each.split("/")[2]) for each in ids}
    there = Dismissal.objects.of(assignment).filter(paragraph__in=paragraphs)
    return {name: _suggestion(name) for name in map(dismissal_id, there)}


def _dismissals_left(states: States, _published: Published) -> Rows:
    return {pk: _suggestion(pk) for pk in states}


def _suggestion(dismissal: str) -> str:
    """The suggestion that was dismissed, from the dismissal's id: round/coder/suggestion."""
    return dismissal.split("/", 2)[2]


def _paragraph(reading: str) -> int:
    """The paragraph of a read mark, from its id: round/coder/paragraph."""
    return int(reading.rpartition("/")[2])


PARTS = (
    Part("passage", "passages", "withdrawn", _passages, _passages_left, mark="taggings"),
    Part("reading", "readings", "unread", _readings, _readings_left, _paragraph),
    Part("question", "questions", "retracted", _questions, mark="asked_at"),
    Part("dismissal", "dismissed", "restored", _dismissals, _dismissals_left, _suggestion),
)

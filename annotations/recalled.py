"""What a coder did last in a document, so that undo and redo go on where they stopped, on any machine.

The same number of queries however much was done; a step that changed very many things is told without them.
"""

from collections.abc import Iterable, Set
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from annotations.actions import undoing
from annotations.models import Assignment
from ledger.models import Event, Operation
from ledger.write import State
from vocabulary.entries import Codebook

MOST_STEPS = 30
MOST_EFFECTS = 300  # things that a step changed, beyond which they are not told

Steps = dict[str, list[dict[str, Any]]]


def recalled(assignment: Assignment, actor: Any, published: Codebook | None, shown: Set[int]) -> Steps:
    """{done, undone}: the steps that undo takes back and the undos that redo takes back, each list oldest first.

    A step is {op, effects: [{kind, id, before, after}]}, the states as pages tell them, null where nothing was there;
    effects are null where there are more than MOST_EFFECTS, or one of them is on a paragraph that is not among `shown`.
    """
    own = undoing.own_steps(assignment, actor)
    done, undone = (_last(steps) for steps in (own.standing(), own.redoable()))
    effects = {
        pk: told if all(_paragraph(each) in shown for each in told) else None
        for pk, told in _effects([*done, *undone], published).items()
    }
    return {
        name: [{"op": str(step.op), "effects": effects.get(step.pk)} for step in steps]
        for name, steps in (("done", done), ("undone", undone))
    }


def _last(steps: Any) -> list[Operation]:
    counted = Event.objects.filter(operation=OuterRef("pk")).order_by().values("operation").annotate(n=Count("pk"))
    found = steps.annotate(size=Coalesce(Subquery(counted.values("n")), 0)).only("op")
    return list(found[:MOST_STEPS])[::-1]


def _effects(steps: Iterable[Any], published: Codebook | None) -> dict[int, list[dict[str, Any]]]:
    told: dict[int, list[dict[str, Any]]] = {step.pk: [] for step in steps if step.size <= MOST_EFFECTS}
    events = Event.objects.filter(operation__in=list(told)).order_by("id")
    for operation, kind, name, before, after in events.values_list(
        "operation_id", "kind", "object_id", "before", "after"
    ):
        told[operation].append(_effect(kind, name, before, after, published))
    return told


def _effect(kind: str, name: str, before: State, after: State, published: Codebook | None) -> dict[str, Any]:
    if kind == "reading":
        paragraph = int(name.rpartition("/")[2])
        marks = [{"paragraph": paragraph} if state else None for state in (before, after)]
        return {"kind": kind, "id": paragraph, "before": marks[0], "after": marks[1]}
    if kind == "dismissal":
        places = [{at: state[at] for at in ("paragraph", "start")} if state else None for state in (before, after)]
        return {"kind": kind, "id": name.split("/", 2)[2], "before": places[0], "after": places[1]}
    tell = _passage if kind == "passage" else _question
    return {"kind": kind, "id": name, "before": tell(name, before, published), "after": tell(name, after, published)}


def _paragraph(effect: dict[str, Any]) -> int:
    return int((effect["before"] or effect["after"])["paragraph"])


def _passage(name: str, state: State, published: Codebook | None) -> State:
    """A passage as it was, its themes called as the published codebook calls them, in its order."""
    if state is None:
        return None
    given = {row["theme"]: row["is_unsure"] for row in state["taggings"]}
    named = [(entry.slug, given[entry.id]) for entry in (published.entries if published else ()) if entry.id in given]
    kept = {each: value for each, value in state.items() if each not in {"taggings", "group"}}
    themes = {"themes": [slug for slug, _ in named], "unsure": [slug for slug, is_unsure in named if is_unsure]}
    return {"id": name, **kept, **themes}


def _question(name: str, state: State, _published: Codebook | None) -> State:
    """A question as it was when its coder last changed it: before anybody dealt with it."""
    if state is None:
        return None
    kept = {each: state[each] for each in ("version", "paragraph", "passage", "text", "asked_at", "answer")}
    return {"id": name, **kept, "answered_by": None, "answered_at": None, "resolved": False}

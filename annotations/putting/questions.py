"""Questions as they were."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from annotations.models import Question
from annotations.putting.places import codable
from annotations.states import question_state
from ledger.locks import locked
from ledger.models import Event
from ledger.undo import refuse_if_changed
from ledger.write import Work

PLACES = ("round", "coder", "document", "paragraph", "answered_by")
MOMENTS = ("asked_at", "answered_at", "resolved_at")
WORDS = ("text", "answer")


def put_questions(events: Sequence[Event], work: Work) -> None:
    """Ask again, take back or reword; id and time stay. Raises Stale, also where somebody answered in the meantime."""
    asked = locked(Question.objects).filter(pk__in=[event.object_id for event in events])
    there = {str(question.pk): question_state(question) for question in asked}
    for event in events:
        refuse_if_changed(event, there.get(event.object_id))
    back = {event.object_id: event.before for event in events if event.before is not None}
    codable(back.values(), work)
    Question.objects.filter(pk__in=there.keys() - back.keys()).delete()
    versions = Event.objects.last_versions("question", back)
    restored = [_question(pk, state, versions[pk] + 1) for pk, state in back.items()]
    fields = [*PLACES, *MOMENTS, *WORDS, "passage", "version"]
    Question.objects.bulk_create(restored, update_conflicts=True, unique_fields=["id"], update_fields=fields)
    after = {str(question.pk): question_state(question) for question in restored}
    for event in events:
        work.record("question", event.object_id, there.get(event.object_id), after.get(event.object_id))


def _question(pk: str, state: dict[str, Any], version: int) -> Question:
    places = {f"{name}_id": state[name] for name in PLACES}
    moments = {name: state[name] and datetime.fromisoformat(state[name]) for name in MOMENTS}
    words = {name: state[name] for name in WORDS}
    passage = state["passage"] and uuid.UUID(state["passage"])
    return Question(id=uuid.UUID(pk), passage=passage, version=version, **places, **moments, **words)

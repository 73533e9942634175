"""What of annotations the ledger can replay and put back."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from annotations import deriving
from annotations.actions.passages import remove
from annotations.models import Assignment, Passage, Question, Reading, Round, Tagging
from annotations.states import (
    assignment_state,
    passage_state,
    question_state,
    reading_id,
    reading_state,
    round_state,
)
from corpus.models import Paragraph
from ledger.kinds import Kind
from ledger.locks import locked
from ledger.models import Event
from ledger.problems import Stale
from ledger.write import State, Work


def live_rounds(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for round in Round.objects.filter(project=project).iterator():
        yield str(round.pk), round_state(round)


def live_assignments(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for assignment in Assignment.objects.filter(round__project=project).iterator():
        yield str(assignment.pk), assignment_state(assignment)


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


def put_reading(object_id: str, state: State, work: Work) -> None:
    """Mark or unmark a paragraph as it was; a mark put back has the version after the last."""
    round_id, coder_id, paragraph_id = map(int, object_id.split("/"))
    mark = Reading.objects.filter(round=round_id, coder=coder_id, paragraph=paragraph_id).first()
    before = reading_state(mark) if mark else None
    if mark:
        mark.delete()
    if state is not None:
        _codable(paragraph_id)
        version = Event.objects.last_version("reading", object_id) + 1
        fields = {f"{name}_id": state[name] for name in ("round", "coder", "document", "paragraph", "codebook_version")}
        mark = Reading.objects.create(**fields, version=version)
    work.record("reading", object_id, before, reading_state(mark) if mark and state is not None else None)


def put_passage(object_id: str, state: State, work: Work) -> None:
    """Bring a passage to a state it had: id, time and codebook version stay, the version is the one after the last."""
    passage = Passage.objects.select_related("paragraph", "round__project").filter(pk=object_id).first()
    before = passage_state(passage) if passage else None
    if state is None:
        if passage:
            remove(passage)
        work.record("passage", object_id, before, None)
        return
    _refuse_taken(object_id, state)
    version = Event.objects.last_version("passage", object_id) + 1
    restored = _restore(object_id, state, version, is_there=passage is not None)
    work.record("passage", object_id, before, passage_state(restored))


def put_question(object_id: str, state: State, work: Work) -> None:
    """Ask again, take back or reword as it was: id and time stay, the version is the one after the last."""
    question = locked(Question.objects).filter(pk=object_id).first()
    before = question_state(question) if question else None
    if state is None:
        Question.objects.filter(pk=object_id).delete()
        work.record("question", object_id, before, None)
        return
    _codable(state["paragraph"])
    places = {f"{name}_id": state[name] for name in ("round", "coder", "document", "paragraph", "answered_by")}
    plain = {name: state[name] for name in ("text", "answer", *(name for name in state if name.endswith("_at")))}
    restored = Question(id=uuid.UUID(object_id), passage=state["passage"] and uuid.UUID(state["passage"]), **places)
    for name, value in plain.items():
        setattr(restored, name, datetime.fromisoformat(value) if value and name.endswith("_at") else value)
    restored.version = Event.objects.last_version("question", object_id) + 1
    restored.save(force_update=question is not None, force_insert=question is None)
    work.record("question", object_id, before, question_state(restored))


def _codable(pk: int) -> None:
    """Refuse to bring coding back to a paragraph that is no longer codable, or no longer in the text."""
    paragraphs = Paragraph.objects.codable().filter(pk=pk, revision__state="current")
    if not locked(paragraphs).exists():
        raise Stale(_("The paragraph is not codable any more."))


def _refuse_taken(object_id: str, state: dict[str, Any]) -> None:
    """Refuse to bring a passage back to words that are marked by another passage, or cannot be marked any more."""
    _codable(state["paragraph"])
    fields = ("round", "coder", "paragraph", "start", "end")
    other = Passage.objects.filter(**{name: state[name] for name in fields}).exclude(pk=object_id).first()
    if other:
        current = {"id": str(other.pk), **passage_state(other)}
        raise Stale(_("Exactly these words carry another passage by now."), current=current)


def _restore(object_id: str, state: dict[str, Any], version: int, *, is_there: bool) -> Passage:
    place = {f"{name}_id": state[name] for name in ("round", "coder", "document", "paragraph")}
    passage = Passage(
        id=uuid.UUID(object_id),
        start=state["start"],
        end=state["end"],
        quote=state["quote"],
        note=state["note"],
        group=state["group"] and uuid.UUID(state["group"]),
        created_at=datetime.fromisoformat(state["created_at"]),
        version=version,
        **place,
    )
    passage.save(force_update=is_there, force_insert=not is_there)
    _restore_taggings(passage, state["taggings"], place)
    deriving.refresh(passage)
    return passage


def _restore_taggings(passage: Passage, rows: list[dict[str, Any]], place: dict[str, Any]) -> None:
    """Rows whose theme stays are updated in place; the others go or come."""
    have = {row.tag_id: row for row in passage.taggings.all()}
    passage.taggings.exclude(tag__in=[row["theme"] for row in rows]).delete()
    for row in rows:
        tagging = have.get(row["theme"]) or Tagging(content_object=passage, tag_id=row["theme"], **place)
        tagging.is_unsure, tagging.origin, tagging.score = row["is_unsure"], row["origin"], row["score"]
        tagging.codebook_version_id = row["codebook_version"]
        tagging.save()


KINDS = (
    Kind("round", live_rounds),
    Kind("assignment", live_assignments),
    Kind("reading", live_readings, put_reading),
    Kind("passage", live_passages, put_passage),
    Kind("question", live_questions, put_question),
)

"""What the annotate screen sends, in short: changes as JSON, and requests that carry them."""

import uuid
from typing import Any

from django.test import Client

from annotations.models import Assignment, Passage
from tests.annotations.people import paragraphs

JSON = "application/json"


def new() -> str:
    return str(uuid.uuid4())


def tagging(assignment: Assignment, words: str, *themes: str, **more: Any) -> dict[str, Any]:
    """A change that tags the first place where these words stand."""
    paragraph = next(each for each in paragraphs(assignment) if words in each.text)
    start = paragraph.text.index(words)
    place = {"paragraph": paragraph.pk, "start": start, "end": start + len(words), "quote": words}
    return {"do": "tag", "id": new(), **place, "themes": list(themes), "unsure": [], "note": "", **more}


def edit(passage: dict[str, Any] | Passage, version: int, **fields: Any) -> dict[str, Any]:
    pk = passage["id"] if isinstance(passage, dict) else str(passage.pk)
    return {"do": "edit", "id": pk, "version": version, **fields}


def operations(assignment: Assignment) -> str:
    return f"/api/v1/documents/{assignment.document_id}/operations"


def send(client: Client, assignment: Assignment, *changes: dict[str, Any], **more: Any) -> Any:
    """The answer to one operation."""
    return client.post(operations(assignment), {"op": new(), "changes": list(changes), **more}, content_type=JSON)


def undo(client: Client, step: str, **more: Any) -> Any:
    """The answer to taking back the operation of this id."""
    return client.post(f"/api/v1/operations/{step}/undo", {"op": new(), **more}, content_type=JSON)


def hand_in(client: Client, assignment: Assignment, **more: Any) -> Any:
    address = f"/api/v1/documents/{assignment.document_id}/hand-in"
    return client.post(address, {"op": new(), **more}, content_type=JSON)


def read_all(client: Client, assignment: Assignment) -> Any:
    return send(client, assignment, {"do": "read", "paragraphs": None})


def rule(answer: Any) -> tuple[int, str]:
    """Status and rule of a refusal."""
    return answer.status_code, answer.json()["error"]["rule"]

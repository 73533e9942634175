"""Undo across reloads: the page tells the last steps, as the server would take them back."""

import pytest
from django.test import Client

from annotations import recalled
from annotations.models import Assignment
from projects.models import User
from tests.annotations.api_calls import send, tagging, undo
from tests.annotations.people import paragraphs
from tests.annotations.test_annotate_page import data

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(adas: Assignment, ada: User, client: Client) -> list[str]:
    """The operations of two tags, oldest first."""
    client.force_login(ada)
    answers = [send(client, adas, tagging(adas, words, "security", "trade")) for words in ("Trade", "grows")]
    return [answer.json()["op"] for answer in answers]


def steps(client: Client, assignment: Assignment) -> tuple[list[str], list[str]]:
    """What undo and redo would take back, the next one last."""
    told = data(client, assignment)["steps"]
    return tuple([step["op"] for step in told[name]] for name in ("done", "undone"))  # type: ignore[return-value]


def test_steps_stand_or_are_undone_as_the_server_says(adas: Assignment, client: Client, done: list[str]) -> None:
    assert steps(client, adas) == (done, [])
    first = undo(client, done[1]).json()["op"]
    second = undo(client, done[0]).json()["op"]
    assert steps(client, adas) == ([], [first, second])
    again = undo(client, second).json()["op"]
    assert steps(client, adas) == ([again], [first])
    new = send(client, adas, tagging(adas, "fast", "trade")).json()["op"]
    assert steps(client, adas) == ([again, new], [])


def test_every_told_step_can_be_taken_back(adas: Assignment, client: Client, done: list[str]) -> None:
    for op in reversed(steps(client, adas)[0]):
        assert undo(client, op).status_code == 201


def test_effects_are_states_as_the_page_tells_them(adas: Assignment, client: Client, done: list[str]) -> None:
    told = data(client, adas)
    passage = next(each for each in told["passages"] if each["quote"] == "Trade")
    [effect] = told["steps"]["done"][0]["effects"]
    del passage["codebook_version"]
    assert effect == {"kind": "passage", "id": passage["id"], "before": None, "after": passage}


def test_read_marks_and_questions_are_told_too(adas: Assignment, ada: User, client: Client) -> None:
    client.force_login(ada)
    [first, *_] = [each.pk for each in paragraphs(adas)]
    send(client, adas, {"do": "read", "paragraphs": [first]})
    question = "7a0c8b3e-4f0f-4a52-9d4e-0a7a63b9f001"
    send(client, adas, {"do": "ask", "id": question, "paragraph": first, "passage": None, "text": "Trade?"})
    told = data(client, adas)
    read, ask = (step["effects"] for step in told["steps"]["done"])
    assert read == [{"kind": "reading", "id": first, "before": None, "after": {"paragraph": first}}]
    assert ask == [{"kind": "question", "id": question, "before": None, "after": told["questions"][0]}]


def test_a_very_large_step_is_told_without_its_effects(
    adas: Assignment, ada: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recalled, "MOST_EFFECTS", 2)
    client.force_login(ada)
    send(client, adas, {"do": "read", "paragraphs": None})
    [step] = data(client, adas)["steps"]["done"]
    assert step["effects"] is None


def test_only_the_last_steps_are_told(
    adas: Assignment, client: Client, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recalled, "MOST_STEPS", 1)
    assert steps(client, adas) == (done[1:], [])


def test_steps_of_others_are_not_told(adas: Assignment, bens: Assignment, client: Client, done: list[str]) -> None:
    assert steps(client, bens) == ([], [])


def test_the_page_says_whose_it_is_and_how_new(adas: Assignment, ada: User, client: Client, done: list[str]) -> None:
    told = data(client, adas)
    following = undo(client, done[1]).json()["step"]
    assert (told["user"], told["step"]) == (ada.pk, following - 1)

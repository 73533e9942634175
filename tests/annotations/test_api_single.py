"""The addresses of one passage and one read mark: short forms of operations, with the same rules and answers."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning
from annotations.models import Assignment, Passage, Reading
from ledger.models import Operation
from projects.models import Project, User
from tests.annotations.api_calls import JSON, edit, new, rule, send, tagging, undo
from tests.annotations.people import paragraphs, read, tag, withdraw
from tests.conftest import assign

pytestmark = pytest.mark.django_db


def create(site: Client, change: dict[str, Any], **more: Any) -> Any:
    body = {name: value for name, value in change.items() if name not in {"do", "paragraph"}}
    address = f"/api/v1/paragraphs/{change['paragraph']}/passages"
    return site.post(address, {"op": new(), **body, **more}, content_type=JSON)


def change(site: Client, pk: Any, **fields: Any) -> Any:
    return site.patch(f"/api/v1/passages/{pk}", {"op": new(), **fields}, content_type=JSON)


def delete(site: Client, pk: Any, **asked: Any) -> Any:
    return site.delete(f"/api/v1/passages/{pk}", query_params=asked)


def mark(site: Client, paragraph: int, *, read: bool, **more: Any) -> Any:
    body = {"op": new(), "read": read, **more}
    return site.post(f"/api/v1/paragraphs/{paragraph}/reading", body, content_type=JSON)


def test_new_passage_is_told_as_operations_tell_it(site: Client, adas: Assignment) -> None:
    sent = tagging(adas, "Trade grows", "trade", unsure=["trade"], note="why")
    answer = create(site, sent)
    told = answer.json()
    op = told.pop("op")
    listed = site.get(f"/api/v1/documents/{adas.document_id}/passages").json()["items"]
    assert (answer.status_code, [told]) == (201, listed)
    assert undo(site, op).json()["withdrawn"] == [sent["id"]]


def test_passage_sent_again_is_made_once_and_told_as_it_is_now(site: Client, adas: Assignment) -> None:
    sent, op = tagging(adas, "China", "trade"), new()
    create(site, sent, op=op)
    change(site, sent["id"], version=1, note="later")
    again = create(site, sent, op=op)
    assert (again.status_code, again.json()["replayed"], again.json()["note"]) == (201, True, "later")
    assert Passage.objects.count() == 1


def test_passage_sent_again_after_it_was_taken_back_is_gone(site: Client, adas: Assignment) -> None:
    sent, op = tagging(adas, "China", "trade"), new()
    create(site, sent, op=op)
    delete(site, sent["id"], op=new(), version=1)
    assert create(site, sent, op=op).json() == {"op": op, "id": sent["id"], "withdrawn": True, "replayed": True}


def test_change_is_only_what_is_sent(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "trade", note="why")
    answer = change(site, passage.pk, version=1, themes=["bri"])
    told = answer.json()
    assert (answer.status_code, told["version"], told["themes"], told["note"]) == (200, 2, ["bri"], "why")


def test_change_that_makes_no_difference_tells_the_passage(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "trade")
    answer = change(site, passage.pk, version=1, themes=["trade"])
    assert (answer.status_code, answer.json()["version"], answer.json()["id"]) == (200, 1, str(passage.pk))


def test_passage_is_taken_back_once(site: Client, adas: Assignment) -> None:
    passage, op = tag(adas, "China", "trade"), new()
    gone = {"op": op, "id": str(passage.pk), "withdrawn": True}
    first, again = (delete(site, passage.pk, op=op, version=1) for _number in range(2))
    assert (first.status_code, first.json()) == (200, gone)
    assert (again.status_code, again.json()) == (200, {**gone, "replayed": True})
    assert Passage.objects.count() == 0


def test_withdrawal_may_stand_in_the_body(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "trade")
    body = {"op": new(), "version": 1}
    assert site.delete(f"/api/v1/passages/{passage.pk}", body, content_type=JSON).status_code == 200
    assert Passage.objects.count() == 0


def test_withdrawal_without_op_is_refused(site: Client, adas: Assignment) -> None:
    answer = delete(site, tag(adas, "China", "trade").pk, version=1)
    assert (rule(answer), answer.json()["error"]["field"]) == ((422, "invalid"), "op")


def test_read_mark_is_set_and_taken_back(site: Client, adas: Assignment) -> None:
    paragraph = paragraphs(adas)[0].pk
    told = [mark(site, paragraph, read=read).json() for read in (True, True, False, True)]
    assert [(each["read"], each["version"]) for each in told] == [(True, 1), (True, 1), (False, None), (True, 2)]
    assert Reading.objects.get().paragraph_id == paragraph


def test_read_mark_sent_again_is_told_as_it_is_now(site: Client, adas: Assignment) -> None:
    paragraph, op = paragraphs(adas)[0].pk, new()
    mark(site, paragraph, read=True, op=op)
    mark(site, paragraph, read=False)
    told = mark(site, paragraph, read=True, op=op).json()
    assert told == {"op": op, "paragraph": paragraph, "read": False, "version": None, "replayed": True}


@pytest.mark.parametrize("known", ["version", "nothing"])
def test_change_from_another_version_meets_the_present_state(site: Client, adas: Assignment, known: str) -> None:
    passage = tag(adas, "China", "trade")
    change(site, passage.pk, version=1, note="first")
    seen = {"version": 1} if known == "version" else {}
    told = (409, "stale") if seen else (428, "version-needed")
    for answer in (change(site, passage.pk, note="second", **seen), delete(site, passage.pk, op=new(), **seen)):
        current = answer.json()["error"]["current"]
        assert (rule(answer), current["note"], current["version"], current["themes"]) == (told, "first", 2, ["trade"])


def test_same_words_again_lead_to_the_passage_that_is_there(site: Client, adas: Assignment) -> None:
    there = tag(adas, "China", "trade")
    answer = create(site, tagging(adas, "China", "bri"))
    assert (rule(answer), answer.json()["error"]["current"]["id"]) == ((409, "passage-exists"), str(there.pk))


def test_two_open_rounds_need_to_be_told_apart(site: Client, adas: Assignment, project: Project, ada: User) -> None:
    second = assign(adas.document, ada, assigning.start_round(project=project, name="Second", actor=None))
    paragraph = paragraphs(adas)[0].pk
    for answer in (create(site, tagging(adas, "China", "trade")), mark(site, paragraph, read=True)):
        rounds = [each["id"] for each in answer.json()["error"]["current"]["rounds"]]
        assert (rule(answer), rounds) == ((422, "round-needed"), [second.round_id, adas.round_id])
    assert create(site, tagging(adas, "China", "trade"), round=adas.round_id).status_code == 201
    passage = Passage.objects.get()
    assert change(site, passage.pk, version=1, note="no round to say").json()["round"] == adas.round_id


@pytest.mark.parametrize("is_gone", [False, True])
def test_passage_of_somebody_else_answers_as_one_that_is_not_there(
    site: Client, adas: Assignment, bens: Assignment, is_gone: bool
) -> None:
    passage = tag(bens, "China", "bri")
    if is_gone:
        withdraw(passage, bens)
    for act in (lambda pk: change(site, pk, version=1, note="x"), lambda pk: delete(site, pk, op=new(), version=1)):
        theirs, missing = act(passage.pk), act(uuid.uuid4())
        assert (theirs.status_code, missing.status_code, theirs.content) == (404, 404, missing.content)


def test_passage_that_was_taken_back_is_told_to_be_gone(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "trade")
    withdraw(passage, adas)
    answer = change(site, passage.pk, version=1, note="late")
    assert (rule(answer), answer.json()["error"]["current"]) == ((404, "not-found"), {"withdrawn": [str(passage.pk)]})


def test_short_and_long_form_of_one_operation_are_the_same(site: Client, adas: Assignment) -> None:
    sent, op = tagging(adas, "China", "trade"), new()
    assert create(site, sent, op=op).status_code == 201
    assert send(site, adas, sent, op=op).json()["replayed"] is True
    note = {"version": 1, "note": "why"}
    op = new()
    assert change(site, sent["id"], op=op, **note).status_code == 200
    assert send(site, adas, edit(sent, **note), op=op).json()["replayed"] is True
    assert Operation.objects.filter(verb__in=("tag", "edit")).count() == 2


def test_text_that_was_corrected_leads_to_the_paragraph_that_says_the_same(site: Client, adas: Assignment) -> None:
    sent = tagging(adas, "China", "trade")
    former = paragraphs(adas)[0]
    again = correct(adas)
    answer = create(site, sent)
    assert (rule(answer), answer.json()["error"]["current"]) == (
        (409, "text-revised"),
        {"paragraph": again[former.text]},
    )


def correct(assignment: Assignment) -> dict[str, int]:
    """A second revision with the same paragraphs, as a correction makes it: their ids by their texts."""
    revision = assignment.document.revisions.get()
    rows = list(revision.paragraphs.order_by("ordinal"))
    type(revision).objects.filter(pk=revision.pk).update(state="former")
    revision.pk, revision.number, revision.state = None, 2, "current"
    revision.save(force_insert=True)
    for row in rows:
        row.pk, row.revision = None, revision
        row.save(force_insert=True)
    return {row.text: row.pk for row in rows}


def test_one_passage_costs_no_more_than_an_operation_of_one(site: Client, adas: Assignment) -> None:
    tag(adas, "Security", "security")
    with CaptureQueriesContext(connection) as long:
        send(site, adas, tagging(adas, "China", "trade"))
    with CaptureQueriesContext(connection) as short:
        create(site, tagging(adas, "Trade", "trade"))
    assert len(short) <= len(long) + 2  # where the paragraph stands, and the passage as it is then


def test_handed_in_work_takes_no_short_form_either(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "trade")
    read(adas)
    assigning.hand_in(assignment=adas, actor=adas.coder.user)
    answers = [
        create(site, tagging(adas, "Trade", "trade")),
        change(site, passage.pk, version=1, note="x"),
        delete(site, passage.pk, op=new(), version=1),
        mark(site, passage.paragraph_id, read=False),
    ]
    assert [rule(answer) for answer in answers] == [(409, "handed-in")] * 4
